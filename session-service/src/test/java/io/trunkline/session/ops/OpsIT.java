package io.trunkline.session.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import io.trunkline.session.Superuser;
import io.trunkline.session.TrainingLog;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Kind;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reconcilers and operators ask. */
@QuarkusTest
@WithTestResource(RealParts.class)
class OpsIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject @Superuser DataSource database;

  private final String athlete = Fresh.athlete();

  @Test
  void every_athlete_is_found_once_in_its_partition_with_its_own_digest() {
    List<String> athletes = IntStream.range(0, 30).mapToObj(number -> Fresh.athlete()).toList();
    athletes.forEach(
        each -> {
          put(each, "s1", 10);
          put(each, "s2", 10);
        });
    Map<String, Map<String, Object>> found = new LinkedHashMap<>();
    for (int partition = 0; partition < EntryKey.PARTITIONS; partition++) {
      for (Map<String, Object> each : digests(partition, 7, "")) {
        String name = (String) each.get("athlete");
        String whole = each.get("tenant") + "/" + name;
        assertThat(found.put(whole, each)).as(whole + " stands there twice").isNull();
        if (athletes.contains(name)) {
          assertThat(new EntryKey("local", name, Kind.SESSION, "s1").partition())
              .isEqualTo(partition);
        }
      }
    }
    for (String each : athletes) {
      assertThat(found.get("local/" + each))
          .containsEntry("entries", 2)
          .containsEntry(
              "digest", given().get("/v1/athletes/" + each + "/digest").jsonPath().get("digest"));
    }
  }

  @Test
  void an_athlete_whose_changes_are_not_published_is_waiting() throws SQLException {
    put(athlete, "s1", 10);
    await().atMost(SOON).until(() -> digest().get("waiting").equals(false));
    execute(
        "INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at, claimed_until)"
            + " VALUES ('local', '"
            + athlete
            + "', 'session', 's1', 0, 1, clock_timestamp(), clock_timestamp() + interval '40 s')");
    assertThat(digest()).containsEntry("waiting", true);
    execute("UPDATE outbox_mark SET claimed_until = NULL WHERE athlete = '" + athlete + "'");
    await().atMost(SOON).until(() -> digest().get("waiting").equals(false));
  }

  @Test
  void an_athlete_with_only_tombstones_is_listed_with_nothing() {
    put(athlete, "s1", 10);
    given().delete(path("s1")).then().statusCode(204);
    assertThat(digest()).containsEntry("entries", 0);
  }

  @Test
  void only_athletes_changed_since_are_listed_when_asked_so() {
    put(athlete, "s1", 10);
    Instant afterwards = Instant.now().plusSeconds(1);
    assertThat(names("&changedSince=" + Instant.now().minusSeconds(60))).contains(athlete);
    assertThat(names("&changedSince=" + afterwards)).doesNotContain(athlete);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?partition=12",
        "?partition=-1",
        "?partition=x",
        "?partition=0&limit=0",
        "?partition=0&limit=1001",
        "?partition=0&after=%25",
        "?partition=0&after=bG9jYWw",
        "?partition=0&changedSince=yesterday",
        "?partition=0&changedSince=9999-12-31T23:59:59-18:00"
      })
  void a_parameter_that_makes_no_sense_is_refused(String query) {
    given()
        .urlEncodingEnabled(false)
        .get("/v1/ops/digests" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("https://trunkline.io/problems/bad-parameter"));
  }

  @Test
  void all_rows_of_an_athlete_are_listed_tombstones_included() {
    put(athlete, "s1", 10);
    put(athlete, "s2", 10);
    put(athlete, "s2", 11);
    given().delete(path("s1")).then().statusCode(204);
    given()
        .get("/v1/ops/athletes/" + athlete + "/entries?tenant=local")
        .then()
        .statusCode(200)
        .body("entries", hasSize(2))
        .body("entries.id", equalTo(List.of("s1", "s2")))
        .body("entries.revision", equalTo(List.of(2, 2)))
        .body("entries.deleted", equalTo(List.of(true, false)))
        .body("entries[0].sha256", nullValue())
        .body("entries[1].sha256.length()", equalTo(64));
  }

  @Test
  void an_athlete_without_a_row_is_not_found() {
    given().get("/v1/ops/athletes/" + athlete + "/entries?tenant=local").then().statusCode(404);
    given().get("/v1/ops/athletes/" + athlete + "/entries").then().statusCode(400);
  }

  @Test
  void entries_are_published_again_as_they_stand_and_unknown_ones_are_named() {
    put(athlete, "s1", 10);
    put(athlete, "s2", 10);
    given().delete(path("s2")).then().statusCode(204);
    try (TrainingLog log = TrainingLog.open()) {
      await().atMost(SOON).until(() -> log.entriesOf(athlete).contains("session/s2@2"));
      int before = log.of(athlete).size();
      republish(
              "{\"entries\":["
                  + String.join(",", entry("session", "s1"), entry("session", "s2"))
                  + ","
                  + String.join(
                      ",",
                      entry("session", "never"),
                      entry("nothing", "s1"),
                      entry("session", "a b"))
                  + "]}")
          .statusCode(200)
          .body("marked", equalTo(2))
          .body("unknown.id", equalTo(List.of("never", "s1", "a b")));
      await()
          .atMost(SOON)
          .until(
              () ->
                  log.entriesOf(athlete).stream()
                      .skip(before)
                      .toList()
                      .containsAll(List.of("session/s1@1", "session/s2@2")));
      assertThat(log.of(athlete).subList(before, log.of(athlete).size()))
          .filteredOn(one -> TrainingLog.header(one, "ce_entryid").equals("s2"))
          .allMatch(one -> one.value() == null);
    }
  }

  @Test
  void an_athlete_is_published_again_as_a_whole() {
    IntStream.range(0, 30).forEach(number -> put(athlete, "s" + number, 10));
    try (TrainingLog log = TrainingLog.open()) {
      await().atMost(SOON).until(() -> log.of(athlete).size() == 30);
      republish("{\"athlete\":{\"tenant\":\"local\",\"athlete\":\"" + athlete + "\"}}")
          .body("marked", equalTo(30));
      await().atMost(SOON).until(() -> log.of(athlete).size() >= 60);
    }
  }

  @Test
  void everything_is_published_again() throws SQLException {
    put(athlete, "s1", 10);
    // More than one chunk.
    execute(
        "INSERT INTO entry SELECT 'local', '"
            + athlete
            + "', 'session', 'n' || n, 1, true, 'session.session-recorded.v1', NULL, NULL, NULL, "
            + new EntryKey("local", athlete, Kind.SESSION, "s1").partition()
            + ", now(), 'test' FROM generate_series(1, 2500) n");
    try (TrainingLog log = TrainingLog.open()) {
      await().atMost(SOON).until(() -> log.of(athlete).size() == 1);
      long marked = republish("{\"all\":true}").extract().jsonPath().getLong("marked");
      assertThat(marked).isGreaterThanOrEqualTo(2501);
      await().atMost(Duration.ofSeconds(60)).until(() -> log.of(athlete).size() >= 2502);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"all\":false}",
        "{\"all\":true,\"entries\":[]}",
        "{\"athlete\":{\"tenant\":\"local\"}}",
        "{\"entries\":[null]}",
        "{\"entries\":5}",
        "null",
        "[",
        ""
      })
  void a_wish_that_makes_no_sense_is_refused(String body) {
    republish(body).statusCode(400).contentType("application/problem+json");
  }

  @Test
  void more_than_a_thousand_entries_at_once_are_refused() {
    List<String> many = IntStream.range(0, 1001).mapToObj(n -> entry("session", "s" + n)).toList();
    republish("{\"entries\":[" + String.join(",", many) + "]}").statusCode(400);
  }

  private ValidatableResponse republish(String body) {
    return given().contentType("application/json").body(body).post("/v1/ops/republish").then();
  }

  private String entry(String kind, String id) {
    return "{\"tenant\":\"local\",\"athlete\":\"%s\",\"kind\":\"%s\",\"id\":\"%s\"}"
        .formatted(athlete, kind, id);
  }

  private Map<String, Object> digest() {
    int partition = new EntryKey("local", athlete, Kind.SESSION, "s1").partition();
    return digests(partition, 1000, "").stream()
        .filter(each -> each.get("athlete").equals(athlete))
        .findFirst()
        .orElseThrow();
  }

  private List<String> names(String query) {
    int partition = new EntryKey("local", athlete, Kind.SESSION, "s1").partition();
    return digests(partition, 1000, query).stream()
        .map(each -> (String) each.get("athlete"))
        .toList();
  }

  private static List<Map<String, Object>> digests(int partition, int limit, String query) {
    List<Map<String, Object>> found = new ArrayList<>();
    String next = null;
    do {
      String after = next == null ? "" : "&after=" + next;
      JsonPath page =
          given()
              .get("/v1/ops/digests?partition=" + partition + "&limit=" + limit + after + query)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      found.addAll(page.getList("athletes"));
      next = page.getString("next");
    } while (next != null);
    return found;
  }

  private static void put(String who, String id, int reps) {
    given()
        .contentType("application/json")
        .body(
            "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":"
                + reps
                + "}]}]}")
        .put("/v1/athletes/" + who + "/sessions/" + id);
  }

  private String path(String id) {
    return "/v1/athletes/" + athlete + "/sessions/" + id;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
