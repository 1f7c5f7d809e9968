package io.trunkline.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/** The topic {@code session.training-log} as anyone with access to the broker sees it. */
final class TrainingLog implements AutoCloseable {

  private static final String TOPIC = "session.training-log";
  private static final int PARTITIONS = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final KafkaProducer<byte[], byte[]> producer;

  TrainingLog(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Appends everything the log holds about the athlete three times more, in an order the seed
   * decides.
   */
  int sendAgainTripledAndShuffled(String athlete, long seed) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : read(TOPIC, athlete)) {
      records.addAll(List.of(record, record, record));
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int last = records.size() - 1; last > 0; last--) {
      records.add(records.remove(random.nextInt(last + 1)));
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      sent.add(
          producer.send(
              new ProducerRecord<>(
                  TOPIC, record.partition(), record.key(), record.value(), record.headers())));
    }
    sent.forEach(TrainingLog::await);
    return records.size();
  }

  /** Appends the last copy of one of the athlete's entries once more, without that header. */
  void sendAgainWithout(String header, String athlete) {
    ConsumerRecord<byte[], byte[]> last = lastCopies(TOPIC, athlete).values().iterator().next();
    last.headers().remove(header);
    await(
        producer.send(
            new ProducerRecord<>(
                TOPIC, last.partition(), last.key(), last.value(), last.headers())));
  }

  /** Appends a record as a foreign program would, without any header. */
  void sendForeign(int partition, String key, String value) {
    await(
        producer.send(
            new ProducerRecord<>(TOPIC, partition, key.getBytes(UTF_8), value.getBytes(UTF_8))));
  }

  private static void await(Future<RecordMetadata> sent) {
    try {
      sent.get();
    } catch (ExecutionException refused) {
      throw new IllegalStateException("The broker did not take a record.", refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** The last copy of each key that names the athlete, nulls included, as compaction keeps it. */
  Map<String, ConsumerRecord<byte[], byte[]>> lastCopies(String topic, String athlete) {
    Map<String, ConsumerRecord<byte[], byte[]>> last = new TreeMap<>();
    read(topic, athlete).forEach(record -> last.put(new String(record.key(), UTF_8), record));
    return last;
  }

  private List<ConsumerRecord<byte[], byte[]>> read(String topic, String athlete) {
    TopicPartition partition = new TopicPartition(topic, partition(athlete));
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (consumer.position(partition) < end) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "The log was not read to its end within " + PATIENCE.toSeconds() + " s.");
      }
      ConsumerRecords<byte[], byte[]> batch = consumer.poll(Duration.ofSeconds(1));
      for (ConsumerRecord<byte[], byte[]> record : batch.records(partition)) {
        if (new String(record.key(), UTF_8).startsWith("local/" + athlete + "/")) {
          found.add(record);
        }
      }
    }
    return found;
  }

  /** The id of a new athlete whose entries go to the same partition. */
  String neighbourOf(String athlete) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> athlete + "-neighbour-" + i)
        .filter(candidate -> partition(candidate) == partition(athlete))
        .findFirst()
        .orElseThrow();
  }

  static int partition(String athlete) {
    return Utils.toPositive(Utils.murmur2(("local/" + athlete).getBytes(UTF_8))) % PARTITIONS;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
