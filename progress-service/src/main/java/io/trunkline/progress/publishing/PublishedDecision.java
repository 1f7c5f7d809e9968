package io.trunkline.progress.publishing;

import io.trunkline.progress.Athlete;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A kept decision on its way to Kafka.
 *
 * @param decidedAt the {@code at} of the decision
 * @param body as kept; the record's value byte for byte. Null: the athlete was erased, and
 *     compaction removes what was said before
 */
record PublishedDecision(
    Athlete athlete, String exercise, long revision, Instant decidedAt, String body) {

  static final String TOPIC = "progress.recommendations";
  static final String TYPE = "progress.recommendation-decided.v1";
  static final String WITHDRAWN = "progress.recommendation-withdrawn.v1";

  /** CloudEvents 1.0 in binary mode, in the athlete's partition. */
  ProducerRecord<byte[], byte[]> forKafka() {
    String key = athlete.tenant() + "/" + athlete.id() + "/" + exercise;
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(
            TOPIC, athlete.partition(), utf8(key), body == null ? null : utf8(body));
    if (body != null) {
      header(sent, "content-type", "application/json");
    }
    header(sent, "ce_specversion", "1.0");
    // Equal for duplicates, and says nothing about whom it concerns.
    header(sent, "ce_id", sha256(utf8(key + "@" + revision)).substring(0, 32));
    header(sent, "ce_source", "/trunkline/progress-service");
    header(sent, "ce_type", body == null ? WITHDRAWN : TYPE);
    header(sent, "ce_time", decidedAt.toString());
    header(sent, "ce_subject", "recommendation/" + exercise);
    header(sent, "ce_tenant", athlete.tenant());
    header(sent, "ce_athlete", athlete.id());
    header(sent, "ce_revision", Long.toString(revision));
    header(sent, "ce_topic", TOPIC);
    return sent;
  }

  private static void header(ProducerRecord<byte[], byte[]> sent, String name, String value) {
    sent.headers().add(name, utf8(value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** In lower-case hexadecimal. */
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }
}
