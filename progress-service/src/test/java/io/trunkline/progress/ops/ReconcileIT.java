package io.trunkline.progress.ops;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.JournalStandIn;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import io.trunkline.progress.projection.AthleteLock;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class ReconcileIT {

  @Inject @Superuser DataSource database;
  @Inject ObjectMapper json;
  @Inject Database transactions;
  @Inject Reconcile reconcile;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "trunkline.session-service.url")
  String url;

  private Publisher publisher;
  private JournalStandIn journal;

  @BeforeEach
  void a_journal_and_a_projection_of_nothing() {
    publisher = new Publisher(kafka);
    journal = new JournalStandIn(url, publisher);
    Rows.of(database, "DELETE FROM log_entry");
    Rows.of(
        database,
        "UPDATE quarantine SET resolved_at = now(), resolution = 'over' WHERE resolved_at IS NULL");
    Rows.of(database, "DELETE FROM partition_progress");
    Rows.of(database, "DELETE FROM reconcile_run WHERE ended_at IS NULL");
  }

  @AfterEach
  void disconnect() {
    journal.close();
    publisher.close();
  }

  @Test
  void rows_lost_and_altered_at_random_are_all_found_and_all_repaired() throws IOException {
    Random random = new Random(41);
    List<String> athletes = new ArrayList<>();
    for (int a = 0; a < 30; a++) {
      String athlete = "reconciled-" + a;
      athletes.add(athlete);
      for (int e = 0; e < 5; e++) {
        long revision = 1L + random.nextInt(3);
        boolean deleted = random.nextInt(6) == 0;
        journal.publish(athlete, "s" + e, revision, deleted ? null : body(10 + e));
      }
    }
    arrived(150);
    assertThat(verify().get("different").longValue()).isZero();

    List<String> harmed = new ArrayList<>();
    for (String athlete : athletes) {
      String entry = "s" + random.nextInt(5);
      int harm = random.nextInt(4);
      String sql =
          switch (harm) {
            case 0 -> "DELETE FROM log_entry WHERE athlete = ? AND entry_id = ?";
            case 1 ->
                "UPDATE log_entry SET body = 'x' || body WHERE athlete = ? AND entry_id = ? AND NOT deleted";
            case 2 ->
                "UPDATE log_entry SET revision = 1 WHERE athlete = ? AND entry_id = ? AND revision > 1";
            default ->
                "UPDATE log_entry SET deleted = true, body = null WHERE athlete = ? AND entry_id = ?";
          };
      Rows.of(database, sql, athlete, entry);
      harmed.add(athlete + " " + entry + " " + harm);
    }
    List<String> differing = differing();
    assertThat(differing).as("%s", harmed).hasSizeGreaterThan(15);
    assertThat(verify().get("different").longValue()).isEqualTo(differing.size());

    JsonNode run = reconcile("{}");

    assertThat(run.get("different").longValue()).isEqualTo(differing.size());
    assertThat(run.get("repaired").longValue()).isEqualTo(differing.size());
    assertThat(run.get("alerts").longValue()).isZero();
    await().untilAsserted(() -> assertThat(differing()).isEmpty());
    assertThat(verify().get("different").longValue()).isZero();
    await().untilAsserted(() -> assertThat(incomplete()).isEmpty());
  }

  @Test
  void what_is_missing_makes_its_athlete_incomplete_until_it_arrives() throws IOException {
    journal.publish("missed", "s1", 2, body(10));
    journal.publish("missed", "s2", 1, body(11));
    arrived(2);
    Rows.of(database, "DELETE FROM log_entry WHERE athlete = 'missed' AND entry_id = 's1'");
    Rows.of(
        database,
        """
        CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'held'; END $$
        """);
    Rows.of(
        database,
        "CREATE TRIGGER held BEFORE INSERT ON log_entry FOR EACH ROW WHEN (NEW.athlete = 'missed')"
            + " EXECUTE FUNCTION held()");
    try {
      reconcile("{\"tenant\":\"local\",\"athlete\":\"missed\"}");
      reconcile("{\"tenant\":\"local\",\"athlete\":\"missed\"}");
      assertThat(incomplete().stream().filter("missed s1 2 missing"::equals)).hasSize(1);
      given()
          .get("/v1/athletes/missed/exercises/back-extension/recommendation")
          .then()
          .statusCode(503)
          .body("type", equalTo("https://trunkline.io/problems/athlete-incomplete"));
    } finally {
      Rows.of(database, "DROP TRIGGER held ON log_entry");
      Rows.of(database, "DROP FUNCTION held");
    }

    reconcile("{\"tenant\":\"local\",\"athlete\":\"missed\"}");

    await().untilAsserted(() -> assertThat(incomplete()).isEmpty());
    given()
        .get("/v1/athletes/missed/exercises/back-extension/recommendation")
        .then()
        .statusCode(200);
  }

  @Test
  void what_arrives_between_the_two_looks_is_no_difference() throws IOException {
    journal.write("on-its-way", "s1", 1, body(10));
    long run = ask("{\"tenant\":\"local\",\"athlete\":\"on-its-way\"}");
    await().until(() -> run(run).has("startedAt"));
    publisher.send(WireRecord.session("on-its-way", "s1", 1, 10));

    JsonNode ended = ended(run);

    assertThat(ended.get("different").longValue()).isOne();
    assertThat(ended.get("repaired").longValue()).isZero();
    assertThat(journal.republished).isEmpty();
    assertThat(incomplete()).isEmpty();
  }

  @Test
  void what_is_another_difference_at_the_second_look_is_on_its_way() throws IOException {
    journal.write("moving", "s1", 1, body(10));
    long run = ask("{\"tenant\":\"local\",\"athlete\":\"moving\"}");
    await().until(() -> journal.looked.contains("moving"));
    journal.write("moving", "s1", 2, body(11));

    assertThat(ended(run).get("repaired").longValue()).isZero();
    assertThat(journal.looked).containsExactly("moving", "moving");
    assertThat(journal.republished).isEmpty();
  }

  @Test
  void what_arrives_after_the_second_look_makes_nobody_incomplete() throws Exception {
    Athlete athlete = new Athlete("local", "just-come");
    journal.write(athlete.id(), "s1", 1, body(10));
    long run;
    try (Connection storing = database.getConnection()) {
      storing.setAutoCommit(false);
      AthleteLock.take(storing, new TreeSet<>(List.of(athlete)));
      run = ask("{\"tenant\":\"local\",\"athlete\":\"just-come\"}");
      await().until(() -> somebodyWaits("INTO athlete"));
      try (Statement store = storing.createStatement()) {
        store.execute(
            "INSERT INTO log_entry VALUES ('local', 'just-come', 'session', 's1', 1, false,"
                + " 'session.session-recorded.v1', convert_to('"
                + body(10)
                + "', 'UTF8'), now())");
      }
      storing.commit();
    }

    assertThat(ended(run).has("problem")).isFalse();
    // Not even for the moment until it is sent again.
    assertThat(Rows.of(database, "SELECT 1 FROM quarantine WHERE athlete = 'just-come'")).isEmpty();
  }

  @Test
  void an_altered_row_goes_before_it_is_sent_again_and_its_athlete_waits_meanwhile()
      throws IOException {
    journal.publish("altered", "s1", 2, body(10));
    arrived(1);
    Rows.of(database, "UPDATE log_entry SET body = 'x' WHERE athlete = 'altered'");
    Rows.of(
        database,
        """
        CREATE FUNCTION held() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'held'; END $$
        """);
    Rows.of(
        database,
        "CREATE TRIGGER held BEFORE INSERT ON log_entry FOR EACH ROW WHEN (NEW.athlete = 'altered')"
            + " EXECUTE FUNCTION held()");
    try {
      reconcile("{}");

      assertThat(Rows.of(database, "SELECT count(*) FROM log_entry")).containsExactly("0");
      assertThat(incomplete()).contains("altered s1 2 altered");
    } finally {
      Rows.of(database, "DROP TRIGGER held ON log_entry");
      Rows.of(database, "DROP FUNCTION held");
    }
  }

  @Test
  void while_another_replica_compares_this_one_does_not() throws Exception {
    long run;
    try (Connection other = database.getConnection();
        Statement lock = other.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(x'7265636f6e'::bigint)");
      try {
        run = ask("{}");
        await()
            .during(Duration.ofSeconds(3))
            .untilAsserted(() -> assertThat(run(run).has("startedAt")).isFalse());
      } finally {
        lock.execute("SELECT pg_advisory_unlock(x'7265636f6e'::bigint)");
      }
    }
    assertThat(ended(run).has("problem")).isFalse();
  }

  @Test
  void a_run_that_was_cut_off_is_run_again() throws IOException {
    journal.write("cut-off", "s1", 1, body(10));
    String run =
        Rows.of(
                database,
                "INSERT INTO reconcile_run (cause, started_at) VALUES ('asked', now()) RETURNING id")
            .get(0);

    assertThat(ended(Long.parseLong(run)).get("repaired").longValue()).isOne();
  }

  @Test
  void recent_changes_are_compared_every_hour_and_everybody_every_day() {
    Rows.of(database, "DELETE FROM reconcile_run");
    Rows.of(
        database,
        """
        INSERT INTO reconcile_run (cause, requested_at, started_at, ended_at)
        SELECT 'asked', now() - d * interval '1 day', now() - d * interval '1 day', now() - d * interval '1 day'
        FROM unnest(ARRAY[29, 31]) AS d
        """);
    ReconcileRuns scheduling = new ReconcileRuns(database, transactions, reconcile, true);
    scheduling.start(new StartupEvent());
    try {
      await().untilAsserted(() -> assertThat(scheduled()).containsExactly("daily 1", "hourly 1"));
      assertThat(
              Rows.of(
                  database,
                  "SELECT cause FROM reconcile_run WHERE changed_since BETWEEN"
                      + " requested_at - interval '181 minutes' AND requested_at - interval '179 minutes'"))
          .containsExactly("hourly");
      assertThat(Rows.of(database, "SELECT count(*) FROM reconcile_run WHERE cause = 'asked'"))
          .containsExactly("1");

      Rows.of(
          database,
          "UPDATE reconcile_run SET requested_at = requested_at - interval '61 minutes' WHERE cause IN ('daily', 'hourly')");

      await().untilAsserted(() -> assertThat(scheduled()).containsExactly("daily 1", "hourly 2"));
      await()
          .during(Duration.ofSeconds(3))
          .untilAsserted(() -> assertThat(scheduled()).containsExactly("daily 1", "hourly 2"));
    } finally {
      scheduling.stop(new ShutdownEvent());
    }
  }

  private List<String> scheduled() {
    return Rows.of(
        database,
        "SELECT cause, count(*) FROM reconcile_run WHERE cause IN ('daily', 'hourly') GROUP BY 1 ORDER BY 1");
  }

  private boolean somebodyWaits(String statement) {
    return !Rows.of(
            database,
            "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE ?",
            "%" + statement + "%")
        .isEmpty();
  }

  @Test
  void an_athlete_whose_changes_wait_is_left_alone() throws IOException {
    journal.write("pending", "s1", 1, body(10));
    journal.waiting.add("pending");

    JsonNode run = reconcile("{}");

    assertThat(run.get("waiting").longValue()).isOne();
    assertThat(run.get("repaired").longValue()).isZero();
    assertThat(journal.republished).isEmpty();
  }

  @Test
  void a_projection_that_is_behind_misses_nothing() throws IOException {
    journal.write("behind", "s1", 1, body(10));
    int partition = new Athlete("local", "behind").partition();
    String sql = "INSERT INTO partition_progress VALUES (?, ?::timestamptz)";
    Rows.of(database, sql, partition, Instant.now().minusSeconds(300).toString());

    assertThat(reconcile("{}").get("repaired").longValue()).isZero();
    assertThat(incomplete()).isEmpty();

    Rows.of(database, "DELETE FROM partition_progress");
    Rows.of(database, sql, partition, Instant.now().plusSeconds(50).toString());
    assertThat(reconcile("{}").get("repaired").longValue()).isOne();
    arrived(1);
  }

  @Test
  void what_is_ahead_or_unknown_is_left_to_a_person() throws IOException {
    journal.write("restored", "s1", 3, body(10));
    publisher.send(
        WireRecord.session("restored", "s1", 5, 12),
        WireRecord.session("restored", "s2", 1, 12),
        WireRecord.session("stranger", "s1", 1, 12));
    arrived(3);

    JsonNode run = reconcile("{}");

    assertThat(run.get("different").longValue()).isEqualTo(2);
    assertThat(run.get("alerts").longValue()).isEqualTo(3);
    assertThat(run.get("repaired").longValue()).isZero();
    assertThat(journal.republished).isEmpty();
    assertThat(Rows.of(database, "SELECT count(*) FROM log_entry")).containsExactly("3");
  }

  @Test
  void after_a_restore_the_journal_can_be_said_to_be_right() throws IOException {
    journal.write("adopted", "s1", 3, body(10));
    journal.write("adopted", "s3", 1, body(11));
    publisher.send(
        WireRecord.session("adopted", "s1", 5, 12),
        WireRecord.session("adopted", "s2", 1, 12),
        WireRecord.deleted("adopted", "session", "s3", 2));
    arrived(3);

    JsonNode run =
        reconcile("{\"tenant\":\"local\",\"athlete\":\"adopted\",\"adoptJournal\":true}");

    assertThat(run.get("adoptJournal").booleanValue()).isTrue();
    assertThat(run.get("repaired").longValue()).isEqualTo(3);
    assertThat(run.get("alerts").longValue()).isZero();
    await().untilAsserted(() -> assertThat(differing()).isEmpty());
    assertThat(
            Rows.of(
                database, "SELECT entry_id, revision, deleted FROM log_entry ORDER BY entry_id"))
        .containsExactly("s1 6 f", "s2 2 t", "s3 3 t");
  }

  @Test
  void a_journal_that_does_not_answer_is_said_so() throws IOException {
    journal.close();

    given()
        .post("/v1/ops/verify")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", "5");
    assertThat(reconcile("{}").get("problem").textValue()).isEqualTo("journal-away");
  }

  @Test
  void a_journal_that_is_busy_is_asked_again() throws IOException {
    journal.publish("patient", "s1", 1, body(10));
    arrived(1);
    journal.busy.set(2);

    assertThat(verify().get("different").longValue()).isZero();
    assertThat(journal.busy).hasValue(0);
  }

  @Test
  void a_record_that_names_nobody_has_its_partition_compared() throws IOException {
    journal.write("unnamed", "s1", 1, body(10));
    publisher.send(WireRecord.session("unnamed", "s1", 1, 10).key("local/unnamed"));

    arrived(1);
    assertThat(journal.republished).containsExactly("unnamed/s1");
  }

  @Test
  void a_request_about_no_athlete_is_refused() {
    given()
        .contentType("application/json")
        .body("{\"athlete\":\"a b\"}")
        .post("/v1/ops/reconcile")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/tenant"));
  }

  private static String body(int reps) {
    return WireRecord.sessionBody("2026-05-04T18:00:00+02:00", reps);
  }

  private void arrived(int entries) {
    await()
        .untilAsserted(
            () ->
                assertThat(Rows.of(database, "SELECT count(*) FROM log_entry"))
                    .containsExactly(Integer.toString(entries)));
  }

  private static String[] lines() {
    return given().post("/v1/ops/verify").asString().stripTrailing().split("\n", -1);
  }

  private JsonNode verify() throws IOException {
    String[] lines = lines();
    JsonNode last = json.readTree(lines[lines.length - 1]);
    assertThat(last.get("done").booleanValue()).isTrue();
    assertThat(lines.length).isEqualTo(12 + 1 + last.get("different").intValue());
    return last;
  }

  private List<String> differing() throws IOException {
    List<String> athletes = new ArrayList<>();
    for (String line : lines()) {
      JsonNode one = json.readTree(line);
      if (one.has("athlete")) {
        athletes.add(one.get("athlete").textValue());
      }
    }
    return athletes;
  }

  private JsonNode reconcile(String body) throws IOException {
    return ended(ask(body));
  }

  private static long ask(String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/ops/reconcile")
        .then()
        .statusCode(202)
        .extract()
        .jsonPath()
        .getLong("run");
  }

  private JsonNode ended(long run) {
    await().atMost(Duration.ofSeconds(60)).until(() -> run(run).has("endedAt"));
    try {
      return run(run);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private JsonNode run(long id) throws IOException {
    for (JsonNode run : json.readTree(given().get("/v1/ops/reconcile").asString()).get("runs")) {
      if (run.get("id").longValue() == id) {
        return run;
      }
    }
    throw new AssertionError("Run " + id + " is not among the newest");
  }

  private List<String> incomplete() {
    return Rows.of(
        database,
        "SELECT athlete, entry_id, revision, reason_code FROM quarantine WHERE resolved_at IS NULL");
  }
}
