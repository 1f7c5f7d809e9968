package io.trunkline.session.relay;

import io.trunkline.session.journal.Content;
import io.trunkline.session.journal.JournalEntry;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * An entry as a record of the training log: CloudEvents 1.0 in binary mode. The value is the body
 * byte for byte, or null for a deletion, so that compaction removes the content.
 */
final class TrainingLogRecord {

  static final String TOPIC = "session.training-log";
  private static final String ENTRY_DELETED = "session.entry-deleted.v1";

  private TrainingLogRecord() {}

  static ProducerRecord<byte[], byte[]> of(JournalEntry entry) {
    String key = entry.key().logKey();
    ProducerRecord<byte[], byte[]> published =
        new ProducerRecord<>(
            TOPIC,
            entry.key().partition(),
            bytes(key),
            entry.deleted() ? null : entry.content().bytes());
    Headers headers = published.headers();
    if (!entry.deleted()) {
      add(headers, "content-type", "application/json");
    }
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", id(key, entry.revision()));
    add(headers, "ce_source", "/trunkline/session-service");
    add(headers, "ce_type", entry.deleted() ? ENTRY_DELETED : entry.content().bodyType());
    add(headers, "ce_time", entry.recordedAt().toString());
    add(headers, "ce_subject", entry.key().name());
    add(headers, "ce_tenant", entry.key().tenant());
    add(headers, "ce_athlete", entry.key().athlete());
    add(headers, "ce_kind", entry.key().kind().wireName());
    add(headers, "ce_entryid", entry.key().id());
    add(headers, "ce_revision", Long.toString(entry.revision()));
    // The topic is not part of Kafka's checksum; with this a reader notices a record that went
    // astray.
    add(headers, "ce_topic", TOPIC);
    return published;
  }

  /** Equal for duplicates, and says nothing about the athlete. */
  private static String id(String key, long revision) {
    return HexFormat.of().formatHex(Content.sha256(bytes(key + "@" + revision)), 0, 16);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
