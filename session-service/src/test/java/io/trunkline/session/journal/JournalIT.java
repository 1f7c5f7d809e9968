package io.trunkline.session.journal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.security.audit.Actor;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import io.trunkline.session.Superuser;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every row of the journal's table of outcomes, over HTTP. */
@QuarkusTest
@WithTestResource(RealParts.class)
class JournalIT {

  private static final Actor BY = new Actor("test", false, "journal-it");

  @Inject @Superuser DataSource database;
  @Inject Journal journal;

  private final String athlete = Fresh.athlete();

  @Test
  void a_new_id_is_created_at_revision_1() {
    Response answer = put("s1", session(10));
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    answer
        .then()
        .body("entry", equalTo("session/s1"))
        .body("revision", equalTo(1))
        .body("warnings", hasSize(0));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void the_same_content_again_changes_nothing() throws SQLException {
    put("s1", session(10));
    Response answer = put("s1", session(10).replace(",", " ,\n ").replace(":10", ": 10.0"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(revisionsOf("s1")).containsExactly("1");
  }

  @Test
  void other_content_is_a_correction() {
    put("s1", session(10));
    Response answer = put("s1", session(11));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    answer.then().body("warnings", hasSize(0));
  }

  @Test
  void a_correction_to_what_an_older_revision_said_warns_of_a_late_retry() {
    put("s1", session(10));
    put("s1", session(11));
    put("s1", session(10))
        .then()
        .statusCode(200)
        .body("revision", equalTo(3))
        .body("warnings.type", equalTo(List.of("matches-earlier-revision")));
    demanding("If-Match", "\"3\"", session(11))
        .put(path("s1"))
        .then()
        .statusCode(200)
        .body("warnings", hasSize(0));
  }

  @Test
  void if_match_of_an_old_revision_is_refused_with_the_current_one() {
    put("s1", session(10));
    put("s1", session(11));
    demanding("If-Match", "\"1\"", session(12))
        .put(path("s1"))
        .then()
        .statusCode(412)
        .contentType("application/problem+json")
        .header("ETag", "\"2\"")
        .body("type", equalTo("https://trunkline.io/problems/revision-mismatch"));
    assertThat(read("s1")).contains("\"reps\":11");
  }

  @Test
  void if_match_of_an_old_revision_with_the_current_content_was_already_applied() {
    put("s1", session(10));
    demanding("If-Match", "\"1\"", session(11))
        .put(path("s1"))
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"");
    demanding("If-Match", "\"1\"", session(11))
        .put(path("s1"))
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"");
  }

  @Test
  void if_match_of_the_current_revision_corrects() {
    put("s1", session(10));
    demanding("If-Match", "\"7\", \"1\"", session(11))
        .put(path("s1"))
        .then()
        .statusCode(200)
        .header("ETag", "\"2\"");
    demanding("If-Match", "*", session(12))
        .put(path("s1"))
        .then()
        .statusCode(200)
        .header("ETag", "\"3\"");
  }

  @Test
  void if_match_never_matches_what_is_unknown_weak_or_foreign() {
    demanding("If-Match", "\"1\"", session(10)).put(path("s1")).then().statusCode(412);
    demanding("If-Match", "*", session(10)).put(path("s1")).then().statusCode(412);
    put("s1", session(10));
    demanding("If-Match", "W/\"1\"", session(11)).put(path("s1")).then().statusCode(412);
    demanding("If-Match", "\"abc\"", session(11)).put(path("s1")).then().statusCode(412);
  }

  @Test
  void if_none_match_creates_once_and_its_retry_changes_nothing() {
    demanding("If-None-Match", "*", session(10)).put(path("s1")).then().statusCode(201);
    demanding("If-None-Match", "*", session(10))
        .put(path("s1"))
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"");
    put("s1", session(11));
    demanding("If-None-Match", "*", session(10))
        .put(path("s1"))
        .then()
        .statusCode(412)
        .header("ETag", "\"2\"");
  }

