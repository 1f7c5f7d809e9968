package io.trunkline.session.relay;

import io.trunkline.session.journal.Content;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.tracing.Traceparent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * The records this service publishes: CloudEvents 1.0 in binary mode. The value of an entry is its
 * body byte for byte, or null for a deletion, so that compaction removes the content.
 */
final class TrainingLogRecord {

  private static final String ENTRY_DELETED = "session.entry-deleted.v1";
  private static final String LOG_WATERMARK = "session.log-watermark.v1";
  private static final String ATHLETE_ERASED = "session.athlete-erased.v1";

  /** Name of the one record of its kind that an athlete can have. */
  static final String ERASURE = "erasure/erasure";

  private TrainingLogRecord() {}

  static ProducerRecord<byte[], byte[]> of(JournalEntry entry) {
    return entry.deleted()
        ? nullOf(entry.key(), entry.revision(), entry.recordedAt())
        : about(
            entry.key().tenant(),
            entry.key().athlete(),
            entry.key().name(),
            entry.revision(),
            entry.recordedAt(),
            entry.content().bodyType(),
            entry.content().bytes());
  }

  /** Where whoever reads the record goes on from. */
  static void addTraceparent(ProducerRecord<byte[], byte[]> published, String traceparent) {
    add(published.headers(), Traceparent.HEADER, traceparent);
  }

  /** Takes the content of this key out of the log. */
  static ProducerRecord<byte[], byte[]> nullOf(EntryKey key, long revision, Instant recordedAt) {
    return about(
        key.tenant(), key.athlete(), key.name(), revision, recordedAt, ENTRY_DELETED, null);
  }

  /** Tells readers of the log to erase, too. */
  static ProducerRecord<byte[], byte[]> athleteErased(
      String tenant, String athlete, String pseudonym, Instant erasedAt) {
    byte[] value = bytes("{\"pseudonym\":\"" + pseudonym + "\"}");
    return about(tenant, athlete, ERASURE, 1, erasedAt, ATHLETE_ERASED, value);
  }

  /** The key of that record names the athlete, so it may not stay. */
  static ProducerRecord<byte[], byte[]> athleteErasedTakenBack(
      String tenant, String athlete, Instant erasedAt) {
    return about(tenant, athlete, ERASURE, 2, erasedAt, ENTRY_DELETED, null);
  }

  /** Each change committed before {@code completeUntil} lies before this record. */
  static ProducerRecord<byte[], byte[]> watermark(
      int partition, Instant completeUntil, Instant sentAt) {
    String key = "~watermark/" + partition;
    ProducerRecord<byte[], byte[]> published =
        new ProducerRecord<>(
            OwnTopics.TRAINING_LOG,
            partition,
            bytes(key),
            bytes("{\"completeUntil\":\"" + completeUntil + "\"}"));
    describe(published, key + "@" + completeUntil, LOG_WATERMARK, sentAt, "watermark/" + partition);
    add(published.headers(), "ce_topic", OwnTopics.TRAINING_LOG);
    return published;
  }

  /** What stays known of an erased athlete; neither key nor value tells who it was. */
  static ProducerRecord<byte[], byte[]> erased(
      String tenant, String pseudonym, String receipt, Instant erasedAt) {
    String key = tenant + "/" + pseudonym;
    ProducerRecord<byte[], byte[]> published =
        new ProducerRecord<>(
            OwnTopics.ERASURES,
            0,
            bytes(key),
            bytes(
                "{\"erasedAt\":\"%s\",\"pseudonym\":\"%s\",\"receipt\":\"%s\"}"
                    .formatted(erasedAt, pseudonym, receipt)));
    describe(published, key + "@1", ATHLETE_ERASED, erasedAt, "erasure/" + receipt);
    Headers headers = published.headers();
    add(headers, "ce_tenant", tenant);
    add(headers, "ce_revision", "1");
    add(headers, "ce_topic", OwnTopics.ERASURES);
    return published;
  }

  /**
   * @param name kind and id
   */
  private static ProducerRecord<byte[], byte[]> about(
      String tenant,
      String athlete,
      String name,
      long revision,
      Instant recordedAt,
      String type,
      byte[] value) {
    String key = tenant + "/" + athlete + "/" + name;
    ProducerRecord<byte[], byte[]> published =
        new ProducerRecord<>(
            OwnTopics.TRAINING_LOG, EntryKey.partitionOf(tenant, athlete), bytes(key), value);
    describe(published, key + "@" + revision, type, recordedAt, name);
    String[] kindAndId = name.split("/", -1);
    Headers headers = published.headers();
    add(headers, "ce_tenant", tenant);
    add(headers, "ce_athlete", athlete);
    add(headers, "ce_kind", kindAndId[0]);
    add(headers, "ce_entryid", kindAndId[1]);
    add(headers, "ce_revision", Long.toString(revision));
    // The topic is not part of Kafka's checksum; with this a reader notices a record that went
    // astray.
    add(headers, "ce_topic", OwnTopics.TRAINING_LOG);
    return published;
  }

  /** The headers every record has, in the order of the contract's examples. */
  private static void describe(
      ProducerRecord<byte[], byte[]> published,
      String identity,
      String type,
      Instant at,
      String subject) {
    Headers headers = published.headers();
    if (published.value() != null) {
      add(headers, "content-type", "application/json");
    }
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", id(identity));
    add(headers, "ce_source", "/trunkline/session-service");
    add(headers, "ce_type", type);
    add(headers, "ce_time", at.toString());
    add(headers, "ce_subject", subject);
  }

  /** Equal for duplicates, and says nothing about the athlete. */
  private static String id(String identity) {
    return HexFormat.of().formatHex(Content.sha256(bytes(identity)), 0, 16);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
