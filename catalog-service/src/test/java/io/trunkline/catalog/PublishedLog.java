package io.trunkline.catalog;

import io.quarkus.arc.Unremovable;
import io.trunkline.catalog.definition.StrictJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What really stands on the topics, read from the beginning by a consumer of our own. */
@ApplicationScoped
@Unremovable
public class PublishedLog {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  /** Every record of a topic up to its end now, per partition in order. */
  public List<ConsumerRecord<byte[], byte[]>> all(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** The records with one key, in order. */
  public List<ConsumerRecord<byte[], byte[]>> of(String topic, String key) {
    return all(topic).stream().filter(record -> key(record).equals(key)).toList();
  }

  public Set<String> keys(String topic) {
    Set<String> keys = new TreeSet<>();
    all(topic).forEach(record -> keys.add(key(record)));
    return keys;
  }

  /** Waits until a version of an exercise is on the topic. */
  public ConsumerRecord<byte[], byte[]> awaitExercise(String id, int version) {
    return await("catalog.exercises", id, version);
  }

  /** Waits until a version is on a topic. */
  public ConsumerRecord<byte[], byte[]> await(String topic, String id, int version) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                of(topic, id).stream()
                    .filter(r -> StrictJson.parse(r.value()).get("version").intValue() == version)
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }
}