  @Test
  void if_none_match_on_a_tombstone_is_gone() {
    put("s1", session(10));
    delete("s1");
    demanding("If-None-Match", "*", session(10))
        .put(path("s1"))
        .then()
        .statusCode(410)
        .header("ETag", "\"2\"")
        .body("type", equalTo("https://trunkline.io/problems/entry-deleted"));
  }

  @Test
  void a_deleted_id_can_be_written_again_and_goes_on_counting() {
    put("s1", session(10));
    Response deleted = delete("s1");
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(deleted.header("ETag")).isEqualTo("\"2\"");
    given()
        .get(path("s1"))
        .then()
        .statusCode(404)
        .body("type", equalTo("https://trunkline.io/problems/not-found"));
    Response again = delete("s1");
    assertThat(again.statusCode()).isEqualTo(204);
    assertThat(again.header("ETag")).isEqualTo("\"2\"");
    Response anew = put("s1", session(12));
    assertThat(anew.statusCode()).isEqualTo(200);
    assertThat(anew.header("ETag")).isEqualTo("\"3\"");
  }

  @Test
  void deleting_the_unknown_is_not_found() throws SQLException {
    assertThat(delete("never").statusCode()).isEqualTo(404);
    assertThat(revisionsOf("never")).isEmpty();
  }

  @Test
  void a_deletion_honours_if_match() {
    put("s1", session(10));
    put("s1", session(11));
    given()
        .header("If-Match", "\"1\"")
        .delete(path("s1"))
        .then()
        .statusCode(412)
        .header("ETag", "\"2\"");
    given()
        .header("If-Match", "\"2\"")
        .delete(path("s1"))
        .then()
        .statusCode(204)
        .header("ETag", "\"3\"");
    given()
        .header("If-Match", "\"2\"")
        .delete(path("s1"))
        .then()
        .statusCode(204)
        .header("ETag", "\"3\"");
  }

  @Test
  void a_read_gives_the_stored_bytes_and_can_be_asked_only_for_news() {
    put(
        "s1",
        "{\"startedAt\":\"2026-05-04T18:00:00+02:00\",\"timeZone\":null,\"exercises\":[{\"sets\":[{\"reps\":12.0,"
            + "\"load\":{\"unit\":\"kg\",\"value\":61.235042773811365}}],\"exercise\":\"deadlift\"}]}");
    Response answer = given().get(path("s1"));
    assertThat(answer.asString())
        .isEqualTo(
            "{\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"load\":{\"unit\":\"kg\",\"value\":61.235042773811365},"
                + "\"reps\":12}]}],\"startedAt\":\"2026-05-04T18:00:00+02:00\"}");
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    given().header("If-None-Match", "\"1\"").get(path("s1")).then().statusCode(304);
  }

  @Test
  void fifty_parallel_corrections_get_fifty_revisions_and_none_is_lost() throws Exception {
    List<Response> answers = inParallel(50, number -> put("hot", session(number)));
    assertThat(answers).extracting(Response::statusCode).containsOnly(200, 201);
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    assertThat(
            new TreeSet<>(
                answers.stream().map(answer -> answer.jsonPath().getLong("revision")).toList()))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
    assertThat(revisionsOf("hot")).hasSize(50);
    assertThat(hashesOf("hot")).as("each content is one revision").hasSize(50);
    assertThat(read("hot"))
        .as("the highest revision is the current one")
        .contains(bodyAt(answers, 50));
  }

