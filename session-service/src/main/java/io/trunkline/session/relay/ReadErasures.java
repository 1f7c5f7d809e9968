package io.trunkline.session.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All erasures that were ever announced, as the topic keeps them. */
@Singleton
public class ReadErasures {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TopicPartition ONLY = new TopicPartition(OwnTopics.ERASURES, 0);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;

  ReadErasures(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /** One that was announced. */
  public record Announced(String tenant, String pseudonym, String receipt, Instant erasedAt) {}

  /**
   * The oldest first; those announced twice may stand there twice.
   *
   * @throws TimeoutException if Kafka does not answer
   */
  public List<Announced> all() {
    Map<String, Object> config = new HashMap<>(kafka);
    config.keySet().retainAll(ConsumerConfig.configNames());
    config.keySet().removeIf(name -> name.endsWith(".deserializer"));
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(ONLY));
      consumer.seekToBeginning(List.of(ONLY));
      long end = consumer.endOffsets(List.of(ONLY)).get(ONLY);
      List<Announced> found = new ArrayList<>();
      long deadline = System.nanoTime() + LIMIT.toNanos();
      while (consumer.position(ONLY) < end) {
        if (System.nanoTime() > deadline) {
          throw new TimeoutException(OwnTopics.ERASURES + " was not read to its end in time");
        }
        consumer.poll(Duration.ofMillis(500)).forEach(each -> found.add(read(each)));
      }
      return found;
    }
  }

  private static Announced read(ConsumerRecord<byte[], byte[]> published) {
    String[] tenantAndPseudonym =
        new String(published.key(), StandardCharsets.UTF_8).split("/", -1);
    try {
      JsonNode value = JSON.readTree(published.value());
      return new Announced(
          tenantAndPseudonym[0],
          tenantAndPseudonym[1],
          value.path("receipt").asText(),
          Instant.parse(value.path("erasedAt").asText()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
