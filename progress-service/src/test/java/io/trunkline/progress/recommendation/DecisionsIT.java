package io.trunkline.progress.recommendation;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From records on real Kafka to the decisions kept of them. */
@QuarkusTest
@WithTestResource(RealParts.class)
class DecisionsIT {

  private static final String MONDAY = "2026-05-04T18:00:00+02:00";
  private static final String RECORDED = "2026-05-04T20:45:12.345678+02:00";

  @Inject @Superuser DataSource database;
  @Inject ObjectMapper json;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;

  @BeforeEach
  void the_catalogue_has_arrived() throws IOException {
    publisher = new Publisher(kafka);
    publisher.send(
        WireRecord.exercise("back-extension", 1, wire("back-extension.json")),
        WireRecord.exercise("trunk-lift", 1, wire("trunk-lift.json")));
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/nobody/next-workout?exercises=back-extension,trunk-lift")
                    .then()
                    .body("items.recommendation.advice", not(hasItem("UNKNOWN_EXERCISE"))));
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  private static String wire(String name) throws IOException {
    try (var file = DecisionsIT.class.getResourceAsStream("/wire/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static WireRecord session(String athlete, String id, String startedAt, String exercise) {
    return WireRecord.entry(
        athlete,
        "session",
        id,
        1,
        WireRecord.sessionBody(startedAt, 10).replace("back-extension", exercise));
  }

  private static WireRecord sensation(String athlete, String kind, int severity) {
    return WireRecord.entry(
        athlete,
        "sensation",
        "p1",
        1,
        """
        {"feltAt":"2026-05-04T19:00:00+02:00","kind":"%s","region":"lower-back","severity":%d}"""
            .formatted(kind, severity));
  }

  private static ValidatableResponse decisions(String athlete, String query) {
    return given()
        .urlEncodingEnabled(false)
        .get("/v1/athletes/" + athlete + "/decisions" + query)
        .then();
  }

  @Test
  void a_session_brings_a_decision_made_when_it_was_recorded() throws IOException {
    publisher.send(WireRecord.session("decided", "s1", 1, 10));

    JsonNode page =
        json.readTree(
            decisions("decided", "?after=session/s1@1")
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .header("Trunkline-Complete", "true")
                .body("decisions", hasSize(1))
                .body("decisions[0].revision", equalTo(1))
                .body("decisions[0].supersedes", nullValue())
                .body("decisions[0].recommendation.at", equalTo(RECORDED))
                .extract()
                .asString());

    String asked =
        given()
            .urlEncodingEnabled(false)
            .get(
                "/v1/athletes/decided/exercises/back-extension/recommendation?at="
                    + RECORDED.replace("+", "%2B"))
            .asString();
    assertThat(page.at("/decisions/0/recommendation")).isEqualTo(json.readTree(asked));
    assertThat(page.has("next")).isFalse();
  }

  @Test
  void a_correction_supersedes_and_what_was_superseded_stays_as_it_was() throws IOException {
    publisher.send(WireRecord.session("corrected", "s1", 1, 10));
    JsonNode first =
        json.readTree(decisions("corrected", "?after=session/s1@1").extract().asString())
            .at("/decisions/0");
    publisher.send(WireRecord.session("corrected", "s1", 2, 12));

    JsonNode both =
        json.readTree(
            decisions("corrected", "?after=session/s1@2")
                .body("decisions.revision", contains(2, 1))
                .extract()
                .asString());
    assertThat(both.at("/decisions/1")).isEqualTo(first);
    assertThat(both.at("/decisions/0/supersedes/revision").longValue()).isEqualTo(1);
    assertThat(both.at("/decisions/0/supersedes/inputs"))
        .isEqualTo(first.at("/recommendation/inputs"));
    assertThat(both.at("/decisions/0/recommendation/because").toString()).contains("session/s1@2");
    assertThat(both.at("/decisions/0/supersedes/corrected").toString())
        .isEqualTo("[\"session/s1@1\"]");
    assertThat(both.at("/decisions/0/supersedes").has("withdrawn")).isFalse();
  }

  @Test
  void a_deletion_supersedes_too() {
    publisher.send(WireRecord.session("withdrawn", "s1", 1, 10));
    decisions("withdrawn", "?after=session/s1@1").body("decisions", hasSize(1));
    publisher.send(WireRecord.deleted("withdrawn", "session", "s1", 2));

    decisions("withdrawn", "?after=session/s1@2")
        .body("decisions.revision", contains(2, 1))
        .body("decisions[0].recommendation.phase", equalTo("NEW"))
        .body("decisions[0].supersedes.withdrawn", contains("session/s1@1"));
  }

  @Test
  void a_withdrawn_report_is_named_by_the_decision_that_lifts_its_rest() {
    publisher.send(WireRecord.session("relieved", "s1", 1, 10), sensation("relieved", "ache", 3));
    decisions("relieved", "?after=session/s1@1&after=sensation/p1@1")
        .body("decisions[0].recommendation.advice", equalTo("REST"));

    publisher.send(WireRecord.deleted("relieved", "sensation", "p1", 2));

    decisions("relieved", "?after=sensation/p1@2")
        .body("decisions[0].recommendation.advice", equalTo("WAIT"))
        .body("decisions[0].supersedes.withdrawn", contains("sensation/p1@1"))
        .body("decisions[0].supersedes.corrected", nullValue());
  }

  @Test
  void what_still_holds_is_not_named_as_changed() {
    publisher.send(WireRecord.session("aching", "s1", 1, 10));
    decisions("aching", "?after=session/s1@1").body("decisions", hasSize(1));
    publisher.send(sensation("aching", "ache", 3));

    decisions("aching", "?after=sensation/p1@1")
        .body("decisions.revision", contains(2, 1))
        .body("decisions[0].supersedes.withdrawn", nullValue())
        .body("decisions[0].supersedes.corrected", nullValue());
  }

  /** Deciding is held up by a lock, which storing does not need. */
  @Test
  void entries_read_long_after_they_were_written_are_stored_first_and_decided_on_together()
      throws SQLException {
    Instant lastHour = Instant.now().minus(1, ChronoUnit.HOURS);
    try (Connection lock = database.getConnection();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE decision IN SHARE ROW EXCLUSIVE MODE");
      publisher.send(
          WireRecord.session("late-read", "s1", 1, 10).appended(lastHour),
          WireRecord.session("late-read", "s2", 1, 12).appended(lastHour));
      await()
          .until(
              () ->
                  Rows.of(database, "SELECT FROM log_entry WHERE athlete = 'late-read'").size()
                      == 2);
      decisions("late-read", "?after=session/s2@1").statusCode(503);
      lock.rollback();
    }
    await()
        .untilAsserted(
            () ->
                decisions("late-read", "?after=session/s2@1")
                    .statusCode(200)
                    .body("decisions", hasSize(1)));
  }

  /** As from a telephone whose clock is ahead; nothing else is ever recorded. */
  @Test
  void an_ache_dated_ahead_of_its_recording_is_decided_on_when_its_moment_comes() {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    String felt = now.plusSeconds(5).toString();
    publisher.send(
        WireRecord.session("hasty", "s1", 1, 10),
        WireRecord.entry("hasty", "sensation", "p1", 1, ahead(felt).replace("ache", "sharp"))
            .header("ce_time", now.toString()));

    await()
        .untilAsserted(
            () ->
                decisions("hasty", "?after=sensation/p1@1")
                    .body("decisions[0].recommendation.advice", equalTo("STOP"))
                    .body("decisions[0].recommendation.at", equalTo(felt)));
    assertThat(Rows.of(database, "SELECT due FROM athlete WHERE athlete = 'hasty'"))
        .containsExactly("null");
  }

  @Test
  void what_is_dated_years_ahead_counts_no_sooner() {
    publisher.send(
        WireRecord.session("dreamer", "s1", 1, 10),
        sensation("dreamer", "ache", 3).value(ahead("2999-05-04T19:00:00+02:00")));

    decisions("dreamer", "?after=session/s1@1&after=sensation/p1@1")
        .body("decisions.recommendation.advice", contains("WAIT"))
        .body("decisions[0].recommendation.at", equalTo(RECORDED));
    assertThat(Rows.of(database, "SELECT due FROM athlete WHERE athlete = 'dreamer'"))
        .containsExactly("2999-05-04 17:00:00+00");
  }

  private static String ahead(String feltAt) {
    return """
        {"feltAt":"%s","kind":"ache","region":"lower-back","severity":3}"""
        .formatted(feltAt);
  }

  @Test
  void what_changes_nothing_the_athlete_is_told_adds_no_revision() {
    publisher.send(WireRecord.session("steady", "s1", 1, 10));
    decisions("steady", "?after=session/s1@1").body("decisions", hasSize(1));

    // Delivered again, a report the rules ignore, and another exercise two weeks later.
    publisher.send(
        WireRecord.session("steady", "s1", 1, 10),
        sensation("steady", "pump", 3),
        session("steady", "s2", "2026-05-04T18:30:00+02:00", "trunk-lift"));

    decisions("steady", "?after=session/s2@1&after=sensation/p1@1&exercise=back-extension")
        .body("decisions.revision", contains(1));
    decisions("steady", "").body("decisions", hasSize(2));
  }

  @Test
  void on_a_day_of_training_the_day_alone_is_no_news() {
    publisher.send(
        session("rested", "s1", "2026-04-20T18:00:00+02:00", "back-extension")
            .header("ce_time", "2026-04-29T16:00:00Z"));
    decisions("rested", "?after=session/s1@1")
        .body("decisions[0].recommendation.advice", equalTo("TRAIN"))
        .body("decisions[0].recommendation.earliest", equalTo("2026-04-29"));

    publisher.send(
        session("rested", "s2", "2026-05-01T18:00:00+02:00", "trunk-lift")
            .header("ce_time", "2026-05-01T17:00:00Z"));

    decisions("rested", "?after=session/s2@1&exercise=back-extension")
        .body("decisions.recommendation.earliest", contains("2026-04-29"));
  }

  @Test
  void nothing_is_decided_on_incomplete_facts_until_they_are_complete() {
    publisher.send(WireRecord.session("incomplete", "s1", 1, 10));
    decisions("incomplete", "?after=session/s1@1").body("decisions", hasSize(1));

    publisher.send(
        sensation("incomplete", "ache", 3).value("{}"),
        WireRecord.session("incomplete", "s1", 2, 12));
    await()
        .until(
            () ->
                Rows.of(
                        database,
                        "SELECT revision FROM log_entry WHERE athlete = 'incomplete' AND entry_id = 's1'")
                    .equals(List.of("2")));
    decisions("incomplete", "")
        .header("Trunkline-Complete", "false")
        .body("decisions.revision", contains(1));

    publisher.send(sensation("incomplete", "ache", 3));
    await()
        .untilAsserted(
            () ->
                decisions("incomplete", "")
                    .header("Trunkline-Complete", "true")
                    .body("decisions.revision", contains(2, 1)));
  }

  @Test
  void a_change_of_the_catalogue_decides_anew_for_those_who_train_by_it() throws IOException {
    String known = wire("back-extension.json").replace("\"back-extension\"", "\"changing-lift\"");
    publisher.send(session("follower", "s1", MONDAY, "changing-lift"));
    decisions("follower", "?after=session/s1@1")
        .body("decisions.recommendation.advice", contains("UNKNOWN_EXERCISE"));

    publisher.send(WireRecord.exercise("changing-lift", 1, known));
    await()
        .untilAsserted(
            () ->
                decisions("follower", "")
                    .body("decisions.recommendation.advice", contains("WAIT", "UNKNOWN_EXERCISE"))
                    .body("decisions.recommendation.at", contains(RECORDED, RECORDED)));

    publisher.send(
        WireRecord.exercise(
            "changing-lift", 2, known.replace("\"reps\":{\"min\":10", "\"reps\":{\"min\":8")));
    await()
        .untilAsserted(
            () ->
                decisions("follower", "")
                    .body("decisions.revision", contains(3, 2, 1))
                    .body("decisions[0].recommendation.preview.repRange", contains(8, 12)));
  }

  @Test
  void an_athlete_known_before_there_were_decisions_gets_them_after_the_start() {
    Rows.of(
        database,
        """
        INSERT INTO log_entry (tenant, athlete, kind, entry_id, revision, deleted, type, body, recorded_at)
        VALUES ('local', 'veteran', 'session', 's1', 1, false, 'session.session-recorded.v1',
          convert_to(?, 'UTF8'), '2026-05-04T18:45:12Z')
        """,
        WireRecord.sessionBody(MONDAY, 10));
    Rows.of(database, "INSERT INTO athlete VALUES ('local', 'veteran', -1)");

    await().untilAsserted(() -> decisions("veteran", "").body("decisions", hasSize(1)));
  }

  @Test
  void pages_follow_each_other_whatever_is_decided_meanwhile() {
    publisher.send(WireRecord.session("paged", "s1", 1, 8));
    decisions("paged", "?after=session/s1@1").body("decisions", hasSize(1));
    publisher.send(WireRecord.session("paged", "s1", 2, 10));
    decisions("paged", "?after=session/s1@2").body("decisions", hasSize(2));
    publisher.send(WireRecord.session("paged", "s1", 3, 12));
    String next =
        decisions("paged", "?after=session/s1@3&limit=2")
            .body("decisions.revision", contains(3, 2))
            .extract()
            .path("next");
    publisher.send(WireRecord.session("paged", "s1", 4, 11));
    decisions("paged", "?after=session/s1@4&limit=1").body("decisions.revision", contains(4));

    decisions("paged", "?limit=2&cursor=" + next)
        .body("decisions.revision", contains(1))
        .body("next", nullValue());
    decisions("paged", "?exercise=trunk-lift").body("decisions", hasSize(0));
  }

  @Test
  void a_decision_is_never_edited() {
    publisher.send(WireRecord.session("final", "s1", 1, 10));
    decisions("final", "?after=session/s1@1").body("decisions", hasSize(1));

    assertThatThrownBy(
            () -> Rows.of(database, "UPDATE decision SET body = ''::bytea WHERE athlete = 'final'"))
        .hasRootCauseMessage(
            "ERROR: A decision is superseded, never edited.\n  Where: PL/pgSQL function decision_is_final() line 1 at RAISE");
  }

  @ParameterizedTest
  @CsvSource({
    "limit,?limit=0",
    "limit,?limit=101",
    "limit,?limit=ten",
    "limit,?limit=1&limit=2",
    "cursor,?cursor=x",
    "cursor,?cursor=*",
    "exercise,?exercise=a%20b",
    "after,?after=s1",
    "at,?at=2026-05-27T18:00:00Z"
  })
  void a_bad_parameter_is_named(String parameter, String query) {
    decisions("paged", query)
        .statusCode(400)
        .contentType("application/problem+json")
        .body("parameter", equalTo(parameter));
  }
}