  @Test
  void fifty_parallel_writers_of_one_content_make_one_revision() throws Exception {
    List<Response> answers = inParallel(50, number -> put("same", session(5)));
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 201)).hasSize(1);
    assertThat(answers).extracting(answer -> answer.header("ETag")).containsOnly("\"1\"");
    assertThat(revisionsOf("same")).containsExactly("1");
  }

  @Test
  void of_fifty_writers_with_the_same_if_match_one_wins() throws Exception {
    put("guarded", session(1000));
    List<Response> answers =
        inParallel(
            50, number -> demanding("If-Match", "\"1\"", session(number)).put(path("guarded")));
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 200)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.statusCode() == 412)).hasSize(49);
    assertThat(revisionsOf("guarded")).containsExactly("1", "2");
  }

  @Test
  void changes_of_one_transaction_apply_in_order_and_refuse_one_by_one() {
    EntryKey first = new EntryKey("local", athlete, Kind.SESSION, "t1");
    EntryKey second = new EntryKey("local", athlete, Kind.SESSION, "t2");
    List<Outcome> outcomes =
        journal.apply(
            List.of(
                Change.put(second, content("b"), Precondition.NONE, BY),
                Change.put(first, content("a"), Precondition.NONE, BY),
                Change.put(first, content("c"), Precondition.UNUSED, BY),
                Change.delete(second, Precondition.NONE, BY),
                Change.put(second, content("b"), Precondition.NONE, BY)));
    assertThat(outcomes)
        .extracting(Outcome::status)
        .containsExactly(
            Outcome.Status.CREATED,
            Outcome.Status.CREATED,
            Outcome.Status.REVISION_MISMATCH,
            Outcome.Status.DELETED,
            Outcome.Status.CORRECTED);
    assertThat(outcomes).extracting(Outcome::revision).containsExactly(1L, 1L, 1L, 2L, 3L);
    assertThat(outcomes.get(4).earlier()).isEqualTo(1);
    assertThat(journal.find(second).orElseThrow().revision()).isEqualTo(3);
  }

  @Test
  void overlapping_transactions_in_any_order_neither_deadlock_nor_lose() throws Exception {
    List<EntryKey> keys =
        IntStream.range(0, 10)
            .mapToObj(number -> new EntryKey("local", athlete, Kind.SENSATION, "k" + number))
            .toList();
    inParallel(
        20,
        number -> {
          List<Change> changes = new ArrayList<>();
          for (int i = 0; i < keys.size(); i++) {
            EntryKey key = keys.get(number % 2 == 0 ? i : keys.size() - 1 - i);
            changes.add(Change.put(key, content("n" + number), Precondition.NONE, BY));
          }
          return journal.apply(changes);
        });
    for (EntryKey key : keys) {
      assertThat(journal.find(key).orElseThrow().revision()).isEqualTo(20);
    }
  }

  @Test
  void an_entry_its_revision_and_its_mark_stand_or_fall_together() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$");
      statement.execute(
          "CREATE TRIGGER no_marks BEFORE INSERT ON outbox_mark FOR EACH ROW WHEN (NEW.entry_id = 'unmarkable')"
              + " EXECUTE FUNCTION refuse()");
      put("unmarkable", session(10))
          .then()
          .statusCode(503)
          .header("Retry-After", "1")
          .contentType("application/problem+json")
          .body("type", equalTo("https://trunkline.io/problems/unavailable"));
      statement.execute("DROP TRIGGER no_marks ON outbox_mark");
    }
    assertThat(revisionsOf("unmarkable")).isEmpty();
    given().get(path("unmarkable")).then().statusCode(404);
    assertThat(put("unmarkable", session(10)).statusCode()).isEqualTo(201);
  }

  /** The writer looks, finds nothing, and waits in its INSERT until the other one commits. */
  @Test
  void an_id_that_somebody_creates_meanwhile_is_decided_again() throws Exception {
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "INSERT INTO entry (tenant, athlete, kind, entry_id, revision, deleted, body_type, body,"
              + " body_sha256, happened_at, partition, recorded_at, author) VALUES ('local', '"
              + athlete
              + "', 'session', 'raced', 1, false, 'session.session-recorded.v1', '{}', '\\x00', now(), 0,"
              + " now(), 'other')");
      CompletableFuture<Response> writing =
          CompletableFuture.supplyAsync(() -> put("raced", session(10)));
      await().atMost(Duration.ofSeconds(20)).until(() -> waitingForACommit(statement));
      other.commit();
      assertThat(writing.get().statusCode()).isEqualTo(200);
      assertThat(writing.get().header("ETag")).isEqualTo("\"2\"");
    }
    assertThat(read("raced")).contains("\"reps\":10");
  }

  @Test
  void a_write_that_waits_too_long_for_a_lock_may_be_sent_again() throws SQLException {
    put("locked", session(10));
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement lock =
          connection.prepareStatement(
              "SELECT 1 FROM entry WHERE athlete = ? AND entry_id = 'locked' FOR UPDATE")) {
        lock.setString(1, athlete);
        lock.executeQuery();
        put("locked", session(11)).then().statusCode(503).header("Retry-After", "1");
      }
      connection.rollback();
    }
    assertThat(put("locked", session(11)).header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  void the_digest_covers_what_is_live() {
    given()
        .get("/v1/athletes/{a}/digest", athlete)
        .then()
        .statusCode(200)
        .body("entries", equalTo(0));
    put("s2", session(10));
    put("s1", session(10));
    put("s1", session(11));
    put("gone", session(1));
    delete("gone");
    String lines =
        "session/s1@2:" + sha256(read("s1")) + "\n" + "session/s2@1:" + sha256(read("s2")) + "\n";
    given()
        .get("/v1/athletes/{a}/digest", athlete)
        .then()
        .body("entries", equalTo(2))
        .body("digest", equalTo(sha256(lines)));
  }

  private static boolean waitingForACommit(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted")) {
      row.next();
      return row.getInt(1) > 0;
    }
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Content.sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Content content(String text) {
    return new Content(
        "session.session-recorded.v1",
        ("{\"notes\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH);
  }

  static String session(int reps) {
    return "{\"startedAt\":\"2026-05-04T18:00:00+02:00\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":"
        + reps
        + "}]}]}";
  }

  private static String bodyAt(List<Response> answers, int revision) {
    for (int number = 0; number < answers.size(); number++) {
      if (answers.get(number).jsonPath().getLong("revision") == revision) {
        return "\"reps\":" + number + "}";
      }
    }
    throw new AssertionError("nobody wrote revision " + revision);
  }

  private interface Numbered<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> inParallel(int times, Numbered<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        int number = i;
        Callable<T> one =
            () -> {
              go.await();
              return work.run(number);
            };
        running.add(threads.submit(one));
      }
      go.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private String path(String id) {
    return "/v1/athletes/" + athlete + "/sessions/" + id;
  }

  private static RequestSpecification demanding(String header, String value, String body) {
    return given().contentType(ContentType.JSON).header(header, value).body(body);
  }

  @Test
  void who_wrote_a_revision_stands_beside_it() throws SQLException {
    put("s1", session(10));
    Change correction =
        Change.put(
            new EntryKey("local", athlete, Kind.SESSION, "s1"),
            content("second"),
            Precondition.NONE,
            new Actor("somebody-else", false, "journal-it"));
    journal.apply(List.of(correction));

    assertThat(column("SELECT author FROM entry WHERE athlete = ? AND entry_id = ?", "s1"))
        .containsExactly("somebody-else");
    assertThat(
            column(
                "SELECT author FROM entry_revision WHERE athlete = ? AND entry_id = ? ORDER BY revision",
                "s1"))
        .containsExactly("test", "somebody-else");
  }

  private Response put(String id, String body) {
    return given().contentType(ContentType.JSON).body(body).put(path(id));
  }

  private Response delete(String id) {
    return given().delete(path(id));
  }

  private String read(String id) {
    return given().get(path(id)).asString();
  }

  private List<String> revisionsOf(String id) throws SQLException {
    return column(
        "SELECT revision::text FROM entry_revision WHERE athlete = ? AND entry_id = ? ORDER BY revision",
        id);
  }

  private List<String> hashesOf(String id) throws SQLException {
    return column(
        "SELECT DISTINCT body_sha256::text FROM entry_revision WHERE athlete = ? AND entry_id = ?",
        id);
  }

  private List<String> column(String sql, String id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, athlete);
      select.setString(2, id);
      List<String> values = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          values.add(row.getString(1));
        }
      }
      return values;
    }
  }
}
