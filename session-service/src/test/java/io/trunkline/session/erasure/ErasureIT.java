package io.trunkline.session.erasure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.trunkline.session.Fresh;
import io.trunkline.session.Superuser;
import io.trunkline.session.TrainingLog;
import io.trunkline.session.journal.Pseudonyms;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything about an athlete goes, and nothing comes back. Time runs faster here. */
@QuarkusTest
@TestProfile(ErasureIT.DaysAreSeconds.class)
@WithTestResource(ErasureParts.class)
class ErasureIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String MARKER = "stiff-as-a-board-7731";

  /** Days become seconds. */
  public static class DaysAreSeconds implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "trunkline.erasure.close-after", "2S",
          "trunkline.watermark.enabled", "true",
          "trunkline.watermark.every", "1S");
    }
  }

  @Inject @Superuser DataSource database;
  @Inject Pseudonyms pseudonyms;

  private final String athlete = Fresh.athlete();
  private TrainingLog log;

  @BeforeEach
  void open() {
    log = TrainingLog.open();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sessions/s1",
        "sessions",
        "sensations/p1",
        "screening",
        "digest",
        "clearances/never",
        "observations/o1"
      })
  void at_once_every_read_finds_nothing(String path) {
    history();
    erase();
    given().get(path(path)).then().statusCode(404);
  }

  @Test
  void operators_find_nothing_either() {
    history();
    erase();
    given().get("/v1/ops/athletes/" + athlete + "/entries?tenant=local").then().statusCode(404);
    for (int partition = 0; partition < 12; partition++) {
      assertThat(given().get("/v1/ops/digests?partition=" + partition).asString())
          .doesNotContain(athlete);
    }
  }

  @Test
  void every_write_is_refused_from_then_on_and_after_the_close() {
    history();
    String receipt = erase();
    refusesWrites();
    confirm().then().statusCode(204);
    reached(receipt, "closed");
    refusesWrites();
    assertThat(dump()).doesNotContain(athlete);
  }

  private void refusesWrites() {
    for (Response refused :
        List.of(
            put("sessions/s1", session(MARKER)),
            put("sessions/new", session(MARKER)),
            put("screening", "{\"answeredAt\":\"2026-05-04T18:00:00Z\",\"backHistory\":[]}"),
            put(
                "observations/new",
                "{\"seenAt\":\"2026-05-04T20:00:00Z\",\"author\":\"c\",\"note\":\""
                    + MARKER
                    + "\"}"),
            given().delete(path("sessions/s1")))) {
      refused
          .then()
          .statusCode(410)
          .contentType("application/problem+json")
          .body("type", equalTo("https://trunkline.io/problems/athlete-erased"));
    }
  }

  @Test
  void the_answer_is_a_receipt_to_poll_and_a_second_time_the_same() {
    history();
    Response first = given().delete("/v1/athletes/" + athlete);
    first
        .then()
        .statusCode(202)
        .body("receipt", notNullValue())
        .body("requestedAt", notNullValue())
        .body("steps.closed", nullValue());
    String receipt = first.jsonPath().getString("receipt");
    assertThat(first.header("Location")).endsWith("/v1/erasures/" + receipt);
    assertThat(receipt).doesNotContain(athlete);
    given()
        .delete("/v1/athletes/" + athlete)
        .then()
        .statusCode(202)
        .body("receipt", equalTo(receipt));
    given().get("/v1/erasures/" + receipt).then().statusCode(200).body("receipt", equalTo(receipt));
  }

  @Test
  void an_athlete_of_whom_nothing_was_recorded_is_not_found() {
    given().delete("/v1/athletes/" + athlete).then().statusCode(404);
    given().urlEncodingEnabled(false).delete("/v1/athletes/a%20b").then().statusCode(400);
    given().get("/v1/erasures/" + athlete).then().statusCode(404);
    put("sessions/s1", session("x")).then().statusCode(201);
  }

  @Test
  void it_goes_step_by_step_and_is_closed_only_when_the_projection_has_confirmed() {
    history();
    String receipt = erase();
    reached(receipt, "log");
    given()
        .get("/v1/erasures/" + receipt)
        .then()
        .body("steps.journal", notNullValue())
        .body("steps.log", notNullValue())
        .body("steps.projection", nullValue());
    confirm().then().statusCode(204);
    confirm().then().statusCode(204);
    assertThat(status(receipt)).isIn("projection", "closed");
    reached(receipt, "closed");
    confirm().then().statusCode(204);
    given()
        .get("/v1/ops/erasures")
        .then()
        .statusCode(200)
        .body(
            "erasures.find { it.pseudonym == '" + pseudonym() + "' }.erasure.status",
            equalTo("closed"));
  }

  @Test
  void without_a_confirmation_it_stays_open() {
    history();
    String receipt = erase();
    reached(receipt, "log");
    await().pollDelay(Duration.ofSeconds(4)).atMost(SOON).until(() -> true);
    assertThat(status(receipt)).isEqualTo("log");
    assertThat(count("entry")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"tenant\":\"local\"}",
        "{\"tenant\":\"local\",\"by\":\"me\"}",
        "{\"tenant\":\"\\u0000\",\"by\":\"progress-service\"}",
        "[",
        ""
      })
  void a_confirmation_that_makes_no_sense_is_refused(String body) {
    given()
        .contentType("application/json")
        .body(body)
        .post("/v1/ops/erasures/" + pseudonym() + "/confirmations")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  @Test
  void a_confirmation_of_an_unknown_erasure_is_not_found() {
    confirm().then().statusCode(404);
    given()
        .urlEncodingEnabled(false)
        .contentType("application/json")
        .body("{\"tenant\":\"local\",\"by\":\"progress-service\"}")
        .post("/v1/ops/erasures/a~b/confirmations")
        .then()
        .statusCode(404);
    given().urlEncodingEnabled(false).get("/v1/erasures/a~b").then().statusCode(404);
  }

  @Test
  void no_value_and_no_hash_is_left_in_any_table_once_the_journal_step_is_done() {
    history();
    assertThat(dump()).contains(hex(MARKER)).contains(athlete);
    List<String> hashes = hashes();
    assertThat(hashes).hasSizeGreaterThan(5);
    reached(erase(), "log");
    String dump = dump();
    assertThat(dump).doesNotContain(MARKER).doesNotContain(hex(MARKER));
    hashes.forEach(hash -> assertThat(dump).doesNotContain(hash));
  }

  @Test
  void after_the_close_no_table_knows_the_athlete_and_only_receipt_and_pseudonym_stay() {
    history();
    String receipt = erase();
    confirm();
    reached(receipt, "closed");
    assertThat(dump()).doesNotContain(athlete).contains(receipt).contains(pseudonym());
    given().get("/v1/erasures/" + receipt).then().statusCode(200).body("status", equalTo("closed"));
    given()
        .delete("/v1/athletes/" + athlete)
        .then()
        .statusCode(202)
        .body("receipt", equalTo(receipt));
  }

  @Test
  void the_log_gets_a_null_for_every_key_and_says_who_must_erase_too() {
    history();
    await().atMost(SOON).until(() -> log.of(athlete).size() >= 7);
    String receipt = erase();
    reached(receipt, "log");
    await()
        .atMost(SOON)
        .until(
            () ->
                lastOfEachKey().values().stream().filter(each -> each.value() == null).count()
                    == 7);
    Map<String, ConsumerRecord<byte[], byte[]>> last = lastOfEachKey();
    String erasure = "local/" + athlete + "/erasure/erasure";
    assertThat(last).hasSize(8).containsKey(erasure);
    ConsumerRecord<byte[], byte[]> told = last.get(erasure);
    assertThat(text(told.value())).isEqualTo("{\"pseudonym\":\"" + pseudonym() + "\"}");
    assertThat(TrainingLog.header(told, "ce_type")).isEqualTo("session.athlete-erased.v1");
    assertThat(told.partition())
        .isEqualTo(last.get("local/" + athlete + "/session/s1").partition());
    ConsumerRecord<byte[], byte[]> kept =
        log.erasures().stream()
            .filter(each -> TrainingLog.key(each).equals("local/" + pseudonym()))
            .findFirst()
            .orElseThrow();
    assertThat(text(kept.value())).contains(pseudonym()).contains(receipt).doesNotContain(athlete);

    confirm();
    reached(receipt, "closed");
    await().atMost(SOON).until(() -> lastOfEachKey().get(erasure).value() == null);
    assertThat(TrainingLog.header(lastOfEachKey().get(erasure), "ce_revision")).isEqualTo("2");
  }

  @Test
  void more_entries_than_one_chunk_are_erased() throws SQLException {
    put("sessions/s1", session(MARKER)).then().statusCode(201);
    execute(
        "INSERT INTO entry SELECT tenant, athlete, kind, 'n' || n, revision, deleted, body_type,"
            + " body, body_sha256, happened_at, partition, recorded_at, author FROM entry,"
            + " generate_series(1, 1700) n WHERE athlete = '"
            + athlete
            + "'");
    reached(erase(), "log");
    assertThat(dump()).doesNotContain(hex(MARKER));
    await()
        .atMost(SOON)
        .until(
            () ->
                lastOfEachKey().values().stream().filter(each -> each.value() == null).count()
                    == 1701);
  }

  /** A deferred trigger holds the writer inside its COMMIT while the test holds the lock. */
  @Test
  void an_erasure_waits_for_a_write_that_is_being_committed_and_erases_it_too() throws Exception {
    put("sessions/s1", session("x")).then().statusCode(201);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NULL; END $$");
      statement.execute(
          "CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON entry DEFERRABLE INITIALLY"
              + " DEFERRED FOR EACH ROW WHEN (NEW.entry_id = 'slow') EXECUTE FUNCTION"
              + " wait_for_test()");
      try {
        statement.execute("SELECT pg_advisory_lock(42)");
        CompletableFuture<Response> writing =
            CompletableFuture.supplyAsync(() -> put("sessions/slow", session(MARKER)));
        await().atMost(SOON).until(() -> waiting(statement) == 1);
        CompletableFuture<String> erasing = CompletableFuture.supplyAsync(this::erase);
        await().atMost(SOON).until(() -> waiting(statement) == 2);
        assertThat(erasing).isNotDone();
        statement.execute("SELECT pg_advisory_unlock(42)");
        assertThat(writing.get().statusCode()).isEqualTo(201);
        reached(erasing.get(), "log");
      } finally {
        statement.execute("SELECT pg_advisory_unlock_all()");
        statement.execute("DROP TRIGGER slow_commit ON entry");
      }
    }
    assertThat(dump()).doesNotContain(hex(MARKER));
    assertThat(given().get(path("sessions/slow")).statusCode()).isEqualTo(404);
  }

  @Test
  void writes_in_flight_never_slip_past_an_erasure() throws Exception {
    put("sessions/s1", session(MARKER)).then().statusCode(201);
    AtomicBoolean erased = new AtomicBoolean();
    List<String> slipped = Collections.synchronizedList(new ArrayList<>());
    List<Integer> refused = Collections.synchronizedList(new ArrayList<>());
    ExecutorService writers = Executors.newFixedThreadPool(6);
    for (int writer = 0; writer < 6; writer++) {
      int number = writer;
      writers.execute(
          () -> {
            for (int i = 0; i < 400; i++) {
              boolean before = !erased.get();
              String id = "w" + number + "-" + i;
              int status = put("sessions/" + id, session(MARKER)).statusCode();
              if (status != 410 && !before) {
                slipped.add(id + " got " + status);
              }
              if (status == 410) {
                refused.add(i);
                return;
              }
            }
          });
    }
    await().atMost(SOON).until(() -> count("entry") > 30);
    String receipt = erase();
    erased.set(true);
    writers.shutdown();
    assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(slipped).isEmpty();
    assertThat(refused).as("every writer met the erasure").hasSize(6);
    reached(receipt, "log");
    assertThat(dump()).doesNotContain(hex(MARKER));
    await()
        .atMost(SOON)
        .until(
            () ->
                lastOfEachKey().values().stream()
                    .filter(each -> !TrainingLog.key(each).contains("/erasure/"))
                    .allMatch(each -> each.value() == null));
  }

  @Test
  void what_a_restore_brings_back_is_erased_again_with_the_same_receipt() throws SQLException {
    history();
    await().atMost(SOON).until(() -> count("outbox_mark") == 0);
    List<String> tables = List.of("entry", "entry_revision", "outbox_mark", "erasure");
    for (String table : tables) {
      execute("DROP TABLE IF EXISTS backup_" + table);
      execute("CREATE TABLE backup_" + table + " AS SELECT * FROM " + table);
    }
    try {
      String receipt = erase();
      confirm();
      reached(receipt, "closed");

      for (String table : tables) {
        execute("TRUNCATE " + table + "; INSERT INTO " + table + " SELECT * FROM backup_" + table);
      }
      given().get(path("sessions/s1")).then().statusCode(200);
      int last = lastOfEachKey().get("local/" + athlete + "/session/s1").value() == null ? 0 : 1;
      assertThat(last).as("the log still has the null").isZero();

      Response reapplied = given().post("/v1/ops/erasures/reapply");
      reapplied.then().statusCode(200).body("erased", equalTo(1));
      assertThat(reapplied.jsonPath().getInt("read")).isPositive();
      given().get(path("sessions/s1")).then().statusCode(404);
      put("sessions/s1", session(MARKER)).then().statusCode(410);
      given().get("/v1/erasures/" + receipt).then().statusCode(200);
      for (String table : tables) {
        execute("DROP TABLE backup_" + table);
      }
      assertThat(dump()).doesNotContain(hex(MARKER));
      confirm();
      reached(receipt, "closed");
      assertThat(dump()).doesNotContain(athlete);
      given().post("/v1/ops/erasures/reapply").then().statusCode(200).body("erased", equalTo(0));
    } finally {
      for (String table : tables) {
        execute("DROP TABLE IF EXISTS backup_" + table);
      }
    }
  }

  @Test
  void after_compaction_the_topics_hold_neither_value_nor_key() throws Exception {
    String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      history();
      await().atMost(SOON).until(() -> log.of(athlete).size() >= 7);
      ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, "session.training-log");
      List<AlterConfigOp> faster = new ArrayList<>();
      for (String lag : List.of("max.compaction.lag.ms", "segment.ms", "delete.retention.ms")) {
        faster.add(new AlterConfigOp(new ConfigEntry(lag, "1000"), OpType.SET));
      }
      admin.incrementalAlterConfigs(Map.of(topic, faster)).all().get();
      String receipt = erase();
      confirm();
      reached(receipt, "closed");
      // Nobody writes here any more: the watermarks alone keep the broker cleaning.
      await()
          .atMost(Duration.ofSeconds(120))
          .pollInterval(Duration.ofSeconds(3))
          .until(
              () -> {
                try (TrainingLog fresh = TrainingLog.open()) {
                  fresh.readToEnd();
                  return fresh.of(athlete).isEmpty();
                }
              });
      try (TrainingLog fresh = TrainingLog.open()) {
        fresh.readToEnd();
        assertThat(fresh.everything()).doesNotContain(MARKER).doesNotContain(athlete);
      }
      List<AlterConfigOp> asBefore =
          faster.stream()
              .map(each -> new AlterConfigOp(each.configEntry(), OpType.DELETE))
              .toList();
      admin.incrementalAlterConfigs(Map.of(topic, asBefore)).all().get();
    }
  }

  /** Six entries of several kinds; one was corrected, one deleted. */
  private void history() {
    put("sessions/s1", session(MARKER)).then().statusCode(201);
    put("sessions/s2", session("first")).then().statusCode(201);
    put("sessions/s2", session(MARKER)).then().statusCode(200);
    put("sessions/gone", session(MARKER)).then().statusCode(201);
    given().delete(path("sessions/gone")).then().statusCode(204);
    put("sensations/p1", "{\"feltAt\":\"2026-05-04T20:00:00Z\",\"kind\":\"ache\",\"severity\":7}")
        .then()
        .statusCode(201);
    put(
            "clearances/c1",
            "{\"grantedAt\":\"2026-05-04T20:00:00Z\",\"by\":\"physician\",\"region\":\"lower-back\",\"note\":\""
                + MARKER
                + "\"}")
        .then()
        .statusCode(201);
    put(
            "observations/o1",
            "{\"seenAt\":\"2026-05-04T20:00:00Z\",\"author\":\"c\",\"note\":\"" + MARKER + "\"}")
        .then()
        .statusCode(201);
    put("screening", "{\"answeredAt\":\"2026-05-04T18:00:00Z\",\"backHistory\":[\"herniation\"]}")
        .then()
        .statusCode(201);
  }

  private String erase() {
    Response answer = given().delete("/v1/athletes/" + athlete);
    answer.then().statusCode(202);
    return answer.jsonPath().getString("receipt");
  }

  private Response confirm() {
    return given()
        .contentType("application/json")
        .body("{\"tenant\":\"local\",\"by\":\"progress-service\"}")
        .post("/v1/ops/erasures/" + pseudonym() + "/confirmations");
  }

  private void reached(String receipt, String status) {
    await().atMost(SOON).until(() -> status(receipt).equals(status));
  }

  private static String status(String receipt) {
    return given().get("/v1/erasures/" + receipt).jsonPath().getString("status");
  }

  private String pseudonym() {
    return pseudonyms.of("local", athlete);
  }

  private Map<String, ConsumerRecord<byte[], byte[]>> lastOfEachKey() {
    log.readToEnd();
    Map<String, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();
    log.of(athlete).forEach(each -> last.put(TrainingLog.key(each), each));
    return last;
  }

  private Response put(String path, String body) {
    return given().contentType("application/json").body(body).put(path(path));
  }

  private String path(String rest) {
    return "/v1/athletes/" + athlete + "/" + rest;
  }

  private static String session(String notes) {
    return "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"notes\":\"" + notes + "\",\"exercises\":[]}";
  }

  /** Every row of every table as text; binary columns show as hexadecimal. */
  private String dump() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet row =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
      assertThat(tables).contains("entry", "entry_revision", "outbox_mark", "erasure");
      StringBuilder dump = new StringBuilder();
      for (String table : tables) {
        try (ResultSet row = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
          while (row.next()) {
            dump.append(table).append(row.getString(1)).append('\n');
          }
        }
      }
      return dump.toString();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> hashes() {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT body_sha256 FROM entry_revision WHERE body_sha256 IS NOT NULL AND athlete ="
                    + " '"
                    + athlete
                    + "'")) {
      while (row.next()) {
        found.add(HexFormat.of().formatHex(row.getBytes(1)));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int count(String table) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM " + table + " WHERE athlete = '" + athlete + "'")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int waiting(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")) {
      row.next();
      return row.getInt(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
