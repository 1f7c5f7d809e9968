package io.trunkline.progress.series;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a chart is drawn from. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ProgressIT {

  private static final String ADDRESS = "/v1/athletes/series-one/exercises/back-extension/progress";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;

  @BeforeEach
  void a_history_has_arrived() throws IOException {
    publisher = new Publisher(kafka);
    try (var file = ProgressIT.class.getResourceAsStream("/wire/back-extension.json")) {
      publisher.send(
          WireRecord.exercise(
              "back-extension", 1, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    }
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/nobody/exercises/back-extension/recommendation")
                    .then()
                    .body("advice", equalTo("TRAIN")));
    publisher.send(
        session("s1", "2026-03-02T18:00:00+01:00", "{\"reps\":10},{\"reps\":10}"),
        session(
            "s2",
            "2026-03-09T18:00:00+01:00",
            "{\"reps\":10,\"warmup\":true},{\"reps\":12,\"load\":{\"value\":2.5,\"unit\":\"kg\"}},"
                + "{\"reps\":11,\"load\":{\"value\":2.5,\"unit\":\"kg\"},\"formOk\":false}"),
        WireRecord.entry(
            "series-one",
            "sensation",
            "p1",
            1,
            """
            {"feltAt":"2026-03-10T08:00:00+01:00","kind":"ache","region":"lower-back",
             "severity":3}"""));
    given()
        .get(
            "/v1/athletes/series-one/digest?after=session/s1@1&after=session/s2@1&after=sensation/p1@1")
        .then()
        .statusCode(200);
  }

  private static WireRecord session(String id, String at, String sets) {
    return WireRecord.entry(
        "series-one",
        "session",
        id,
        1,
        """
        {"startedAt":"%s",
         "exercises":[{"exercise":"back-extension","variation":"hands-behind-head","sets":[%s]}]}"""
            .formatted(at, sets));
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  @Test
  void a_session_shows_its_best_set_and_what_had_been_advised() {
    given()
        .get(ADDRESS)
        .then()
        .statusCode(200)
        .body("unit", equalTo("kg"))
        .body("points.session", contains("session/s1@1", "session/s2@1"))
        .body("points[1].sets", equalTo(2))
        .body("points[1].reps", equalTo(12))
        .body("points[1].load.value", equalTo(2.5f))
        .body("points[1].volume", equalTo(23))
        .body("points[1].lifted.value", equalTo(57.5f))
        .body("points[1].difficulty", equalTo(3))
        .body("points[1].formOk", equalTo(false))
        .body("points[1].left", nullValue())
        .body("points[0].advised.outcome", equalTo("STARTED"))
        .body("points[1].advised.advice", equalTo("TRAIN"))
        .body("points[1].advised.dose.reps", equalTo(11));
  }

  @Test
  void rests_and_sensations_stand_beside_the_sessions() {
    given()
        .get(ADDRESS)
        .then()
        .body("sensations.kind", contains("ache"))
        .body("rests[0].from", equalTo("2026-03-10"))
        .body("rests[0].until", equalTo("2026-03-17"))
        .body("rests[0].stop", equalTo(false));
  }

  @Test
  void a_span_of_days_is_cut_out() {
    given()
        .get(ADDRESS + "?from=2026-03-09&to=2026-03-09")
        .then()
        .body("points.session", contains("session/s2@1"))
        .body("sensations", equalTo(List.of()));
    given().get(ADDRESS + "?from=yesterday").then().statusCode(400);
  }

  @Test
  void all_exercises_come_together() {
    given()
        .get("/v1/athletes/series-one/progress")
        .then()
        .statusCode(200)
        .body("exercises.exercise", hasItem("back-extension"))
        .body("exercises[0].points.size()", equalTo(2));
  }
}
