package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalKafkaIT {

  @TempDir Path directory;

  @Test
  void a_record_outlives_the_broker_that_took_it() throws Exception {
    try (LocalKafka broker = LocalKafka.start(directory, 0)) {
      createTopic(broker);
      send(broker, "kept");
    }
    try (LocalKafka again = LocalKafka.start(directory, 0)) {
      assertThat(read(again)).isEqualTo("kept");
    }
  }

  @Test
  void a_record_outlives_kill_minus_nine() throws Exception {
    try (LocalKafka broker = LocalKafka.start(directory, 0)) {
      createTopic(broker);
      send(broker, "kept");
      broker.child().kill();
    }
    try (LocalKafka again = LocalKafka.start(directory, 0)) {
      assertThat(read(again)).isEqualTo("kept");
    }
  }

  @Test
  void a_topic_is_never_created_on_demand() {
    try (LocalKafka broker = LocalKafka.start(directory, 0);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThatThrownBy(
              () -> admin.describeTopics(List.of("nobody-made-it")).allTopicNames().get())
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
    }
  }

  @Test
  void a_taken_port_is_named_with_what_wanted_it() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> LocalKafka.start(directory, other.getLocalPort()))
          .hasMessageContaining("Port " + other.getLocalPort() + ", wanted by Kafka")
          .hasMessageContaining("TRUNKLINE_PORT_BASE");
    }
  }

  private static void createTopic(LocalKafka broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic("facts", 1, (short) 1))).all().get();
    }
  }

  private static void send(LocalKafka broker, String value) throws Exception {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("facts", value)).get();
    }
  }

  private static String read(LocalKafka broker) {
    Map<String, Object> settings =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("facts", 0)));
      for (ConsumerRecord<String, String> found : consumer.poll(Duration.ofSeconds(20))) {
        return found.value();
      }
      throw new AssertionError("No record within 20 s.");
    }
  }
}
