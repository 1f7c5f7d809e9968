package io.trunkline.session.echo;

import io.trunkline.session.journal.Content;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a record of the log says about an entry.
 *
 * @param revision 0 when none can be read: below any there is
 * @param sha256 of the value, in lower-case hexadecimal; null for a null
 * @param onItsTopic whether it was meant for the topic it is on
 */
record LogCopy(EntryKey key, long revision, String sha256, boolean onItsTopic) {

  private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

  /** Empty for a record that is about no entry. */
  static Optional<LogCopy> read(ConsumerRecord<byte[], byte[]> published) {
    String[] parts = new String(published.key(), StandardCharsets.UTF_8).split("/", -1);
    String revision = header(published, "ce_revision");
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      EntryKey key = new EntryKey(parts[0], parts[1], Kind.ofWireName(parts[2]), parts[3]);
      byte[] value = published.value();
      return Optional.of(
          new LogCopy(
              key,
              REVISION.matcher(revision).matches() ? Long.parseLong(revision) : 0,
              value == null ? null : HexFormat.of().formatHex(Content.sha256(value)),
              header(published, "ce_topic").equals(published.topic())));
    } catch (IllegalArgumentException noEntry) {
      return Optional.empty();
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> published, String name) {
    Header header = published.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
