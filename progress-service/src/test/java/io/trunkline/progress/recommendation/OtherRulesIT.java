package io.trunkline.progress.recommendation;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import io.trunkline.progress.exercises.KnownCatalogue;
import io.trunkline.progress.roster.KeepRoster;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two releases after each other, or for a while side by side: their policies differ. */
@QuarkusTest
@WithTestResource(RealParts.class)
class OtherRulesIT {

  private static final RunningRules OTHER = new RunningRules(PolicyFile.shipped("longer-rest"));

  private static final String ACHE =
      """
      {"feltAt":"2026-05-04T19:00:00+02:00","kind":"ache","region":"lower-back","severity":3}\
      """;

  @Inject Database database;
  @Inject @Superuser DataSource connections;
  @Inject KnownCatalogue catalogue;

  @Inject KeepRoster roster;
  @Inject ObjectMapper json;
  @Inject RunningRules running;
  @Inject NoticeStale noticeStale;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;

  @BeforeEach
  void the_catalogue_has_arrived() throws IOException {
    publisher = new Publisher(kafka);
    publisher.send(WireRecord.exercise("back-extension", 1, wire("back-extension.json")));
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/nobody/exercises/back-extension/recommendation")
                    .then()
                    .body("advice", not(equalTo("UNKNOWN_EXERCISE"))));
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  private static String wire(String name) throws IOException {
    try (var file = OtherRulesIT.class.getResourceAsStream("/wire/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void an_athlete_decided_for_by_other_rules_is_decided_for_anew() throws Exception {
    resting("left-behind");
    decideByTheOther("left-behind");
    decisions("left-behind")
        .body("decisions.recommendation.policy", contains("longer-rest", "sources-1"))
        .body("decisions.recommendation.earliest", contains("2026-05-15", "2026-05-12"));

    noticeStale.otherRules();

    await()
        .untilAsserted(
            () ->
                decisions("left-behind")
                    .body("decisions.revision", contains(3, 2, 1))
                    .body("decisions[0].recommendation.policy", equalTo("sources-1"))
                    .body("decisions[0].recommendation.earliest", equalTo("2026-05-12")));
    assertThat(rulesOf("left-behind")).containsExactly(running.version());
    assertThat(
            Rows.of(
                connections,
                "SELECT rules_version FROM decision WHERE athlete = 'left-behind' ORDER BY"
                    + " revision"))
        .containsExactly(running.version(), OTHER.version(), running.version());
  }

  @Test
  void a_start_is_enough() throws Exception {
    resting("upgraded");
    decideByTheOther("upgraded");
    NoticeStale started = new NoticeStale(database, running);

    started.start(new StartupEvent());

    await().until(() -> rulesOf("upgraded").equals(List.of(running.version())));
    started.stop(new ShutdownEvent());
    decisions("upgraded").body("decisions.revision", contains(3, 2, 1));
  }

  @Test
  void who_is_decided_for_by_the_running_rules_is_left_alone() throws Exception {
    resting("up-to-date");
    String before = Rows.of(connections, STATE, "up-to-date").toString();

    noticeStale.otherRules();

    assertThat(Rows.of(connections, STATE, "up-to-date")).hasToString(before);
  }

  private static final String STATE =
      "SELECT decided_for, rules_version, xmin FROM athlete WHERE athlete = ?";

  @Test
  void everybody_is_reached_however_many() throws Exception {
    Rows.of(
        connections,
        "INSERT INTO athlete (tenant, athlete) SELECT 'local', 'crowd-' || i FROM"
            + " generate_series(1, 2500) AS i");

    noticeStale.otherRules();

    await()
        .until(
            () ->
                Rows.of(
                        connections,
                        "SELECT DISTINCT rules_version FROM athlete WHERE athlete LIKE 'crowd-%'")
                    .equals(List.of(running.version())));
  }

  private void resting(String athlete) {
    publisher.send(
        WireRecord.session(athlete, "s1", 1, 10),
        WireRecord.entry(athlete, "sensation", "p1", 1, ACHE));
    given()
        .get("/v1/athletes/" + athlete + "/decisions?after=session/s1@1&after=sensation/p1@1")
        .then()
        .statusCode(200);
  }

  private void decideByTheOther(String athlete) throws SQLException {
    DecideDoses other =
        new DecideDoses(catalogue, OTHER, roster, json, new SimpleMeterRegistry(), 0);
    database.commit(connection -> other.draw(connection, new Athlete("local", athlete)));
    assertThat(rulesOf(athlete)).containsExactly(OTHER.version());
  }

  private List<String> rulesOf(String athlete) {
    return Rows.of(connections, "SELECT rules_version FROM athlete WHERE athlete = ?", athlete);
  }

  private static ValidatableResponse decisions(String athlete) {
    return given().get("/v1/athletes/" + athlete + "/decisions").then().statusCode(200);
  }
}
