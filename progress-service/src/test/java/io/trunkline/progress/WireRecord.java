package io.trunkline.progress;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.Utils;

/**
 * A record as the publishers send it, written down independently of the code under test; each part
 * can then be spoiled.
 */
public final class WireRecord {

  public static final String LOG = "session.training-log";
  public static final String ERASURES = "session.erasures";
  public static final String EXERCISES = "catalog.exercises";
  public static final String PROGRAMS = "catalog.programs";

  private static final Map<String, String> TYPES =
      Map.of(
          "session", "session.session-recorded.v1",
          "sensation", "session.sensation-reported.v1",
          "clearance", "session.clearance-granted.v1",
          "screening", "session.screening-answered.v1",
          "directive", "session.directive-set.v1",
          "coach-grant", "session.coach-granted.v1",
          "observation", "session.observation-recorded.v1");

  private final String topic;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private String key;
  private Integer partition;
  private byte[] value;
  private Instant appended = Instant.now();

  private WireRecord(String topic, String key, String type, long revision) {
    this.topic = topic;
    this.key = key;
    header("content-type", "application/json");
    header("ce_specversion", "1.0");
    header("ce_id", "0f0e0d0c0b0a09080706050403020100");
    header("ce_source", "/trunkline/" + topic.substring(0, topic.indexOf('.')) + "-service");
    header("ce_type", type);
    header("ce_time", "2026-05-04T18:45:12.345678Z");
    header("ce_revision", Long.toString(revision));
    header("ce_topic", topic);
  }

  public static WireRecord entry(
      String athlete, String kind, String id, long revision, String body) {
    WireRecord record =
        new WireRecord(
            LOG,
            "local/" + athlete + "/" + kind + "/" + id,
            TYPES.getOrDefault(kind, "none"),
            revision);
    record.partition =
        Utils.toPositive(Utils.murmur2(("local/" + athlete).getBytes(StandardCharsets.UTF_8))) % 12;
    record.header("ce_subject", kind + "/" + id);
    record.header("ce_tenant", "local");
    record.header("ce_athlete", athlete);
    record.header("ce_kind", kind);
    record.header("ce_entryid", id);
    return record.value(body);
  }

  public static WireRecord session(String athlete, String id, long revision, int reps) {
    return entry(athlete, "session", id, revision, sessionBody("2026-05-04T18:00:00+02:00", reps));
  }

  public static String sessionBody(String startedAt, int reps) {
    return """
        {"exercises":[{"exercise":"back-extension","sets":[{"reps":%d},{"reps":%d}]}],"startedAt":"%s"}"""
        .formatted(reps, reps, startedAt);
  }

  public static WireRecord deleted(String athlete, String kind, String id, long revision) {
    return entry(athlete, kind, id, revision, null)
        .header("ce_type", "session.entry-deleted.v1")
        .header("content-type", null);
  }

  /** The publisher's word about a partition; concerns no athlete, so it has their headers not. */
  public static WireRecord watermark(int partition, String completeUntil) {
    WireRecord record =
        new WireRecord(LOG, "~watermark/" + partition, "session.log-watermark.v1", 1)
            .header("ce_revision", null)
            .value("{\"completeUntil\":\"" + completeUntil + "\"}");
    record.partition = partition;
    return record;
  }

  /** The journal's word that an athlete was erased. */
  public static WireRecord erased(String athlete, String pseudonym) {
    return entry(athlete, "erasure", "erasure", 1, "{\"pseudonym\":\"" + pseudonym + "\"}")
        .header("ce_type", "session.athlete-erased.v1");
  }

  /** The same as kept for ever, without the athlete. */
  public static WireRecord erasure(String pseudonym) {
    return new WireRecord(ERASURES, "local/" + pseudonym, "session.athlete-erased.v1", 1)
        .value("{\"pseudonym\":\"" + pseudonym + "\",\"erasedAt\":\"2026-06-01T09:30:00Z\"}");
  }

  public static WireRecord exercise(String id, long version, String body) {
    return new WireRecord(EXERCISES, id, "catalog.exercise-published.v1", version).value(body);
  }

  public static WireRecord program(String id, long version, String body) {
    return new WireRecord(PROGRAMS, id, "catalog.program-published.v1", version).value(body);
  }

  /** Sets a header; null removes it. */
  public WireRecord header(String name, String text) {
    if (text == null) {
      headers.remove(name);
    } else {
      headers.put(name, text);
    }
    return this;
  }

  public WireRecord key(String text) {
    key = text;
    return this;
  }

  public WireRecord nextPartition() {
    partition = (partition + 1) % 12;
    return this;
  }

  public WireRecord value(String text) {
    value = text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  public WireRecord value(byte[] bytes) {
    value = bytes;
    return this;
  }

  /** Has stood in the log since then. */
  public WireRecord appended(Instant moment) {
    appended = moment;
    return this;
  }

  public ProducerRecord<byte[], byte[]> forKafka() {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            partition,
            appended.toEpochMilli(),
            key == null ? null : key.getBytes(StandardCharsets.UTF_8),
            value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  /** As a consumer would be given it. */
  public ConsumerRecord<byte[], byte[]> consumed(long offset) {
    ProducerRecord<byte[], byte[]> record = forKafka();
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        offset,
        record.timestamp(),
        TimestampType.LOG_APPEND_TIME,
        record.key().length,
        record.value() == null ? 0 : record.value().length,
        record.key(),
        record.value(),
        new RecordHeaders(record.headers()),
        Optional.empty());
  }
}
