package io.trunkline.session.restore;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.trunkline.session.Fresh;
import io.trunkline.session.OwnParts;
import io.trunkline.session.Superuser;
import io.trunkline.session.TrainingLog;
import io.trunkline.session.journal.Maintenance;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The journal's database is set to an earlier point; nothing that was published is lost by it. */
@QuarkusTest
@WithTestResource(OwnParts.class)
class RestoreIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> TABLES =
      List.of("entry", "entry_revision", "outbox_mark", "erasure");

  @Inject @Superuser DataSource database;
  @Inject Transactions transactions;

  private final String athlete = Fresh.athlete();

  @BeforeEach
  @AfterEach
  void writes_are_let_in() throws SQLException {
    sql("DELETE FROM maintenance");
    for (String table : TABLES) {
      sql("DROP TABLE IF EXISTS backup_of_" + table);
    }
  }

  @Test
  void in_maintenance_writes_wait_and_reads_go_on() {
    put("s1", 10).statusCode(201);
    maintenance(true).statusCode(200).body("on", equalTo(true)).body("since", notNullValue());
    maintenance(true).statusCode(200);

    put("s1", 11)
        .statusCode(503)
        .header("Retry-After", "60")
        .contentType("application/problem+json")
        .body("type", equalTo("https://trunkline.io/problems/maintenance"));
    put("s1", 10).statusCode(200);
    given().delete(path("s1")).then().statusCode(503);
    given().delete("/v1/athletes/" + athlete).then().statusCode(503);
    given()
        .config(
            config()
                .encoderConfig(
                    encoderConfig().encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
        .contentType("application/x-ndjson; charset=UTF-8")
        .body(
            ("{\"kind\":\"session\",\"athlete\":\""
                + athlete
                + "\",\"id\":\"s2\","
                + fields(10)
                + "\n"))
        .post("/v1/entries")
        .then()
        .body(containsString("\"refused\""))
        .body(containsString("\"complete\":false"));
    given().get(path("s1")).then().statusCode(200).header("ETag", "\"1\"");
    given().get("/v1/ops/maintenance").then().body("on", equalTo(true));

    maintenance(false).body("on", equalTo(false)).body("since", nullValue());
    put("s1", 11).statusCode(200);
  }

  @Test
  void maintenance_begins_when_every_earlier_write_is_committed() throws Exception {
    CompletableFuture<Integer> begun;
    try (Connection writing = database.getConnection();
        Statement write = writing.createStatement()) {
      writing.setAutoCommit(false);
      write.execute(
          "INSERT INTO entry_revision VALUES ('local', '"
              + athlete
              + "', 'session', 's1', 1, NULL, now(), 'test')");
      begun = CompletableFuture.supplyAsync(() -> maintenance(true).extract().statusCode());
      await()
          .atMost(SOON)
          .until(
              () ->
                  !rows("SELECT 1 FROM pg_locks WHERE relation = 'entry_revision'::regclass AND NOT granted")
                      .isEmpty());
      assertThat(begun).isNotDone();
      writing.commit();
    }
    assertThat(begun.get(30, TimeUnit.SECONDS)).isEqualTo(200);
  }

  @Test
  void a_start_after_a_restore_can_keep_writes_out_from_the_first_moment() {
    new Maintenance(transactions, false).start(new StartupEvent());
    put("s1", 10).statusCode(201);

    new Maintenance(transactions, true).start(new StartupEvent());

    put("s1", 11).statusCode(503);
  }

  @Test
  void what_the_backup_lost_comes_back_what_was_erased_stays_erased_and_revisions_go_on()
      throws Exception {
    String erased = Fresh.athlete();
    put("s1", 10);
    put("s2", 10);
    put("s3", 10);
    put(erased, "s1", 10);
    published();
    backUp();
    put("s1", 11);
    given().delete(path("s2")).then().statusCode(204);
    put("s4", 10);
    given().delete("/v1/athletes/" + erased).then().statusCode(202);
    published();
    await()
        .atMost(SOON)
        .until(() -> rows("SELECT 1 FROM erasure WHERE announced_at IS NULL").isEmpty());
    JsonPath before = digest();
    maintenance(true);
    restore();
    maintenance(true);
    assertThat(digest().getString("digest")).isNotEqualTo(before.getString("digest"));

    JsonPath dry = last(post("restore-merge", "{\"dryRun\":true}"));
    assertThat(dry.getBoolean("done")).isTrue();
    assertThat(dry.getLong("merged")).isGreaterThanOrEqualTo(3);
    assertThat(digest().getString("digest")).isNotEqualTo(before.getString("digest"));

    JsonPath merged = last(post("restore-merge", "{}"));
    assertThat(merged.getBoolean("done")).isTrue();
    assertThat(merged.getLong("different")).isZero();
    assertThat(digest().getString("digest")).isEqualTo(before.getString("digest"));
    assertThat(last(post("restore-merge", "{}")).getLong("merged")).isZero();

    given().post("/v1/ops/erasures/reapply").then().statusCode(200);
    given().get("/v1/athletes/" + erased + "/digest").then().statusCode(404);
    assertThat(rows("SELECT body FROM entry WHERE athlete = '" + erased + "' AND body IS NOT NULL"))
        .isEmpty();

    long raised =
        last(post("raise-revisions", "{\"above\":1000000,\"dryRun\":true}")).getLong("raised");
    assertThat(given().get(path("s1")).header("ETag")).isEqualTo("\"2\"");
    JsonPath done = last(post("raise-revisions", "{\"above\":1000000}"));
    assertThat(done.getLong("raised")).isEqualTo(raised).isGreaterThanOrEqualTo(4);
    assertThat(given().get(path("s1")).header("ETag")).isEqualTo("\"1000002\"");
    assertThat(last(post("raise-revisions", "{\"above\":1000000}")).getLong("raised")).isZero();
    maintenance(false);

    given()
        .contentType("application/json")
        .header("If-Match", "\"2\"")
        .body("{" + fields(12))
        .put(path("s1"))
        .then()
        .statusCode(412);
    put("s1", 12).statusCode(200).header("ETag", "\"1000003\"");
    published();
    theLogSaysWhatTheJournalSays();
    try (TrainingLog log = TrainingLog.open()) {
      log.readToEnd();
      assertThat(lastCopies(log, erased).values()).allMatch(copy -> copy.endsWith("null"));
    }
  }

  /** What was recorded since and not kept out stays; somebody has to look at it. */
  @Test
  void another_content_at_the_same_revision_is_counted_and_left_alone() throws Exception {
    put("s1", 10);
    published();
    backUp();
    put("s1", 11);
    published();
    restore();
    put("s1", 12);

    assertThat(last(post("restore-merge", "{}")).getLong("different")).isPositive();

    given().get(path("s1")).then().body(containsString("12")).header("ETag", "\"2\"");
    last(post("raise-revisions", "{\"above\":3000000}"));
    published();
    theLogSaysWhatTheJournalSays();
  }

  @Test
  void the_journal_goes_above_what_is_ahead_of_it_and_a_deletion_is_kept() throws Exception {
    put("s1", 10);
    put("s2", 10);
    put("s3", 10);
    String held =
        "{\"entries\":["
            + String.join(
                ",",
                held("s1", 5, false),
                held("s2", 4, true),
                held("s3", 1, false),
                held("s9", 7, false))
            + "]}";

    post("adopt-journal", held).statusCode(200).body("changed", equalTo(3));

    assertThat(
            rows(
                "SELECT entry_id, revision, deleted FROM entry WHERE athlete = '"
                    + athlete
                    + "' ORDER BY 1"))
        .containsExactly("s1 6 f", "s2 5 t", "s3 1 f", "s9 8 t");
    given().get(path("s1")).then().statusCode(200).header("ETag", "\"6\"");
    post("adopt-journal", held).body("changed", equalTo(0));
    published();
    theLogSaysWhatTheJournalSays();
  }

  @Test
  void nothing_of_an_erased_athlete_is_adopted() throws Exception {
    put("s1", 10);
    given().delete("/v1/athletes/" + athlete).then().statusCode(202);

    post("adopt-journal", "{\"entries\":[" + held("s9", 7, false) + "]}")
        .body("changed", equalTo(0));

    assertThat(rows("SELECT 1 FROM entry WHERE athlete = '" + athlete + "' AND entry_id = 's9'"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "maintenance|{}",
        "maintenance|{\"on\":\"true\"}",
        "maintenance|{\"on\":true,\"off\":true}",
        "maintenance|null",
        "restore-merge|{\"dryrun\":true}",
        "restore-merge|[",
        "raise-revisions|{}",
        "raise-revisions|{\"above\":0}",
        "raise-revisions|{\"above\":1000000000001}",
        "raise-revisions|{\"above\":\"1\"}",
        "adopt-journal|{}",
        "adopt-journal|{\"entries\":[null]}",
        "adopt-journal|{\"entries\":[{\"tenant\":\"local\",\"athlete\":\"a b\",\"kind\":\"session\",\"id\":\"s1\",\"revision\":1,\"deleted\":false}]}"
      })
  void a_wish_that_makes_no_sense_changes_nothing(String operation, String body) {
    post(operation, body).statusCode(400).contentType("application/problem+json");
    given().get("/v1/ops/maintenance").then().body("on", equalTo(false));
  }

  private void theLogSaysWhatTheJournalSays() throws SQLException {
    List<String> journal =
        rows(
            "SELECT kind || '/' || entry_id, revision, coalesce(convert_from(body, 'UTF8'), 'null') FROM entry"
                + " WHERE athlete = '"
                + athlete
                + "'");
    try (TrainingLog log = TrainingLog.open()) {
      log.readToEnd();
      assertThat(lastCopies(log, athlete).values()).containsExactlyInAnyOrderElementsOf(journal);
    }
  }

  private static Map<String, String> lastCopies(TrainingLog log, String whose) {
    Map<String, String> last = new HashMap<>();
    log.of(whose).stream()
        .filter(one -> !TrainingLog.header(one, "ce_kind").equals("erasure"))
        .forEach(
            one ->
                last.put(
                    TrainingLog.key(one),
                    TrainingLog.header(one, "ce_subject")
                        + " "
                        + TrainingLog.header(one, "ce_revision")
                        + " "
                        + (one.value() == null
                            ? "null"
                            : new String(one.value(), StandardCharsets.UTF_8))));
    return last;
  }

  /** A copy of all rows, as a backup holds it. */
  private void backUp() throws SQLException {
    for (String table : TABLES) {
      sql("CREATE TABLE backup_of_" + table + " AS TABLE " + table);
    }
  }

  private void restore() throws SQLException {
    sql(
        "SELECT set_config('app.restoring', 'on', false); TRUNCATE "
            + String.join(", ", TABLES)
            + ", maintenance;"
            + " INSERT INTO entry SELECT * FROM backup_of_entry;"
            + " INSERT INTO entry_revision SELECT * FROM backup_of_entry_revision;"
            + " INSERT INTO outbox_mark SELECT * FROM backup_of_outbox_mark;"
            + " INSERT INTO erasure SELECT * FROM backup_of_erasure;"
            + " RESET app.restoring");
  }

  /** Longer than most waits: what every other test left behind was raised, too. */
  private void published() {
    await().atMost(Duration.ofMinutes(2)).until(() -> rows("SELECT 1 FROM outbox_mark").isEmpty());
  }

  private String held(String id, long revision, boolean deleted) {
    return "{\"tenant\":\"local\",\"athlete\":\"%s\",\"kind\":\"session\",\"id\":\"%s\",\"revision\":%d,\"deleted\":%b}"
        .formatted(athlete, id, revision, deleted);
  }

  private JsonPath digest() {
    return given().get("/v1/athletes/" + athlete + "/digest").jsonPath();
  }

  private static ValidatableResponse maintenance(boolean on) {
    return post("maintenance", "{\"on\":" + on + "}");
  }

  private static ValidatableResponse post(String operation, String body) {
    return given().contentType("application/json").body(body).post("/v1/ops/" + operation).then();
  }

  private static JsonPath last(ValidatableResponse lines) {
    String[] all = lines.statusCode(200).extract().asString().stripTrailing().split("\n", -1);
    return new JsonPath(all[all.length - 1]);
  }

  private ValidatableResponse put(String id, int reps) {
    return put(athlete, id, reps);
  }

  private static ValidatableResponse put(String who, String id, int reps) {
    return given()
        .contentType("application/json")
        .body("{" + fields(reps))
        .put("/v1/athletes/" + who + "/sessions/" + id)
        .then();
  }

  private static String fields(int reps) {
    return "\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":"
        + reps
        + "}]}]}";
  }

  private String path(String id) {
    return "/v1/athletes/" + athlete + "/sessions/" + id;
  }

  private void sql(String statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  private List<String> rows(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        found.add(String.join(" ", columns));
      }
      return found;
    }
  }
}
