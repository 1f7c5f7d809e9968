package io.trunkline.session.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.trunkline.session.RealParts;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.AppInfoParser;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What the running clients and the topic really are, not what a file says. */
@QuarkusTest
@WithTestResource(RealParts.class)
class LiveClientsIT {

  @Inject KafkaClientService kafka;

  @Test
  void the_kafka_client_is_the_one_that_cannot_write_to_a_wrong_topic() {
    assertThat(AppInfoParser.getVersion()).isEqualTo("4.1.2");
  }

  @Test
  void the_live_producer_waits_for_all_replicas_and_never_doubles() throws Exception {
    ProducerConfig config =
        (ProducerConfig)
            liveConfig(
                KafkaProducer.class,
                "producerConfig",
                kafka.getProducer("training-log-out").unwrap());
    assertThat(config.getString("acks")).isEqualTo("-1");
    assertThat(config.getBoolean("enable.idempotence")).isTrue();
    assertThat(config.getInt("delivery.timeout.ms")).isEqualTo(30000);
    assertThat(config.getInt("request.timeout.ms")).isEqualTo(10000);
    assertThat(config.getLong("max.block.ms")).isEqualTo(1000);
    assertThat(config.getLong("linger.ms")).isEqualTo(5);
    assertThat(config.getString("compression.type")).isEqualTo("zstd");
  }

  @Test
  void the_consumer_reads_history_and_never_creates_a_topic() {
    Map<String, ?> config = kafka.getConsumer("catalog-exercises").configuration();
    assertThat(config.get(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG)).isEqualTo("earliest");
    assertThat(config.get(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG)).hasToString("false");
    assertThat(config.get(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG)).hasToString("false");
    assertThat(config.get(ConsumerConfig.GROUP_ID_CONFIG)).isEqualTo("session.catalog-exercises");
  }

  @Test
  void the_topic_is_created_as_designed() throws Exception {
    String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> admin.listTopics().names().get().contains("session.training-log"));
      assertThat(
              admin
                  .describeTopics(List.of("session.training-log"))
                  .allTopicNames()
                  .get()
                  .get("session.training-log")
                  .partitions())
          .hasSize(12);
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "session.training-log");
      Config config = admin.describeConfigs(List.of(topic)).all().get().get(topic);
      Map.of(
              "cleanup.policy", "compact",
              "max.compaction.lag.ms", "259200000",
              "segment.ms", "86400000",
              "delete.retention.ms", "604800000",
              "message.timestamp.type", "LogAppendTime",
              "min.insync.replicas", "1",
              "unclean.leader.election.enable", "false",
              "max.message.bytes", "262144",
              "min.cleanable.dirty.ratio", "0.2")
          .forEach((name, value) -> assertThat(config.get(name).value()).as(name).isEqualTo(value));
    }
  }

  /** The client tells its resolved configuration to nobody, so the test looks inside. */
  private static Object liveConfig(Class<?> type, String name, Object client)
      throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(client);
  }
}
