package io.trunkline.progress.publishing;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Identifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What stands on {@code progress.recommendations} about one athlete's exercise.
 *
 * @param revision 0 when none can be read: below any there is
 * @param sha256 of the value, in lower-case hexadecimal; null for what takes back what was said
 * @param onItsTopic whether it was meant for the topic it is on
 */
record TopicCopy(
    Athlete athlete, String exercise, long revision, String sha256, boolean onItsTopic) {

  /** Empty for a key that none of ours can be. */
  static Optional<TopicCopy> read(ConsumerRecord<byte[], byte[]> record) {
    String[] key = new String(record.key(), StandardCharsets.UTF_8).split("/", -1);
    if (key.length != 3 || !Arrays.stream(key).allMatch(Identifier::valid)) {
      return Optional.empty();
    }
    String revision = header(record, "ce_revision");
    return Optional.of(
        new TopicCopy(
            new Athlete(key[0], key[1]),
            key[2],
            revision.matches("[1-9][0-9]{0,17}") ? Long.parseLong(revision) : 0,
            record.value() == null ? null : PublishedDecision.sha256(record.value()),
            header(record, "ce_topic").equals(record.topic())));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  String key() {
    return athlete.tenant() + "/" + athlete.id() + "/" + exercise;
  }
}
