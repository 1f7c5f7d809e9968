package io.trunkline.catalog.publishing;

import static io.restassured.RestAssured.given;
import static io.trunkline.catalog.Http.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.ClientProxy;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.catalog.Example;
import io.trunkline.catalog.PublishedLog;
import io.trunkline.catalog.RealParts;
import io.trunkline.catalog.Sample;
import io.trunkline.catalog.definition.Definition;
import io.trunkline.catalog.definition.DefinitionVersion;
import io.trunkline.catalog.definition.Kind;
import jakarta.inject.Inject;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class RelayIT {

  @Inject Relay relay;
  @Inject PublishedLog log;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  /** Every sample refers to it. */
  @BeforeEach
  void sample_lift_is_there() {
    put("/v1/exercises/sample-lift", Sample.exercise("sample-lift"));
  }

  @Test
  void what_stands_on_the_topic_is_byte_for_byte_what_is_served() {
    put("/v1/exercises/sent", Sample.exercise("sent").put("name", "Gesäß ✓"));
    ConsumerRecord<byte[], byte[]> record = log.awaitExercise("sent", 1);
    assertThat(record.value())
        .isEqualTo(given().get("/v1/exercises/sent").then().extract().asByteArray());
    ObjectNode sent = Example.of(record);
    assertThat(sent.at("/headers/ce_type").textValue()).isEqualTo("catalog.exercise-published.v1");
    assertThat(sent.at("/headers/ce_revision").textValue()).isEqualTo("1");
    assertThat(sent.at("/headers/ce_topic").textValue()).isEqualTo(record.topic());
    assertThat(sent.at("/headers/ce_subject").textValue()).isEqualTo("exercise/sent");
  }

  @Test
  void retiring_and_withdrawing_are_values_of_types_of_their_own() {
    put("/v1/exercises/sent-retired", Sample.exercise("sent-retired"));
    given().delete("/v1/exercises/sent-retired").then().statusCode(204);
    ObjectNode retired = Example.of(log.awaitExercise("sent-retired", 2));
    assertThat(retired.at("/headers/ce_type").textValue()).isEqualTo("catalog.exercise-retired.v1");
    assertThat(retired.at("/value/retired").booleanValue()).isTrue();

    ObjectNode program = Sample.program("sent-withdrawn", "sample-lift");
    assertThat(put("/v1/programs/sent-withdrawn", program).statusCode()).isEqualTo(201);
    given().delete("/v1/programs/sent-withdrawn").then().statusCode(204);
    ObjectNode withdrawn = Example.of(log.await("catalog.programs", "sent-withdrawn", 2));
    assertThat(withdrawn.at("/headers/ce_type").textValue())
        .isEqualTo("catalog.program-withdrawn.v1");
  }

  /** Under an id of its own; only what hangs on that id, on time and on number is the test's. */
  @Test
  void the_running_service_sends_the_released_example() {
    for (Example example : Example.all()) {
      ObjectNode expected = example.json().deepCopy();
      ObjectNode value = (ObjectNode) expected.get("value");
      ObjectNode headers = (ObjectNode) expected.get("headers");
      boolean retired = value.get("retired").booleanValue();
      String kind = example.kind();
      String id = "example-" + (retired ? "retired-" : "") + value.get("id").textValue();
      value.put("id", id).put("retired", false);
      put("/v1/" + kind + "s/" + id, value).then().statusCode(201);
      if (retired) {
        given().delete("/v1/" + kind + "s/" + id).then().statusCode(204);
      }
      ObjectNode sent = Example.of(log.await("catalog." + kind + "s", id, retired ? 2 : 1));

      expected.put("key", id);
      headers.put("ce_subject", kind + "/" + id);
      for (String own : List.of("ce_time", "ce_id", "ce_revision")) {
        headers.set(own, sent.get("headers").get(own));
      }
      value.put("retired", retired);
      for (String own : List.of("version", "catalogue")) {
        value.set(own, sent.get("value").get(own));
      }
      assertThat(sent).as(example.fileName()).isEqualTo(expected);
    }
  }

  @Test
  void an_acknowledged_version_is_marked_and_not_sent_again() {
    put("/v1/exercises/marked", Sample.exercise("marked"));
    log.awaitExercise("marked", 1);
    awaitPublished("marked", 1);
    put("/v1/exercises/marked-after", Sample.exercise("marked-after"));
    log.awaitExercise("marked-after", 1);
    assertThat(log.of("catalog.exercises", "marked")).hasSize(1);
  }

  @Test
  void a_crash_between_acknowledgement_and_mark_only_sends_it_again() {
    put("/v1/exercises/crashed", Sample.exercise("crashed"));
    awaitPublished("crashed", 1);
    sql("UPDATE definition SET published_version = 0 WHERE id = 'crashed'");
    awaitPublished("crashed", 1);
    assertThat(log.of("catalog.exercises", "crashed")).hasSize(2);
  }

  @Test
  void a_lapsed_claim_is_taken_over_and_a_live_one_is_not() {
    put("/v1/exercises/claimed", Sample.exercise("claimed"));
    awaitPublished("claimed", 1);
    sql(
        "UPDATE definition SET published_version = 0,"
            + " claimed_until = clock_timestamp() + interval '40 s' WHERE id = 'claimed'");
    put("/v1/exercises/claimed-other", Sample.exercise("claimed-other"));
    awaitPublished("claimed-other", 1);
    assertThat(log.of("catalog.exercises", "claimed")).hasSize(1);
    sql("UPDATE definition SET claimed_until = clock_timestamp() WHERE id = 'claimed'");
    awaitPublished("claimed", 1);
    assertThat(log.of("catalog.exercises", "claimed")).hasSize(2);
  }

  @Test
  void a_claim_from_before_the_clock_went_back_is_taken_over() {
    put("/v1/exercises/clock", Sample.exercise("clock"));
    awaitPublished("clock", 1);
    sql(
        "UPDATE definition SET published_version = 0,"
            + " claimed_until = clock_timestamp() + interval '1 day' WHERE id = 'clock'");
    awaitPublished("clock", 1);
  }

  /** A stale copy behind a newer one would be what compaction keeps. */
  @Test
  void an_acknowledgement_after_the_claim_was_lost_sends_the_current_version_behind_it() {
    put("/v1/exercises/overtaken", Sample.exercise("overtaken"));
    awaitPublished("overtaken", 1);
    Claim stale =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    new Claim(
                        DefinitionVersion.numbered(Kind.EXERCISE, "overtaken", 1).orElseThrow(),
                        "2020-01-01 00:00:00+00"));
    put("/v1/exercises/overtaken", Sample.exercise("overtaken").put("name", "Newer"));
    awaitPublished("overtaken", 2);
    int before = log.of("catalog.exercises", "overtaken").size();
    QuarkusTransaction.requiringNew().run(stale::acknowledged);
    awaitPublished("overtaken", 2);
    assertThat(log.of("catalog.exercises", "overtaken")).hasSize(before + 1);
  }

  @Test
  void the_topics_have_the_settings_of_a_compacted_log() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      for (String topic : List.of("catalog.exercises", "catalog.programs")) {
        assertThat(
                admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions())
            .hasSize(3);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<String, String> settings = new TreeMap<>();
        admin
            .describeConfigs(List.of(resource))
            .all()
            .get()
            .get(resource)
            .entries()
            .forEach(entry -> settings.put(entry.name(), entry.value()));
        assertThat(settings)
            .containsEntry("cleanup.policy", "compact")
            .containsEntry("max.compaction.lag.ms", "259200000")
            .containsEntry("segment.ms", "86400000")
            .containsEntry("delete.retention.ms", "604800000")
            .containsEntry("message.timestamp.type", "LogAppendTime")
            .containsEntry("max.message.bytes", "262144")
            .containsEntry("min.cleanable.dirty.ratio", "0.2")
            .containsEntry("unclean.leader.election.enable", "false");
      }
    }
  }

  @Test
  void the_live_producer_waits_for_every_replica_and_is_idempotent() throws Exception {
    put("/v1/exercises/producing", Sample.exercise("producing"));
    awaitPublished("producing", 1);
    Field producer = Relay.class.getDeclaredField("producer");
    producer.setAccessible(true);
    Field config = KafkaProducer.class.getDeclaredField("producerConfig");
    config.setAccessible(true);
    ProducerConfig live = (ProducerConfig) config.get(producer.get(ClientProxy.unwrap(relay)));
    assertThat(live.getString("acks")).isEqualTo("-1");
    assertThat(live.getBoolean("enable.idempotence")).isTrue();
    assertThat(live.getInt("delivery.timeout.ms")).isEqualTo(30_000);
    assertThat(live.getInt("request.timeout.ms")).isEqualTo(10_000);
    assertThat(live.getLong("max.block.ms")).isEqualTo(1_000);
    assertThat(live.getLong("linger.ms")).isEqualTo(5);
    assertThat(live.getString("compression.type")).isEqualTo("zstd");
  }

  private static void awaitPublished(String id, int version) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(
                        () ->
                            Definition.<Definition>find("id", id).firstResult().publishedVersion
                                == version));
  }

  private static void sql(String statement) {
    QuarkusTransaction.requiringNew()
        .run(() -> Definition.getEntityManager().createNativeQuery(statement).executeUpdate());
  }
}
