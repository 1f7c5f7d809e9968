package io.trunkline.progress.publishing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.local.LocalKafka;
import io.trunkline.progress.NoKafkaYet;
import io.trunkline.progress.Patience;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Recommendations;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The service starts, decides and answers without Kafka, and catches up each time it comes. */
@QuarkusTest
@WithTestResource(RealParts.class)
@WithTestResource(NoKafkaYet.class)
class KafkaAwayIT {

  /** More than two batches of the relay. */
  private static final int ATHLETES = 250;

  private static final String HEADS =
      "SELECT athlete || ' ' || revision FROM decision_head WHERE athlete LIKE 'away-%'";

  @Inject @Superuser DataSource database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void decisions_and_answers_go_on_and_all_is_published_once_kafka_is_there() throws IOException {
    Path directory = Files.createTempDirectory(Path.of("target"), "kafka-away-");
    int port = Integer.parseInt(kafka.split(":", -1)[1]);
    // Only warms up: what is measured below is waiting for Kafka.
    given().get("/v1/athletes/away-7/exercises/back-extension/recommendation");
    knownBefore();
    decided(ATHLETES, 1);
    answered(1);
    try (LocalKafka broker = LocalKafka.start(directory, port)) {
      published(broker);
    }
    corrected();
    decided(ATHLETES, 2);
    answered(2);
    givenUp();
    assertThat(unpublished()).hasSize(ATHLETES);
    try (LocalKafka broker = LocalKafka.start(directory, port)) {
      published(broker);
    }
  }

  private void knownBefore() throws IOException {
    Rows.of(
        database,
        """
        INSERT INTO catalog_entry VALUES ('exercise', 'back-extension', 1, false, 'catalog.exercise-published.v1',
          convert_to(?, 'UTF8'), '2026-05-01T12:00:00Z')
        """,
        wire("back-extension.json"));
    Rows.of(
        database,
        """
        INSERT INTO log_entry (tenant, athlete, kind, entry_id, revision, deleted, type, body, recorded_at)
        SELECT 'local', 'away-' || i, 'session', 's1', 1, false, 'session.session-recorded.v1',
          convert_to(?, 'UTF8'), '2026-05-04T18:45:12Z' FROM generate_series(1, ?) AS i
        """,
        WireRecord.sessionBody("2026-05-04T18:00:00+02:00", 10),
        ATHLETES);
    Rows.of(
        database,
        "INSERT INTO athlete SELECT 'local', 'away-' || i, -1 FROM generate_series(1, ?) AS i",
        ATHLETES);
  }

  private static String wire(String name) throws IOException {
    try (var file = KafkaAwayIT.class.getResourceAsStream("/wire/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void corrected() {
    Rows.of(
        database,
        """
        UPDATE log_entry SET revision = 2, recorded_at = '2026-05-04T19:00:00Z', body = convert_to(?, 'UTF8')
        WHERE athlete LIKE 'away-%'
        """,
        WireRecord.sessionBody("2026-05-04T18:00:00+02:00", 12));
    Rows.of(database, "UPDATE athlete SET decided_for = -1 WHERE athlete LIKE 'away-%'");
  }

  private void decided(int athletes, int revision) {
    patiently()
        .untilAsserted(
            () ->
                assertThat(Rows.of(database, HEADS))
                    .hasSize(athletes)
                    .allMatch(head -> head.endsWith(" " + revision)));
  }

  private static void answered(int revision) {
    Instant start = Instant.now();
    given()
        .get("/v1/athletes/away-7/decisions")
        .then()
        .statusCode(200)
        .body("decisions[0].revision", equalTo(revision));
    given()
        .get("/v1/athletes/away-7/exercises/back-extension/recommendation")
        .then()
        .statusCode(200);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  private void published(LocalKafka broker) {
    Map<String, String> heads = new TreeMap<>();
    for (String head : Rows.of(database, HEADS)) {
      List<String> parts = List.of(head.split(" ", 2));
      heads.put("local/" + parts.get(0) + "/back-extension", parts.get(1));
    }
    patiently().untilAsserted(() -> assertThat(unpublished()).isEmpty());
    assertThat(new Recommendations(broker.bootstrapServers()).lastRevisions())
        .containsAllEntriesOf(heads);
  }

  private List<String> unpublished() {
    return Rows.of(
        database, "SELECT athlete FROM decision_head WHERE published_revision < revision");
  }

  /** The producer tries by itself for 30 s; only what it gave up must be sent again by us. */
  private void givenUp() {
    patiently()
        .until(
            () ->
                !Rows.of(
                        database,
                        """
                        SELECT athlete FROM decision_head WHERE athlete LIKE 'away-%'
                        AND (claimed_until < clock_timestamp() + interval '6 s' OR published_revision = revision)
                        """)
                    .isEmpty());
  }

  /** A claim made while Kafka went away lapses after 45 s. */
  private static ConditionFactory patiently() {
    return Patience.await().atMost(Duration.ofSeconds(90));
  }
}
