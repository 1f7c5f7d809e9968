package io.trunkline.progress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Stands for a subscriber: reads {@code progress.recommendations} from its beginning. */
public final class Recommendations {

  private static final String TOPIC = "progress.recommendations";

  private final String bootstrapServers;

  public Recommendations(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** All copies of the key that are on the topic now, oldest first. */
  public List<ConsumerRecord<byte[], byte[]>> of(String key) {
    return all().stream().filter(record -> key(record).equals(key)).toList();
  }

  /** What compaction would leave: by key the revision of its last copy. */
  public Map<String, String> lastRevisions() {
    Map<String, String> last = new TreeMap<>();
    all().forEach(record -> last.put(key(record), header(record, "ce_revision")));
    return last;
  }

  private List<ConsumerRecord<byte[], byte[]>> all() {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      return found;
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** The copy of that revision, as soon as there is one. */
  public ConsumerRecord<byte[], byte[]> await(String key, long revision) {
    String wanted = Long.toString(revision);
    return Patience.await()
        .until(
            () ->
                of(key).stream()
                    .filter(record -> header(record, "ce_revision").equals(wanted))
                    .findFirst()
                    .orElse(null),
            Objects::nonNull);
  }

  public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
