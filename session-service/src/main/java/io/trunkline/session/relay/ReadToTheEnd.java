package io.trunkline.session.relay;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads one of our topics from its beginning to what is its end now. Nothing is committed. */
@Singleton
public class ReadToTheEnd {

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;

  ReadToTheEnd(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.kafka = kafka;
  }

  /**
   * Hands over batch after batch, a partition's records in their order.
   *
   * @throws TimeoutException if Kafka does not answer
   */
  public void of(String topic, int partitions, Consumer<ConsumerRecords<byte[], byte[]>> taker) {
    Map<String, Object> config = new HashMap<>(kafka);
    config.keySet().retainAll(ConsumerConfig.configNames());
    config.keySet().removeIf(name -> name.endsWith(".deserializer"));
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, partitions)
              .mapToObj(number -> new TopicPartition(topic, number))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      long heard = System.nanoTime();
      while (all.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofMillis(500));
        if (!batch.isEmpty()) {
          taker.accept(batch);
          heard = System.nanoTime();
        } else if (System.nanoTime() - heard > LONGEST_SILENCE.toNanos()) {
          throw new TimeoutException(topic + " could not be read to its end");
        }
      }
    }
  }
}
