package io.trunkline.progress.ops;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import io.trunkline.progress.erasure.Pseudonyms;
import io.trunkline.progress.projection.AthleteLock;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class RebuildRunsIT {

  private static final String DECISIONS =
      """
      SELECT athlete, exercise, revision, number, content_sha256 FROM decision
      WHERE athlete LIKE 'rebuilding-%' ORDER BY number
      """;
  private static final String ENTRIES =
      """
      SELECT athlete, entry_id, revision, deleted, encode(body, 'hex') FROM log_entry
      WHERE athlete LIKE 'rebuilding-%' ORDER BY 1, 2
      """;

  @Inject @Superuser DataSource database;
  @Inject Pseudonyms pseudonyms;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;

  @BeforeEach
  void what_other_tests_did_to_the_rows_is_mended() {
    publisher = new Publisher(kafka);
    publisher.send(WireRecord.session("rebuilding-first", "s1", 1, 10));
    rebuilt();
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  @Test
  void what_was_harmed_is_as_in_the_topic_again_and_decisions_stay() {
    for (int i = 0; i < 20; i++) {
      publisher.send(
          WireRecord.session("rebuilding-" + i, "s1", 1, 10),
          WireRecord.session("rebuilding-" + i, "s2", 1, 10),
          WireRecord.deleted("rebuilding-" + i, "session", "s2", 2));
    }
    await().until(() -> Rows.of(database, ENTRIES).size() >= 41);
    await().until(() -> Rows.of(database, DECISIONS).size() >= 21);
    List<String> entries = Rows.of(database, ENTRIES);
    List<String> decisions = Rows.of(database, DECISIONS);
    Rows.of(database, "DELETE FROM log_entry WHERE athlete = 'rebuilding-3'");
    Rows.of(
        database, "UPDATE log_entry SET body = 'x' WHERE athlete = 'rebuilding-4' AND NOT deleted");
    Rows.of(
        database,
        "UPDATE log_entry SET revision = 99 WHERE athlete = 'rebuilding-5' AND entry_id = 's1'");
    Rows.of(
        database,
        "INSERT INTO log_entry SELECT tenant, athlete, kind, 'never', 1, deleted, type, body, recorded_at"
            + " FROM log_entry WHERE athlete = 'rebuilding-6' AND entry_id = 's1'");

    assertThat(rebuilt().getLong("different")).isEqualTo(4);

    assertThat(Rows.of(database, ENTRIES)).isEqualTo(entries);
    await()
        .until(
            () ->
                Rows.of(database, "SELECT 1 FROM athlete WHERE decided_for < 0 LIMIT 1").isEmpty());
    assertThat(Rows.of(database, DECISIONS)).isEqualTo(decisions);
    assertThat(Rows.of(database, "SELECT count(*) FROM log_entry_rebuilt")).containsExactly("0");
    assertThat(rebuilt().getLong("different")).isZero();
  }

  @Test
  void what_arrives_meanwhile_is_not_lost_and_a_tombstone_the_topic_forgot_stays()
      throws Exception {
    Rows.of(
        database,
        """
        INSERT INTO log_entry SELECT tenant, athlete, kind, 'forgotten', 4, true, 'session.entry-deleted.v1', null,
          recorded_at FROM log_entry WHERE athlete = 'rebuilding-first' AND entry_id = 's1'
        """);
    Rows.of(
        database,
        "UPDATE log_entry SET body = 'x' WHERE athlete = 'rebuilding-first' AND NOT deleted");
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Integer> writing =
        CompletableFuture.supplyAsync(
            () -> {
              int sent = 0;
              while (!over.get()) {
                publisher.send(
                    WireRecord.session("rebuilding-first", "m" + sent, 1, 10),
                    WireRecord.session("rebuilding-busy", "m" + sent, 1, 10));
                sent++;
              }
              return sent;
            });
    rebuilt();
    over.set(true);
    int sent = writing.get(30, TimeUnit.SECONDS);

    assertThat(sent).isPositive();
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Rows.of(
                            database,
                            "SELECT athlete, count(*) FROM log_entry WHERE entry_id LIKE 'm%'"
                                + " AND athlete LIKE 'rebuilding-%' GROUP BY 1 ORDER BY 1"))
                    .containsExactly("rebuilding-busy " + sent, "rebuilding-first " + sent));
    assertThat(
            Rows.of(
                database,
                "SELECT entry_id, revision, deleted FROM log_entry WHERE athlete = 'rebuilding-first'"
                    + " AND entry_id IN ('forgotten', 's1') ORDER BY 1"))
        .containsExactly("forgotten 4 t", "s1 1 f");
    Rows.of(database, "DELETE FROM log_entry WHERE entry_id = 'forgotten'");
  }

  @Test
  void an_athlete_erased_during_a_rebuild_does_not_come_back() {
    String athlete = "rebuilding-erased";
    publisher.send(WireRecord.session(athlete, "s1", 1, 10));
    step("start", "filled");
    assertThat(copies(athlete)).containsExactly("1");
    publisher.send(WireRecord.erased(athlete, pseudonyms.of(new Athlete("local", athlete))));

    await().untilAsserted(() -> assertThat(copies(athlete)).containsExactly("0"));
    step("compare", "compared");
    step("switch", "switched");
    step("start", "filled");
    assertThat(copies(athlete)).containsExactly("0");
    assertThat(Rows.of(database, "SELECT count(*) FROM log_entry WHERE athlete = ?", athlete))
        .containsExactly("0");
  }

  @Test
  void what_was_decided_on_harmed_rows_is_decided_anew() throws IOException {
    String decisions =
        "SELECT content_sha256 FROM decision WHERE athlete = 'rebuilding-wrong' ORDER BY number";
    publisher.send(WireRecord.exercise("back-extension", 1, wire("back-extension.json")));
    await()
        .until(
            () ->
                given()
                    .get("/v1/athletes/nobody/exercises/back-extension/recommendation")
                    .path("advice")
                    .equals("TRAIN"));
    publisher.send(WireRecord.session("rebuilding-wrong", "s1", 1, 10));
    await().until(() -> Rows.of(database, decisions).size() == 1);
    harm("rebuilding-wrong");
    Rows.of(database, "UPDATE athlete SET decided_for = -1 WHERE athlete = 'rebuilding-wrong'");
    await().until(() -> Rows.of(database, decisions).size() == 2);

    rebuilt();

    await().until(() -> Rows.of(database, decisions).size() == 3);
    assertThat(Rows.of(database, decisions).get(2)).isEqualTo(Rows.of(database, decisions).get(0));
  }

  private static String wire(String name) throws IOException {
    try (var file = RebuildRunsIT.class.getResourceAsStream("/wire/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void what_is_found_again_is_waited_for_no_longer_and_what_is_not_still_is() {
    publisher.send(WireRecord.session("rebuilding-found", "s1", 1, 10));
    String stored = "SELECT 1 FROM log_entry WHERE athlete = 'rebuilding-found'";
    await().until(() -> !Rows.of(database, stored).isEmpty());
    Rows.of(database, "DELETE FROM log_entry WHERE athlete = 'rebuilding-found'");
    Rows.of(
        database,
        """
        INSERT INTO quarantine (topic, topic_partition, reason_code, tenant, athlete, kind, entry_id, revision)
        SELECT 'session.training-log', 0, 'missing', 'local', 'rebuilding-found', 'session', 's1', r
        FROM unnest(ARRAY[1, 2]) AS r
        """);

    rebuilt();

    assertThat(
            Rows.of(
                database,
                "SELECT revision, resolution FROM quarantine WHERE athlete = 'rebuilding-found' ORDER BY 1"))
        .containsExactly("1 good-copy", "2 null");
  }

  @Test
  void what_arrives_after_the_comparison_is_read_before_the_switch() {
    harm("rebuilding-first");
    step("start", "filled");
    step("compare", "compared");
    publisher.send(WireRecord.session("rebuilding-first", "late", 1, 10));
    String late =
        "SELECT 1 FROM log_entry WHERE athlete = 'rebuilding-first' AND entry_id = 'late'";
    await().until(() -> !Rows.of(database, late).isEmpty());

    step("switch", "switched");

    assertThat(Rows.of(database, late)).hasSize(1);
  }

  /** Into what could have been recorded. */
  private void harm(String athlete) {
    Rows.of(
        database,
        "UPDATE log_entry SET body = convert_to(replace(convert_from(body, 'UTF8'), '10', '3'), 'UTF8')"
            + " WHERE entry_id = 's1' AND athlete = ?",
        athlete);
  }

  @Test
  void the_switch_waits_for_whoever_is_storing_before_it_reads_to_the_end() throws Exception {
    harm("rebuilding-first");
    step("start", "filled");
    step("compare", "compared");
    try (Connection storing = database.getConnection()) {
      storing.setAutoCommit(false);
      AthleteLock.take(storing, new TreeSet<>(List.of(new Athlete("local", "rebuilding-first"))));
      ask("switch").statusCode(202);

      await()
          .until(
              () ->
                  !Rows.of(
                          database,
                          "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE OF a'")
                      .isEmpty());
      given().get("/v1/ops/rebuild").then().body("state", equalTo("switching"));
      storing.rollback();
    }
    await()
        .untilAsserted(
            () -> given().get("/v1/ops/rebuild").then().body("state", equalTo("switched")));
  }

  @Test
  void while_another_replica_works_on_a_step_nobody_else_does_nor_may_begin_anew()
      throws Exception {
    try (Connection other = database.getConnection();
        Statement lock = other.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(x'7265627569'::bigint)");
      try {
        ask("start").statusCode(202);
        ask("start").statusCode(409);
        ask("switch").statusCode(409);
        await()
            .during(Duration.ofSeconds(3))
            .untilAsserted(
                () -> given().get("/v1/ops/rebuild").then().body("state", equalTo("filling")));
      } finally {
        lock.execute("SELECT pg_advisory_unlock(x'7265627569'::bigint)");
      }
    }
    await()
        .untilAsserted(
            () -> given().get("/v1/ops/rebuild").then().body("state", equalTo("filled")));
  }

  @Test
  void a_step_out_of_turn_is_refused() {
    ask("switch").statusCode(409).body("type", equalTo("https://trunkline.io/problems/wrong-step"));
    ask("compare").statusCode(409);
    ask("begin").statusCode(422).body("errors[0].pointer", equalTo("/step"));
  }

  private List<String> copies(String athlete) {
    return Rows.of(database, "SELECT count(*) FROM log_entry_rebuilt WHERE athlete = ?", athlete);
  }

  private static JsonPath rebuilt() {
    step("start", "filled");
    step("compare", "compared");
    return step("switch", "switched");
  }

  private static JsonPath step(String step, String state) {
    ask(step).statusCode(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> given().get("/v1/ops/rebuild").then().body("state", equalTo(state)));
    return given().get("/v1/ops/rebuild").jsonPath();
  }

  private static ValidatableResponse ask(String step) {
    return given()
        .contentType("application/json")
        .body("{\"step\":\"" + step + "\"}")
        .post("/v1/ops/rebuild")
        .then();
  }
}
