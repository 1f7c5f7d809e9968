package io.trunkline.session.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is exported can be recorded again and says the same. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ExportIT {

  private final String athlete = Fresh.athlete();

  @Test
  void an_export_recorded_for_another_athlete_is_the_same_body_by_body() {
    recordAwkwardHistory();
    String copy = Fresh.athlete();
    JsonPath summary = record(export(athlete).replace(athlete, copy));
    assertThat(summary.getInt("summary.created")).isEqualTo(11);
    assertThat(summary.getInt("summary.refused")).isZero();
    assertThat(export(copy).replace(copy, athlete)).isEqualTo(export(athlete));
    assertThat(export(athlete))
        .contains("61.235042773811365", "74.99999999999999", "\"unit\":\"lb\"", "\"reps\":0,");
    assertThat(given().get(at(copy, "sessions/overnight")).asString())
        .isEqualTo(given().get(at(athlete, "sessions/overnight")).asString());
    assertThat(record(export(copy)).getInt("summary.unchanged")).isEqualTo(11);
  }

  @Test
  void every_page_is_in_it_and_what_is_deleted_is_not() {
    List<String> lines =
        IntStream.range(0, 350)
            .mapToObj(
                n ->
                    "{\"kind\":\"session\",\"athlete\":\""
                        + athlete
                        + "\",\"id\":\"s"
                        + n
                        + "\",\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[]}")
            .toList();
    record(String.join("\n", lines));
    given().delete(at(athlete, "sessions/s7")).then().statusCode(204);
    List<String> ids =
        export(athlete).lines().map(line -> JsonPath.from(line).getString("id")).toList();
    assertThat(ids)
        .containsExactlyElementsOf(
            IntStream.range(0, 350).filter(n -> n != 7).mapToObj(n -> "s" + n).sorted().toList());
  }

  @Test
  void a_body_of_full_size_comes_back_too() {
    String sets =
        IntStream.range(0, 499)
            .mapToObj(
                n ->
                    "{\"setId\":\""
                        + "x".repeat(60)
                        + String.format("%04d", n)
                        + "\",\"reps\":12,\"holdSeconds\":30,\"rir\":1.5}")
            .collect(Collectors.joining(","));
    String body =
        "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":["
            + sets
            + "]}]";
    int room = 65536 - body.length() - 1 - ",\"notes\":\"\"".length();
    String full =
        body.replaceFirst("}$", "") + ",\"notes\":\"" + "n".repeat(Math.min(room, 2048)) + "\"}";
    put("sessions/full", full);
    String copy = "x".repeat(64);
    JsonPath summary = record(export(athlete).replace(athlete, copy));
    assertThat(summary.getInt("summary.refused")).isZero();
  }

  @Test
  void an_unknown_athlete_is_not_found_and_one_without_live_entries_is_empty() {
    given()
        .get(at(athlete, "export"))
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("https://trunkline.io/problems/not-found"));
    put("sessions/s1", "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[]}");
    given().delete(at(athlete, "sessions/s1"));
    assertThat(export(athlete)).isEmpty();
  }

  private void recordAwkwardHistory() {
    put(
        "sessions/pounds",
        session(
            "2026-05-04T07:00:00+02:00", "{\"reps\":10,\"load\":{\"value\":45,\"unit\":\"lb\"}}"));
    put(
        "sessions/evening",
        session(
            "2026-05-04T21:00:00+02:00",
            "{\"reps\":8,\"load\":{\"value\":61.235042773811365,\"unit\":\"kg\"}}"));
    put(
        "sessions/overnight",
        "{\"startedAt\":\"2026-05-04T23:30:00+02:00\",\"endedAt\":\"2026-05-05T00:40:00+02:00\",\"timeZone\":\"Europe/Berlin\","
            + "\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":5,\"load\":{\"value\":74.99999999999999,\"unit\":\"kg\"}}]}]}");
    put(
        "sessions/summer-time",
        "{\"startedAt\":\"2026-10-25T02:30:00+02:00\",\"endedAt\":\"2026-10-25T02:30:00+01:00\",\"timeZone\":\"Europe/Berlin\",\"exercises\":[]}");
    put(
        "sessions/sides",
        session("2026-05-06T18:00:00Z", "{\"repsLeft\":8,\"repsRight\":7,\"holdSeconds\":3}"));
    put("sessions/failed", session("2026-05-07T18:00:00.123456789Z", "{\"reps\":0,\"rir\":0.0}"));
    put(
        "sensations/p1",
        "{\"feltAt\":\"2026-05-07T20:00:00Z\",\"kind\":\"ache\",\"region\":\"lower-back\",\"severity\":2}");
    put(
        "screening",
        "{\"answeredAt\":\"2026-05-01T20:00:00Z\",\"backHistory\":[\"herniation\"],\"unit\":\"lb\"}");
    put(
        "clearances/c1",
        "{\"by\":\"physician\",\"grantedAt\":\"2026-05-02T18:00:00Z\",\"note\":\"„gut“ \\u0001"
            + " 😀\"}");
    put(
        "observations/o1",
        "{\"seenAt\":\"2026-05-07T18:20:00+02:00\",\"author\":\"c\",\"exercise\":\"deadlift\",\"form\":\"needs-work\"}");
    put(
        "observations/o2",
        "{\"seenAt\":\"2026-05-07T18:30:00.5Z\",\"author\":\"c\",\"note\":\"Zeile 1\\nZeile 2 „ruhig“"
            + " 😀\"}");
    put("sessions/gone", session("2026-05-08T18:00:00Z", "{\"reps\":1}"));
    given().delete(at(athlete, "sessions/gone")).then().statusCode(204);
  }

  private static String session(String startedAt, String set) {
    return "{\"startedAt\":\""
        + startedAt
        + "\",\"exercises\":[{\"exercise\":\"back-extension\",\"sets\":["
        + set
        + "]}]}";
  }

  private void put(String path, String body) {
    given()
        .contentType("application/json")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .put(at(athlete, path))
        .then()
        .statusCode(201);
  }

  private static String export(String athlete) {
    return given().get(at(athlete, "export")).then().statusCode(200).extract().asString();
  }

  private static JsonPath record(String lines) {
    String answer =
        given()
            .config(
                RestAssuredConfig.config()
                    .encoderConfig(
                        EncoderConfig.encoderConfig()
                            .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
            .header("Content-Type", "application/x-ndjson")
            .body(lines.getBytes(StandardCharsets.UTF_8))
            .post("/v1/entries")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    return JsonPath.from(answer.lines().reduce((first, second) -> second).orElseThrow());
  }

  private static String at(String athlete, String path) {
    return "/v1/athletes/" + athlete + "/" + path;
  }
}
