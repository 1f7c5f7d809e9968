package io.trunkline.session;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What stands in the topic, read like any subscriber would. */
public final class TrainingLog implements AutoCloseable {

  private static final String TOPIC = "session.training-log";
  private static final String ERASURES = "session.erasures";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> seen = new ArrayList<>();

  private TrainingLog(KafkaConsumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /** From its first record on. */
  public static TrainingLog open() {
    String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "group.id",
                "test-" + UUID.randomUUID(),
                "allow.auto.create.topics",
                "false"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    IntStream.range(0, 12).forEach(number -> partitions.add(new TopicPartition(TOPIC, number)));
    partitions.add(new TopicPartition(ERASURES, 0));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return new TrainingLog(consumer);
  }

  /** All records of an athlete so far, in the order of their partition. */
  public List<ConsumerRecord<byte[], byte[]>> of(String athlete) {
    consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    return seen.stream().filter(one -> key(one).startsWith("local/" + athlete + "/")).toList();
  }

  /** Reads on until nothing is left that was there at the call. */
  public void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    }
  }

  /** Keys, values and headers of every record read so far, as text. */
  public String everything() {
    StringBuilder text = new StringBuilder();
    for (ConsumerRecord<byte[], byte[]> one : seen) {
      text.append(key(one)).append(' ');
      if (one.value() != null) {
        text.append(new String(one.value(), StandardCharsets.UTF_8));
      }
      one.headers()
          .forEach(
              header ->
                  text.append(' ').append(new String(header.value(), StandardCharsets.UTF_8)));
      text.append('\n');
    }
    return text.toString();
  }

  /** What the topic of erasures says so far. */
  public List<ConsumerRecord<byte[], byte[]>> erasures() {
    readToEnd();
    return seen.stream().filter(one -> one.topic().equals(ERASURES)).toList();
  }

  /** All watermarks so far. */
  public List<ConsumerRecord<byte[], byte[]>> watermarks() {
    consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
    return seen.stream().filter(one -> key(one).startsWith("~watermark/")).toList();
  }

  /** Keys with revisions, such as {@code session/s1@2}, of an athlete so far. */
  public List<String> entriesOf(String athlete) {
    return of(athlete).stream()
        .map(one -> header(one, "ce_subject") + "@" + header(one, "ce_revision"))
        .toList();
  }

  public static String key(ConsumerRecord<byte[], byte[]> one) {
    return new String(one.key(), StandardCharsets.UTF_8);
  }

  public static String header(ConsumerRecord<byte[], byte[]> one, String name) {
    return new String(one.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
