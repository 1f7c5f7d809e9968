package io.trunkline.bench.projection;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A record to the broker and back, acknowledged by all and consumed, with nothing in between. */
final class RoundTrip implements AutoCloseable {

  private static final TopicPartition PLACE = new TopicPartition("bare", 0);
  private static final byte[] FILLING = new byte[600];

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<Integer, CompletableFuture<Void>> underway = new ConcurrentHashMap<>();
  private final Thread reader = new Thread(this::read, "bare-consumer");
  private volatile boolean open = true;

  private RoundTrip(
      KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer) {
    this.producer = producer;
    this.consumer = consumer;
  }

  static RoundTrip over(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(PLACE.topic(), 1, (short) 1))).all().get();
    }
    RoundTrip trips =
        new RoundTrip(
            new KafkaProducer<>(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers,
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class,
                    ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                    ByteArraySerializer.class)),
            new KafkaConsumer<>(
                Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class,
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class)));
    trips.consumer.assign(List.of(PLACE));
    trips.consumer.seekToBeginning(List.of(PLACE));
    trips.reader.start();
    return trips;
  }

  /** Returns when the record of this number was acknowledged and consumed. */
  void make(int number) throws Exception {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    underway.put(number, arrived);
    byte[] key = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    producer.send(new ProducerRecord<>(PLACE.topic(), key, FILLING)).get();
    arrived.get();
  }

  private void read() {
    while (open) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
        underway.remove(ByteBuffer.wrap(record.key()).getInt()).complete(null);
      }
    }
    consumer.close();
  }

  @Override
  public void close() {
    open = false;
    producer.close();
  }
}
