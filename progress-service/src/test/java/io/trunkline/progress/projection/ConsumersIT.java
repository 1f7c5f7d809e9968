package io.trunkline.progress.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.common.utils.AppInfoParser;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is really in force, read from the live clients rather than from a file. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ConsumersIT {

  @Inject KafkaClientService clients;
  @Inject @Superuser DataSource database;

  /** As the service is given it. */
  @Inject DataSource requests;

  @ParameterizedTest
  @CsvSource({"training-log,progress.training-log", "catalog,progress.catalog"})
  void a_consumer_starts_at_the_beginning_and_leaves_committing_to_us(
      String channel, String group) {
    Map<String, ?> live = clients.getConsumer(channel).configuration();

    assertThat(live.get("group.id")).isEqualTo(group);
    assertThat(live.get("auto.offset.reset")).isEqualTo("earliest");
    assertThat(live.get("enable.auto.commit")).hasToString("false");
    assertThat(live.get("max.poll.records")).hasToString("500");
    assertThat(live.get("allow.auto.create.topics")).hasToString("false");
    assertThat(live.get("partition.assignment.strategy"))
        .hasToString("org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
    assertThat(live.get("key.deserializer"))
        .hasToString("org.apache.kafka.common.serialization.ByteArrayDeserializer");
    assertThat(live.get("value.deserializer"))
        .hasToString("org.apache.kafka.common.serialization.ByteArrayDeserializer");
  }

  @ParameterizedTest
  @CsvSource({
    "commit-strategy,throttled",
    "throttled.unprocessed-record-max-age.ms,0",
    "failure-strategy,fail",
    "cloud-events,false",
    "batch,true"
  })
  void the_connector_is_told(String attribute, String value) {
    assertThat(
            ConfigProvider.getConfig()
                .getValue("mp.messaging.connector.smallrye-kafka." + attribute, String.class))
        .isEqualTo(value);
  }

  @Test
  void the_client_is_the_one_without_KAFKA_19012() {
    assertThat(AppInfoParser.getVersion()).isEqualTo("4.1.2");
  }

  @Test
  void the_database_limits_what_a_statement_may_take() {
    assertThat(
            List.of(
                    "statement_timeout",
                    "lock_timeout",
                    "transaction_timeout",
                    "synchronous_commit")
                .stream()
                .flatMap(setting -> Rows.of(requests, "SHOW " + setting).stream()))
        .containsExactly("5s", "2s", "10s", "on");
  }
}
