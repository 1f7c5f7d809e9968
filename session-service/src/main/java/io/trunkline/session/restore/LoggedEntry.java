package io.trunkline.session.restore;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trunkline.session.journal.Content;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** An entry as a record of the log tells it. */
final class LoggedEntry {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

  private LoggedEntry() {}

  /** Empty for what is no entry, or is none of ours at this place. */
  static Optional<JournalEntry> read(ConsumerRecord<byte[], byte[]> record) {
    String[] parts = new String(record.key(), StandardCharsets.UTF_8).split("/", -1);
    String revision = header(record, "ce_revision");
    if (parts.length != 4
        || !REVISION.matcher(revision).matches()
        || !header(record, "ce_topic").equals(record.topic())) {
      return Optional.empty();
    }
    try {
      EntryKey key = new EntryKey(parts[0], parts[1], Kind.ofWireName(parts[2]), parts[3]);
      Instant recordedAt = OffsetDateTime.parse(header(record, "ce_time")).toInstant();
      return key.partition() == record.partition()
          ? Optional.of(
              new JournalEntry(key, Long.parseLong(revision), content(key, record), recordedAt))
          : Optional.empty();
    } catch (IllegalArgumentException | DateTimeException | IOException noEntry) {
      return Optional.empty();
    }
  }

  private static Content content(EntryKey key, ConsumerRecord<byte[], byte[]> record)
      throws IOException {
    if (record.value() == null) {
      return null;
    }
    String moment = JSON.readTree(record.value()).path(key.kind().momentField()).asText();
    return new Content(
        header(record, "ce_type"), record.value(), OffsetDateTime.parse(moment).toInstant());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
