package io.trunkline.progress.publishing;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Recommendations;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class RelayIT {

  private static final String TOPIC = "progress.recommendations";

  @Inject @Superuser DataSource connections;
  @Inject Database database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;
  private Recommendations topic;

  @BeforeEach
  void the_catalogue_has_arrived() throws IOException {
    publisher = new Publisher(kafka);
    topic = new Recommendations(kafka);
    publisher.send(WireRecord.exercise("back-extension", 1, wire("back-extension.json")));
    await()
        .until(
            () ->
                given()
                    .get("/v1/athletes/nobody/exercises/back-extension/recommendation")
                    .path("advice")
                    .equals("TRAIN"));
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  private static String wire(String name) throws IOException {
    try (var file = RelayIT.class.getResourceAsStream("/wire/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String key(String athlete) {
    return "local/" + athlete + "/back-extension";
  }

  private static final String ACHE =
      """
      {"feltAt":"2026-05-04T19:00:00+02:00","kind":"ache","region":"lower-back","severity":3}""";

  @Test
  void the_running_service_sends_the_released_examples() {
    publisher.send(WireRecord.session("a-17", "s1", 1, 12));
    isTheExample(topic.await(key("a-17"), 1), "first");
    publisher.send(WireRecord.entry("a-17", "sensation", "p1", 1, ACHE));
    isTheExample(topic.await(key("a-17"), 2), "superseding");
    publisher.send(WireRecord.deleted("a-17", "sensation", "p1", 2));
    isTheExample(topic.await(key("a-17"), 3), "withdrawing");
  }

  private static void isTheExample(ConsumerRecord<byte[], byte[]> sent, String name) {
    ObjectNode record = Released.asExample(sent.key(), sent.headers(), sent.value());
    assertThat(Released.faults(record.get("value"))).isEmpty();
    // The number of the catalogue hangs on what other tests publish.
    ((ObjectNode) record.at("/value/recommendation")).put("catalogue", 4);
    assertThat(record).isEqualTo(Released.example(name).json());
  }

  @Test
  void what_stands_on_the_topic_is_byte_for_byte_what_is_served() {
    publisher.send(WireRecord.session("told", "s1", 1, 10));

    ConsumerRecord<byte[], byte[]> sent = topic.await(key("told"), 1);
    assertThat(given().get("/v1/athletes/told/decisions").asString())
        .isEqualTo("{\"decisions\":[" + new String(sent.value(), StandardCharsets.UTF_8) + "]}");
    assertThat(sent.partition()).isEqualTo(new Athlete("local", "told").partition());
    assertThat(Recommendations.header(sent, "ce_time")).isEqualTo("2026-05-04T18:45:12.345678Z");
  }

  @Test
  void a_crash_between_acknowledgement_and_settling_only_sends_it_again() {
    publisher.send(WireRecord.session("crashed", "s1", 1, 10));
    awaitPublished("crashed", 1);
    rows("UPDATE decision_head SET published_revision = 0 WHERE athlete = 'crashed'");
    awaitPublished("crashed", 1);
    assertThat(topic.of(key("crashed"))).hasSize(2);
  }

  @Test
  void a_lapsed_claim_is_taken_over_and_a_live_one_is_not() {
    publisher.send(WireRecord.session("claimed", "s1", 1, 10));
    awaitPublished("claimed", 1);
    claim("claimed", "40 s");
    publisher.send(WireRecord.session("claimed-other", "s1", 1, 10));
    awaitPublished("claimed-other", 1);
    assertThat(topic.of(key("claimed"))).hasSize(1);

    claim("claimed", "0 s");
    awaitPublished("claimed", 1);
    assertThat(topic.of(key("claimed"))).hasSize(2);

    // From before the database's clock went back.
    claim("claimed", "1 day");
    awaitPublished("claimed", 1);
    assertThat(topic.of(key("claimed"))).hasSize(3);
  }

  private void claim(String athlete, String ahead) {
    rows(
        "UPDATE decision_head SET published_revision = 0, claimed_until = clock_timestamp() + ?::interval"
            + " WHERE athlete = ?",
        ahead,
        athlete);
  }

  @Test
  void what_is_decided_while_its_predecessor_is_on_its_way_goes_out_next() throws SQLException {
    publisher.send(WireRecord.session("superseded", "s1", 1, 10));
    awaitPublished("superseded", 1);
    claim("superseded", "40 s");
    Claim onItsWay = claimOf("superseded", 1);
    publisher.send(WireRecord.session("superseded", "s1", 2, 12));
    await().until(() -> revision("superseded").equals(List.of("2")));

    database.commit(onItsWay::acknowledged);

    awaitPublished("superseded", 2);
    topic.await(key("superseded"), 2);
  }

  @Test
  void only_ones_own_claim_is_given_back() throws SQLException {
    publisher.send(WireRecord.session("taken-over", "s1", 1, 10));
    awaitPublished("taken-over", 1);
    claim("taken-over", "20 s");
    Claim lost = claimOf("taken-over", 1);
    claim("taken-over", "40 s");
    Claim present = claimOf("taken-over", 1);

    database.commit(lost::unsent);
    database.commit(lost::refused);

    assertThat(claimOf("taken-over", 1)).isEqualTo(present);
    database.commit(present::unsent);
    awaitPublished("taken-over", 1);
  }

  private Claim claimOf(String athlete, long revision) {
    String token =
        rows("SELECT claimed_until FROM decision_head WHERE athlete = ?", athlete).get(0);
    return new Claim(
        new PublishedDecision(
            new Athlete("local", athlete), "back-extension", revision, Instant.EPOCH, "{}"),
        token,
        null);
  }

  private List<String> revision(String athlete) {
    return rows("SELECT revision FROM decision_head WHERE athlete = ?", athlete);
  }

  /** A stale copy behind a newer one would be what compaction keeps. */
  @Test
  void an_acknowledgement_after_the_claim_was_lost_sends_what_stands_behind_it()
      throws SQLException {
    publisher.send(WireRecord.session("overtaken", "s1", 1, 10));
    awaitPublished("overtaken", 1);
    publisher.send(WireRecord.session("overtaken", "s1", 2, 12));
    awaitPublished("overtaken", 2);
    int before = topic.of(key("overtaken")).size();
    Claim stale =
        new Claim(
            new PublishedDecision(
                new Athlete("local", "overtaken"), "back-extension", 1, Instant.EPOCH, "{}"),
            "2020-01-01 00:00:00+00",
            null);

    database.commit(stale::acknowledged);

    awaitPublished("overtaken", 2);
    List<ConsumerRecord<byte[], byte[]>> copies = topic.of(key("overtaken"));
    assertThat(copies).hasSize(before + 1);
    assertThat(Recommendations.header(copies.get(before), "ce_revision")).isEqualTo("2");
  }

  /** An erased athlete's heads go with their nulls; nothing is left that would be sent. */
  @Test
  void an_acknowledgement_after_the_athlete_was_erased_sends_a_null_behind_it()
      throws SQLException {
    Claim stale =
        new Claim(
            new PublishedDecision(
                new Athlete("local", "long-gone"), "back-extension", 3, Instant.EPOCH, "{}"),
            "2020-01-01 00:00:00+00",
            null);

    database.commit(stale::acknowledged);

    assertThat(topic.await(key("long-gone"), 4).value()).isNull();
    await().until(() -> published("long-gone").isEmpty());
  }

  @Test
  void a_record_the_broker_refuses_keeps_no_other_waiting() {
    publisher.send(WireRecord.session("a-huge", "s1", 1, 10));
    awaitPublished("a-huge", 1);
    rows(
        """
        INSERT INTO decision (tenant, athlete, exercise, revision, body, content_sha256, inputs, decided_at)
        SELECT tenant, athlete, exercise, 2, convert_to(string_agg(md5(i::text), ''), 'UTF8'), '-', inputs, decided_at
        FROM decision, generate_series(1, 40000) AS i WHERE athlete = 'a-huge'
        GROUP BY tenant, athlete, exercise, inputs, decided_at
        """);
    rows("UPDATE decision_head SET revision = 2 WHERE athlete = 'a-huge'");
    publisher.send(WireRecord.session("ordinary", "s1", 1, 10));

    awaitPublished("ordinary", 1);
    // 1, or 0 where the echo has seen by then that the topic is behind.
    assertThat(published("a-huge")).isNotEqualTo(List.of("2"));
    rows("UPDATE decision_head SET revision = 1 WHERE athlete = 'a-huge'");
  }

  @Test
  void the_topic_has_the_settings_of_a_compacted_log() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      await().until(() -> admin.listTopics().names().get().contains(TOPIC));
      assertThat(admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC).partitions())
          .hasSize(12);
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
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

  private void awaitPublished(String athlete, int revision) {
    await().until(() -> published(athlete).equals(List.of(Integer.toString(revision))));
  }

  private List<String> published(String athlete) {
    return rows("SELECT published_revision FROM decision_head WHERE athlete = ?", athlete);
  }

  private List<String> rows(String sql, Object... parameters) {
    return Rows.of(connections, sql, parameters);
  }
}
