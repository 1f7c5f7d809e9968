package io.trunkline.session.entries;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.trunkline.local.LocalIssuer;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class CoachIT {

  /** Without a charset nobody asked for. */
  private static final RestAssuredConfig AS_IS =
      RestAssuredConfig.config()
          .encoderConfig(
              EncoderConfig.encoderConfig()
                  .appendDefaultContentCharsetToContentTypeIfUndefined(false));

  private static final String DIRECTIVE =
      "{\"author\":\"c\",\"from\":\"2026-05-04T18:00:00Z\",\"limits\":{\"sets\":1},\"reason\":\"r\",\"type\":\"ceiling\"}";

  private final String athlete = Fresh.athlete();

  @BeforeEach
  void the_athlete_trains_and_aches() {
    put("sessions/s1", "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[]}")
        .then()
        .statusCode(201);
    put("sensations/p1", "{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\"}")
        .then()
        .statusCode(201);
  }

  @Test
  void a_grant_opens_and_its_deletion_closes_at_once() {
    coach().get(at("sessions/s1")).then().statusCode(404);
    directs().then().statusCode(404);

    grant("\"health\"", "");
    coach().get(at("sessions/s1")).then().statusCode(200);
    coach().get(at("sensations/p1")).then().statusCode(200);
    coach().get(at("export")).then().statusCode(200);
    directs().then().statusCode(201);

    given().delete(at("coach-grants/g1")).then().statusCode(204);
    coach().get(at("sessions/s1")).then().statusCode(404);
    directs().then().statusCode(404);
    given().get(at("directives/d1")).then().statusCode(200).header("ETag", "\"1\"");
  }

  @Test
  void without_leave_to_see_health_there_is_none() {
    grant("\"training\"", "");

    coach().get(at("sessions/s1")).then().statusCode(200);
    for (String hidden :
        List.of("sensations/p1", "clearances/c1", "screening", "export", "digest")) {
      coach().get(at(hidden)).then().statusCode(404).body("type", equalTo(type("not-found")));
    }
    coach()
        .contentType("application/json")
        .body("{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\"}")
        .put(at("sensations/p2"))
        .then()
        .statusCode(404);
  }

  @Test
  void without_leave_to_see_health_a_coach_writes_observations_and_reads_none() {
    grant("\"training\"", "");
    String seen =
        "{\"author\":\"c\",\"exercise\":\"deadlift\",\"form\":\"good\",\"seenAt\":\"2026-05-04T18:00:00Z\"}";

    coach()
        .contentType("application/json")
        .body(seen)
        .put(at("observations/o1"))
        .then()
        .statusCode(201);
    coach()
        .get(at("observations/o1"))
        .then()
        .statusCode(404)
        .body("type", equalTo(type("not-found")));
    coach().head(at("observations/o1")).then().statusCode(404);
    coach().delete(at("observations/o1")).then().statusCode(204);
    attends("observations/o2", seen).then().statusCode(403);

    given().delete(at("coach-grants/g1")).then().statusCode(204);
    coach()
        .contentType("application/json")
        .body(seen)
        .put(at("observations/o3"))
        .then()
        .statusCode(404);
  }

  @Test
  void with_leave_to_see_health_a_coach_reads_observations() {
    grant("\"health\"", "");
    put("observations/o1", "{\"author\":\"c\",\"note\":\"n\",\"seenAt\":\"2026-05-04T18:00:00Z\"}")
        .then()
        .statusCode(201);
    coach().get(at("observations/o1")).then().statusCode(200).body("note", equalTo("n"));
  }

  @Test
  void in_a_stream_an_observation_needs_the_scope_of_directives() {
    String line =
        "{\"kind\":\"observation\",\"athlete\":\""
            + athlete
            + "\",\"id\":\"o9\",\"author\":\"c\",\"note\":\"n\",\"seenAt\":\"2026-05-04T18:00:00Z\"}";
    streams(line, "journal:write").body(containsString("missing-scope"));
    given().get(at("observations/o9")).then().statusCode(404);
    streams(line, "journal:write", "directives:write").body(containsString("created"));
    given().get(at("observations/o9")).then().statusCode(200);
  }

  @Test
  void a_coach_writes_go_aheads_and_answers_down_but_neither_sessions_nor_sensations() {
    grant("\"health\"", "");
    String clearance =
        "{\"grantedAt\":\"2026-05-04T18:00:00Z\",\"by\":\"physician\",\"author\":\"coach-1\"}";
    String screening =
        "{\"answeredAt\":\"2026-05-04T18:00:00Z\",\"backHistory\":[],\"author\":\"coach-1\",\"note\":\"n\"}";

    attends("clearances/c1", clearance).then().statusCode(201);
    attends("screening", screening).then().statusCode(201);
    attends("sessions/s1", "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[]}")
        .then()
        .statusCode(403);
    attends("sensations/p1", "{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\"}")
        .then()
        .statusCode(403);
    attends("directives/d1", DIRECTIVE).then().statusCode(403);
  }

  private Response attends(String path, String body) {
    String token =
        LocalIssuer.signer()
            .token("coach-1", "local", List.of("coach", "health:write"), Duration.ofMinutes(5));
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(body)
        .put(at(path));
  }

  @Test
  void a_grant_that_has_ended_or_not_begun_or_is_another_coachs_opens_nothing() {
    grant("\"training\"", ",\"until\":\"2026-05-05T00:00:00Z\"");
    coach().get(at("sessions/s1")).then().statusCode(404);

    put("coach-grants/g1", "{\"coach\":\"coach-1\",\"from\":\"2999-01-01T00:00:00Z\"}")
        .then()
        .statusCode(200);
    coach().get(at("sessions/s1")).then().statusCode(404);

    put("coach-grants/g1", "{\"coach\":\"coach-2\",\"from\":\"2026-01-01T00:00:00Z\"}")
        .then()
        .statusCode(200);
    coach().get(at("sessions/s1")).then().statusCode(404);
  }

  @Test
  void a_coach_neither_grants_nor_erases_nor_streams() {
    grant("\"health\"", "");
    coach()
        .contentType("application/json")
        .body("{\"coach\":\"coach-1\",\"from\":\"2026-01-01T00:00:00Z\"}")
        .put(at("coach-grants/g2"))
        .then()
        .statusCode(404);
    coach().get(at("coach-grants/g1")).then().statusCode(404);
    coach().delete("/v1/athletes/" + athlete).then().statusCode(404);
    coach()
        .config(AS_IS)
        .contentType("application/x-ndjson")
        .body(
            ("{\"kind\":\"session\",\"athlete\":\""
                    + athlete
                    + "\",\"id\":\"s1\",\"deleted\":true}")
                .getBytes(StandardCharsets.UTF_8))
        .post("/v1/entries")
        .then()
        .statusCode(403);
    given().get(at("sessions/s1")).then().statusCode(200);
  }

  @Test
  void an_end_before_its_beginning_is_refused() {
    put(
            "coach-grants/g1",
            "{\"coach\":\"c\",\"from\":\"2026-05-04T18:00:00Z\",\"until\":\"2026-05-04T18:00:00Z\"}")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("/until"));
  }

  @Test
  void in_a_stream_a_grant_needs_its_own_scope() {
    String line =
        "{\"kind\":\"coach-grant\",\"athlete\":\""
            + athlete
            + "\",\"id\":\"g9\",\"coach\":\"c\",\"from\":\"2026-01-01T00:00:00Z\"}";
    streams(line, "journal:write").body(containsString("missing-scope"));
    given().get(at("coach-grants/g9")).then().statusCode(404);
  }

  private static ValidatableResponse streams(String line, String... scopes) {
    String token =
        LocalIssuer.signer().token("app", "local", List.of(scopes), Duration.ofMinutes(5));
    return given()
        .header("Authorization", "Bearer " + token)
        .config(AS_IS)
        .contentType("application/x-ndjson")
        .body(line.getBytes(StandardCharsets.UTF_8))
        .post("/v1/entries")
        .then()
        .statusCode(200);
  }

  private void grant(String field, String until) {
    put(
            "coach-grants/g1",
            "{\"coach\":\"coach-1\",\"fields\":["
                + field
                + "],\"from\":\"2026-01-01T00:00:00Z\""
                + until
                + "}")
        .then()
        .statusCode(201);
  }

  private Response directs() {
    return coach().contentType("application/json").body(DIRECTIVE).put(at("directives/d1"));
  }

  private static RequestSpecification coach() {
    String token =
        LocalIssuer.signer()
            .token(
                "coach-1",
                "local",
                List.of(
                    "coach",
                    "journal:read",
                    "journal:write",
                    "directives:write",
                    "grants:write",
                    "athletes:erase"),
                Duration.ofMinutes(5));
    return given().header("Authorization", "Bearer " + token);
  }

  private Response put(String path, String body) {
    return given().contentType("application/json").body(body).put(at(path));
  }

  private String at(String path) {
    return "/v1/athletes/" + athlete + "/" + path;
  }

  private static String type(String slug) {
    return "https://trunkline.io/problems/" + slug;
  }
}
