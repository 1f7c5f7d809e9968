package io.trunkline.catalog.publishing;

import io.trunkline.catalog.definition.DefinitionVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A version as it goes to Kafka: CloudEvents 1.0 binary mode, key = id, value = the document. */
final class PublishedRecord {

  private PublishedRecord() {}

  static ProducerRecord<byte[], byte[]> of(DefinitionVersion version) {
    Stream stream = Stream.of(version.kind);
    String subject = version.kind.word() + "/" + version.id;
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(stream.topic, utf8(version.id), utf8(version.document));
    header(sent, "content-type", "application/json");
    header(sent, "ce_specversion", "1.0");
    // Equal for duplicates; from the subject, because a programme may share an exercise's id.
    header(sent, "ce_id", sha256(subject + "@" + version.version).substring(0, 32));
    header(sent, "ce_source", "/trunkline/catalog-service");
    header(sent, "ce_type", stream.eventType(version.retired));
    header(sent, "ce_time", version.publishedAt.toString());
    header(sent, "ce_subject", subject);
    header(sent, "ce_revision", String.valueOf(version.version));
    header(sent, "ce_topic", stream.topic);
    return sent;
  }

  private static void header(ProducerRecord<byte[], byte[]> sent, String name, String value) {
    sent.headers().add(name, utf8(value));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(text)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
