package io.trunkline.progress.projection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The CloudEvents headers a consumer relies on, read under limits.
 *
 * @param type for example {@code session.session-recorded.v1}
 */
record Headers(String type, long revision, String topic, OffsetDateTime time) {

  private static final int MAX_BYTES = 512;
  private static final Pattern REVISION = Pattern.compile("[1-9][0-9]{0,17}");

  /** Empty when one is missing or cannot be read. */
  static Optional<Headers> of(ConsumerRecord<byte[], byte[]> record) {
    Optional<String> type = text(record, "ce_type");
    Optional<Long> revision = revision(record);
    Optional<String> topic = text(record, "ce_topic");
    Optional<OffsetDateTime> time = text(record, "ce_time").flatMap(Headers::time);
    boolean known = text(record, "ce_specversion").filter("1.0"::equals).isPresent();
    if (!known || type.isEmpty() || revision.isEmpty() || topic.isEmpty() || time.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Headers(type.get(), revision.get(), topic.get(), time.get()));
  }

  /** The revision the record claims, even when nothing else about it can be read. */
  static Optional<Long> revision(ConsumerRecord<byte[], byte[]> record) {
    return text(record, "ce_revision").filter(REVISION.asMatchPredicate()).map(Long::valueOf);
  }

  static Optional<String> text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? Optional.empty() : text(header.value());
  }

  /** Empty for null, for more than {@value #MAX_BYTES} bytes, and for what is not UTF-8. */
  static Optional<String> text(byte[] bytes) {
    if (bytes == null || bytes.length > MAX_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<OffsetDateTime> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }
}
