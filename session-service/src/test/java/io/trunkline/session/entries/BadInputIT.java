package io.trunkline.session.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.trunkline.session.Caller;
import io.trunkline.session.DuplexClient;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a client sends: an answer that names the field, and nothing half-stored. */
@QuarkusTest
@WithTestResource(RealParts.class)
class BadInputIT {

  private static final String START = "\"startedAt\":\"2026-05-04T18:00:00+02:00\"";

  /** Path of the kind, body, and each pointer with a part of its detail. */
  static List<Arguments> invalidEntries() {
    return List.of(
        bad("sessions/s", "[]", "", "must be an object"),
        bad("sessions/s", "\"text\"", "", "must be an object"),
        bad("sessions/s", "null", "", "must be an object"),
        bad(
            "sessions/s",
            "{}",
            "/startedAt",
            "is missing; it must be a real date and time with an offset, for example \"2026-05-04T18:00:00+02:00\"",
            "/exercises",
            "is missing"),
        bad(
            "sessions/s",
            "{" + START + ",\"exercises\":[],\"startedat\":1}",
            "/startedat",
            "did you mean startedAt?"),
        bad(
            "sessions/s",
            "{" + START + ",\"exercises\":[],\"zzzzzzzzzz\":1}",
            "/zzzzzzzzzz",
            "it may have startedAt, endedAt"),
        bad(
            "sessions/s",
            "{" + START + ",\"exercises\":[],\"a/b~c\":1}",
            "/a~1b~0c",
            "is not a field"),
        bad("sessions/s", "{" + START + ",\"exercises\":null}", "/exercises", "is missing"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"2026-05-04T18:00:00\",\"exercises\":[]}",
            "/startedAt",
            "with an offset"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"2026-02-30T18:00:00Z\",\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"9999-12-31T23:59:59-18:00\",\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"0001-01-01T00:00:00+18:00\",\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"0000-06-01T00:00:00Z\",\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"+10000-01-01T00:00:00Z\",\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"2026-05-04T25:00:00Z\",\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"2026-05-04T18:00:00+25:00\",\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{\"startedAt\":\"2026-05-04\",\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{\"startedAt\":1777910400,\"exercises\":[]}",
            "/startedAt",
            "a real date"),
        bad(
            "sessions/s",
            "{" + START + ",\"endedAt\":\"2026-05-04T17:59:59+02:00\",\"exercises\":[]}",
            "/endedAt",
            "must not be before startedAt, 2026-05-04T18:00:00+02:00"),
        bad(
            "sessions/s",
            "{" + START + ",\"timeZone\":\"Europe/Atlantis\",\"exercises\":[]}",
            "/timeZone",
            "IANA"),
        bad(
            "sessions/s",
            "{" + START + ",\"timeZone\":\"+02:00\",\"exercises\":[]}",
            "/timeZone",
            "IANA"),
        bad(
            "sessions/s",
            "{" + START + ",\"notes\":\"" + "x".repeat(2049) + "\",\"exercises\":[]}",
            "/notes",
            "at most 2048"),
        bad(
            "sessions/s",
            session("{\"exercise\":\"back extension\",\"sets\":[{\"reps\":1}]}"),
            "/exercises/0/exercise",
            "an id of 1 to 64"),
        bad(
            "sessions/s",
            session("{\"exercise\":\"deadlift\",\"sets\":[]}"),
            "/exercises/0/sets",
            "leave out what was not done"),
        bad(
            "sessions/s",
            session("{\"sets\":[{\"reps\":1}]}"),
            "/exercises/0/exercise",
            "is missing"),
        bad("sessions/s", session("null"), "/exercises/0", "must be an exercise with its sets"),
        bad(
            "sessions/s",
            set("{}"),
            "/exercises/0/sets/0",
            "a set needs reps, or repsLeft and repsRight, or holdSeconds"),
        bad(
            "sessions/s",
            set("{\"load\":{\"value\":20,\"unit\":\"kg\"}}"),
            "/exercises/0/sets/0",
            "a set needs reps"),
        bad("sessions/s", set("{\"reps\":-1}"), "/exercises/0/sets/0/reps", "must be at least 0"),
        bad(
            "sessions/s",
            set("{\"reps\":100001}"),
            "/exercises/0/sets/0/reps",
            "must be at most 100000"),
        bad(
            "sessions/s",
            set("{\"reps\":1e30}"),
            "/exercises/0/sets/0/reps",
            "must be at most 100000"),
        bad("sessions/s", set("{\"reps\":1.5}"), "/exercises/0/sets/0/reps", "a whole number"),
        bad(
            "sessions/s",
            set("{\"reps\":\"12\"}"),
            "/exercises/0/sets/0/reps",
            "a whole number from 0 to 100000"),
        bad("sessions/s", set("{\"reps\":true}"), "/exercises/0/sets/0/reps", "a whole number"),
        bad(
            "sessions/s",
            set("{\"reps\":12,\"repsLeft\":6}"),
            "/exercises/0/sets/0/reps",
            "must not stand beside repsLeft"),
        bad(
            "sessions/s",
            set("{\"rep\":12}"),
            "/exercises/0/sets/0",
            "a set needs",
            "/exercises/0/sets/0/rep",
            "did you mean reps?"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"load\":20}"),
            "/exercises/0/sets/0/load",
            "a load such as {\"value\": 20, \"unit\": \"kg\"}"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"load\":{\"value\":20}}"),
            "/exercises/0/sets/0/load/unit",
            "is missing"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"load\":{\"value\":20,\"unit\":\"kgs\"}}"),
            "/exercises/0/sets/0/load/unit",
            "one of kg, lb; did you mean kg?"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"load\":{\"value\":2000.5,\"unit\":\"kg\"}}"),
            "/exercises/0/sets/0/load/value",
            "at most 2000"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"load\":{\"value\":\"20\",\"unit\":\"kg\"}}"),
            "/exercises/0/sets/0/load/value",
            "a number from -2000 to 2000"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"load\":{\"value\":1e400,\"unit\":\"kg\"}}"),
            "/exercises/0/sets/0/load/value",
            "more than 32 characters"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"rir\":1.55}"),
            "/exercises/0/sets/0/rir",
            "at most one decimal"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"tempo\":\"slow\"}"),
            "/exercises/0/sets/0/tempo",
            "four counts of seconds"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"formOk\":\"yes\"}"),
            "/exercises/0/sets/0/formOk",
            "true or false"),
        bad(
            "sessions/s",
            set("{\"reps\":1,\"setId\":\"1\"},{\"reps\":1,\"setId\":\"1\"}"),
            "/exercises/0/sets/1/setId",
            "is the setId of /exercises/0/sets/0"),
        bad(
            "sessions/s",
            session(manySets(300) + "," + manySets(201)),
            "/exercises",
            "has 501 sets"),
        bad(
            "sensations/p",
            "{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"pain\"}",
            "/kind",
            "one of pump, tiredness"),
        bad(
            "sensations/p",
            "{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\",\"region\":\"lowerback\"}",
            "/region",
            "did you mean lower-back?"),
        bad(
            "sensations/p",
            "{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\",\"severity\":11}",
            "/severity",
            "at most 10"),
        bad(
            "clearances/c",
            "{\"grantedAt\":\"2026-05-04T18:00:00Z\",\"by\":\"coach\"}",
            "/by",
            "one of physician, physiotherapist"),
        bad(
            "clearances/c",
            "{\"grantedAt\":\"2026-05-04T18:00:00Z\",\"by\":\"physician\",\"until\":\"2026-02-30\"}",
            "/until",
            "a real calendar date"),
        bad(
            "clearances/c",
            "{\"grantedAt\":\"2026-05-04T18:00:00Z\",\"by\":\"physician\",\"until\":\"2026-05-03\"}",
            "/until",
            "must not be before grantedAt"),
        bad(
            "screening",
            "{\"answeredAt\":\"2026-05-04T18:00:00Z\",\"backHistory\":[\"mild\",\"mild\"]}",
            "/backHistory",
            "twice"),
        bad(
            "screening",
            "{\"answeredAt\":\"2026-05-04T18:00:00Z\",\"backHistory\":\"none\"}",
            "/backHistory",
            "a list of kinds of back trouble"),
        bad(
            "directives/d",
            "{\"type\":\"ceiling\",\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"r\",\"author\":\"c\"}",
            "/limits",
            "a ceiling says what is capped"),
        bad(
            "directives/d",
            "{\"type\":\"ceiling\",\"limits\":{},\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"r\",\"author\":\"c\"}",
            "/limits",
            "must not be empty"),
        bad(
            "directives/d",
            "{\"type\":\"position\",\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"r\",\"author\":\"c\"}",
            "/exercise",
            "of one exercise",
            "/limits",
            "where the plan stands"),
        bad(
            "directives/d",
            "{\"type\":\"rest\",\"days\":6,\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"r\",\"author\":\"c\"}",
            "/days",
            "at least 7",
            "/report",
            "a rest follows"),
        bad(
            "directives/d",
            "{\"type\":\"rest\",\"report\":\"p1\",\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"r\",\"author\":\"c\"}",
            "/days",
            "how many days",
            "/report",
            "sensation/<id>"),
        bad(
            "directives/d",
            "{\"type\":\"daily\",\"days\":7,\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"r\",\"author\":\"c\"}",
            "/days",
            "of type rest only",
            "/exercise",
            "one exercise"),
        bad(
            "directives/d",
            "{\"type\":\"daily\",\"exercise\":\"x\",\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"\",\"author\":\"c\"}",
            "/reason",
            "1 to 2048"),
        bad(
            "observations/o",
            "{}",
            "/author",
            "is missing",
            "/note",
            "a form, a note, or both",
            "/seenAt",
            "is missing"),
        bad(
            "observations/o",
            "{\"seenAt\":\"2026-05-04T18:00:00\",\"author\":\"c d\",\"form\":\"god\"}",
            "/author",
            "an id of 1 to 64",
            "/exercise",
            "a form is seen at one exercise",
            "/form",
            "one of good, needs-work; did you mean good?",
            "/seenAt",
            "with an offset"),
        bad(
            "observations/o",
            "{\"seenAt\":\"2026-05-04T18:00:00Z\",\"author\":\"c\",\"exercise\":\"x\",\"note\":\"\"}",
            "/note",
            "1 to 2048"),
        bad(
            "observations/o",
            "{\"seenAt\":\"2026-05-04T18:00:00Z\",\"author\":\"c\",\"note\":\""
                + "x".repeat(2049)
                + "\"}",
            "/note",
            "1 to 2048"),
        bad(
            "observations/o",
            "{\"seenAt\":\"2026-05-04T18:00:00Z\",\"author\":\"c\",\"note\":\"n\",\"until\":\"2026-05-05\"}",
            "/until",
            "it may have seenAt, author, exercise, form, note"),
        bad("observations/o", "[]", "", "must be an object"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("invalidEntries")
  void an_invalid_entry_names_every_field_at_once(
      String path, String body, Map<String, String> faults) {
    String athlete = Fresh.athlete();
    Response answer =
        send(athlete, path, "application/json", body.getBytes(StandardCharsets.UTF_8));
    assertProblem(answer, 422, "invalid-entry");
    List<Map<String, String>> errors = answer.jsonPath().getList("errors");
    assertThat(errors)
        .extracting(error -> error.get("pointer"))
        .containsExactlyInAnyOrderElementsOf(faults.keySet());
    errors.forEach(
        error -> assertThat(error.get("detail")).contains(faults.get(error.get("pointer"))));
    assertNothingStored(athlete);
  }

  @Test
  void all_faults_of_one_body_come_in_one_answer() {
    String body =
        "{\"startedAt\":\"yesterday\",\"endedAt\":7,\"colour\":\"red\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":-1,"
            + "\"load\":{\"value\":\"x\",\"unit\":\"stone\"}},{\"reps\":3,\"repsLeft\":1}]}]}";
    Response answer =
        send(
            Fresh.athlete(),
            "sessions/s",
            "application/json",
            body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.jsonPath().<String>getList("errors.pointer"))
        .containsExactly(
            "/colour",
            "/endedAt",
            "/exercises/0/sets/0/load/unit",
            "/exercises/0/sets/0/load/value",
            "/exercises/0/sets/0/reps",
            "/exercises/0/sets/1/reps",
            "/startedAt");
  }

  /** Content type, body in ISO-8859-1, status, type of problem. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "application/json                     | ``                  | 400 | malformed-json",
        "application/json                     | {                   | 400 | malformed-json",
        "application/json                     | {\"a\":1,\"a\":2}   | 400 | malformed-json",
        "application/json                     | {} {}               | 400 | malformed-json",
        "application/json                     | {\"a\":NaN}         | 400 | malformed-json",
        "application/json                     | {\"a\":\"\\ud800\"} | 400 | malformed-json",
        "application/json                     | {\"a\":\"ÿ\"}       | 400 | malformed-json",
        "application/json                     | <session/>          | 400 | malformed-json",
        "text/plain                           | {}                  | 415 | unsupported-media-type",
        "application/xml                      | <session/>          | 415 | unsupported-media-type",
        "application/json;charset=iso-8859-1  | {}                  | 415 | unsupported-media-type",
        "application/json;charset=utf-16      | {}                  | 415 | unsupported-media-type",
        "nonsense                             | {}                  | 415 | unsupported-media-type",
      })
  void what_is_no_json_object_never_gets_in(
      String contentType, String body, int status, String type) {
    String athlete = Fresh.athlete();
    assertProblem(
        send(athlete, "sessions/s", contentType, body.getBytes(StandardCharsets.ISO_8859_1)),
        status,
        type);
    assertNothingStored(athlete);
  }

  @Test
  void a_body_without_content_type_is_refused() throws IOException, InterruptedException {
    HttpRequest put =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + "/v1/athletes/a/sessions/s"))
            .header("Authorization", Caller.authorization())
            .PUT(HttpRequest.BodyPublishers.ofString("{" + START + ",\"exercises\":[]}"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("https://trunkline.io/problems/unsupported-media-type");
  }

  @Test
  void sixty_four_kib_are_read_and_one_byte_more_is_too_large() {
    byte[] fits =
        ("{" + START + ",\"exercises\":[]" + " ".repeat(65536 - START.length() - 17) + "}")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(fits).hasSize(65536);
    assertThat(send(Fresh.athlete(), "sessions/s", "application/json", fits).statusCode())
        .isEqualTo(201);
    byte[] tooLarge =
        (" " + new String(fits, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    assertProblem(
        send(Fresh.athlete(), "sessions/s", "application/json", tooLarge), 413, "too-large");
  }

  @Test
  void a_body_of_many_mebibytes_is_too_large() {
    assertProblem(
        send(Fresh.athlete(), "sessions/s", "application/json", new byte[2_000_000]),
        413,
        "too-large");
  }

  @Test
  void a_body_without_end_is_answered_and_then_cut_off() throws IOException {
    try (DuplexClient client =
        DuplexClient.begin("PUT /v1/athletes/a/sessions/s", "application/json")) {
      client.send(" ".repeat(100_000));
      assertThat(client.status()).isEqualTo(413);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                try {
                  client.send(" ".repeat(100_000));
                  return false;
                } catch (IOException cutOff) {
                  return true;
                }
              });
    }
  }

  /** Path below the athlete, status, type of problem. */
  @ParameterizedTest
  @CsvSource({
    "sessions/a%20b, 400, bad-parameter",
    "sessions/a%2Fb, 400, bad-parameter",
    "sessions/a@b, 400, bad-parameter",
    "sessions/ümlaut, 400, bad-parameter",
    "sessions/12345678901234567890123456789012345678901234567890123456789012345, 400, bad-parameter",
    "sessions?limit=0, 400, bad-parameter",
    "sessions?limit=101, 400, bad-parameter",
    "sessions?limit=many, 400, bad-parameter",
    "sessions?from=2026-02-30, 400, bad-parameter",
    "sessions?to=yesterday, 400, bad-parameter",
    "sessions?from=2025-01-01&to=2026-05-01, 400, bad-parameter",
    "sessions?cursor=abc, 400, bad-parameter",
    "sessions?cursor=%00, 400, bad-parameter",
    "sessions?cursor=Zm9vIGJhcg, 400, bad-parameter",
    "sessions?cursor=KzEwMDAwMDAtMDEtMDFUMDA6MDA6MDBaIGE, 400, bad-parameter",
    "sessions?from=%2B10000-01-01, 400, bad-parameter",
    "sessions?exercise=%00, 400, bad-parameter",
    "sessions/unknown, 404, not-found",
    "screening, 404, not-found",
    "nothing/s1, 404, not-found",
  })
  void a_read_that_cannot_be_is_refused(String path, int status, String type) {
    assertProblem(given().urlEncodingEnabled(false).get("/v1/athletes/a/" + path), status, type);
  }

  @Test
  void athletes_have_ids_too() {
    assertProblem(given().get("/v1/athletes/{a}/sessions/s1", "a b"), 400, "bad-parameter");
    assertProblem(given().get("/v1/athletes/{a}/sessions", "a@b"), 400, "bad-parameter");
    assertProblem(given().get("/v1/athletes/{a}/digest", "a@b"), 400, "bad-parameter");
    assertProblem(
        given().delete("/v1/athletes/{a}/sessions/s1", "x".repeat(65)), 400, "bad-parameter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "If-Match      | 1",
        "If-Match      | \"1",
        "If-Match      | *, \"1\"",
        "If-None-Match | \"1\"",
      })
  void a_precondition_nobody_understands_is_refused(String header, String value) {
    Response answer =
        given()
            .contentType("application/json")
            .header(header, value)
            .body("{" + START + ",\"exercises\":[]}")
            .put("/v1/athletes/{a}/sessions/s1", Fresh.athlete());
    assertProblem(answer, 400, "bad-parameter");
  }

  @Test
  void two_preconditions_at_once_and_a_strange_strict_are_refused() {
    String athlete = Fresh.athlete();
    String body = "{" + START + ",\"exercises\":[]}";
    assertProblem(
        given()
            .contentType("application/json")
            .header("If-Match", "*")
            .header("If-None-Match", "*")
            .body(body)
            .put("/v1/athletes/{a}/sessions/s1", athlete),
        400,
        "bad-parameter");
    assertProblem(
        given()
            .contentType("application/json")
            .queryParam("strict", "maybe")
            .body(body)
            .put("/v1/athletes/{a}/sessions/s1", athlete),
        400,
        "bad-parameter");
    assertNothingStored(athlete);
  }

  @Test
  void a_method_nobody_serves_is_not_allowed() {
    assertProblem(
        given().contentType("application/json").body("{}").post("/v1/athletes/a/sessions/s1"),
        405,
        "method-not-allowed");
    assertProblem(given().delete("/v1/athletes/a/screening"), 405, "method-not-allowed");
  }

  private static Arguments bad(String path, String body, String... pointersAndDetails) {
    Map<String, String> faults = new TreeMap<>();
    for (int i = 0; i < pointersAndDetails.length; i += 2) {
      faults.put(pointersAndDetails[i], pointersAndDetails[i + 1]);
    }
    return Arguments.of(path, body, faults);
  }

  private static String session(String exercises) {
    return "{" + START + ",\"exercises\":[" + exercises + "]}";
  }

  private static String set(String sets) {
    return session("{\"exercise\":\"deadlift\",\"sets\":[" + sets + "]}");
  }

  private static String manySets(int count) {
    String sets =
        IntStream.range(0, count)
            .mapToObj(number -> "{\"reps\":1}")
            .collect(Collectors.joining(","));
    return "{\"exercise\":\"deadlift\",\"sets\":[" + sets + "]}";
  }

  private static Response send(String athlete, String path, String contentType, byte[] body) {
    EncoderConfig asIs =
        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
    return given()
        .config(RestAssuredConfig.config().encoderConfig(asIs))
        .header("Content-Type", contentType)
        .body(body)
        .put("/v1/athletes/" + athlete + "/" + path);
  }

  private static void assertProblem(Response answer, int status, String type) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getString("type"))
        .isEqualTo("https://trunkline.io/problems/" + type);
    assertThat(answer.jsonPath().getInt("status")).isEqualTo(status);
    assertThat(answer.jsonPath().getString("title")).isNotBlank();
    assertThat(answer.asString())
        .doesNotContain("Exception")
        .doesNotContain("jackson")
        .doesNotContain("io.trunkline.");
  }

  private static void assertNothingStored(String athlete) {
    assertThat(given().get("/v1/athletes/{a}/digest", athlete).jsonPath().getInt("entries"))
        .isZero();
  }
}
