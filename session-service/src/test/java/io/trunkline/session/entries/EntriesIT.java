package io.trunkline.session.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the resources add to the journal: kinds, warnings, pages, documents. */
@QuarkusTest
@WithTestResource(RealParts.class)
class EntriesIT {

  private final String athlete = Fresh.athlete();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sensations/p1  | sensation/p1        |"
            + " {\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\",\"region\":\"lower-back\",\"severity\":0}",
        "clearances/c1  | clearance/c1        |"
            + " {\"by\":\"physician\",\"grantedAt\":\"2026-05-04T18:00:00Z\",\"exercise\":null,\"until\":null}",
        "screening      | screening/screening |"
            + " {\"answeredAt\":\"2026-05-04T18:00:00Z\",\"backHistory\":[]}",
        "directives/d1  | directive/d1        |"
            + " {\"author\":\"c\",\"from\":\"2026-05-04T18:00:00Z\",\"limits\":{\"sets\":1},\"reason\":\"r\",\"type\":\"ceiling\"}",
        "coach-grants/g1| coach-grant/g1      |"
            + " {\"coach\":\"c\",\"fields\":[\"health\"],\"from\":\"2026-05-04T18:00:00Z\",\"until\":null}",
        "observations/o1| observation/o1      |"
            + " {\"author\":\"c\",\"exercise\":\"deadlift\",\"form\":\"good\",\"note\":null,\"seenAt\":\"2026-05-04T18:00:00Z\"}",
      })
  void every_kind_is_recorded_read_and_corrected_alike(String path, String entry, String body) {
    put(path, body).then().statusCode(201).header("ETag", "\"1\"").body("entry", equalTo(entry));
    put(path, body).then().statusCode(200).header("ETag", "\"1\"");
    String stored =
        given().get(at(path)).then().statusCode(200).header("ETag", "\"1\"").extract().asString();
    assertThat(JsonPath.from(stored).getMap("")).doesNotContainValue(null);
    put(path, body.replace("T18:00", "T19:00")).then().statusCode(200).header("ETag", "\"2\"");
  }

  @ParameterizedTest
  @CsvSource({
    "sensations/p1",
    "clearances/c1",
    "directives/d1",
    "coach-grants/g1",
    "observations/o1"
  })
  void every_kind_but_the_screening_can_be_deleted(String path) {
    given().delete(at(path)).then().statusCode(404);
  }

  @Test
  void one_id_may_serve_in_every_kind() {
    put("sessions/x", session("2026-05-04T18:00:00Z", "deadlift")).then().statusCode(201);
    put("sensations/x", "{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\"}")
        .then()
        .statusCode(201);
    given().delete(at("sessions/x")).then().statusCode(204);
    given().get(at("sensations/x")).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"author\":\"c\",\"note\":\"Sleeps badly\",\"seenAt\":\"2026-05-04T18:00:00Z\"}",
        "{\"author\":\"c\",\"exercise\":\"deadlift\",\"note\":\"n\",\"seenAt\":\"2026-05-04T18:00:00Z\"}",
        "{\"author\":\"c\",\"exercise\":\"deadlift\",\"form\":\"needs-work\",\"note\":\"n\",\"seenAt\":\"2026-05-04T18:00:00Z\"}",
      })
  void an_observation_is_a_form_check_a_note_or_both_and_can_be_withdrawn(String body) {
    put("observations/o1", body).then().statusCode(201);
    assertThat(given().get(at("observations/o1")).asString()).isEqualTo(body);
    given().delete(at("observations/o1")).then().statusCode(204).header("ETag", "\"2\"");
    given().get(at("observations/o1")).then().statusCode(404);
  }

  @Test
  void zero_reps_assistance_and_one_side_alone_are_facts() {
    String body =
        "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\"pull-up\",\"sets\":[{\"reps\":0},"
            + "{\"reps\":3,\"load\":{\"value\":-20.5,\"unit\":\"lb\"}},{\"repsLeft\":5},{\"holdSeconds\":0}]}]}";
    put("sessions/s", body).then().statusCode(201).body("warnings", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"reps\":1271}                                        | /exercises/0/sets/0/reps",
        "{\"repsLeft\":501,\"repsRight\":500}                   | /exercises/0/sets/0/repsLeft",
        "{\"holdSeconds\":1801}                                 | /exercises/0/sets/0/holdSeconds",
        "{\"reps\":1,\"load\":{\"value\":600.5,\"unit\":\"kg\"}}| /exercises/0/sets/0/load/value",
        "{\"reps\":1,\"load\":{\"value\":-1321,\"unit\":\"lb\"}}| /exercises/0/sets/0/load/value",
      })
  void what_is_hard_to_believe_is_recorded_with_a_warning_and_refused_when_strict(
      String set, String pointer) {
    String body =
        "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":["
            + set
            + "]}]}";
    refusedWhenStrict(body).body("errors.pointer", equalTo(List.of(pointer)));
    put("sessions/s", body)
        .then()
        .statusCode(201)
        .body("warnings.pointer", equalTo(List.of(pointer)))
        .body("warnings.type", equalTo(List.of("implausible")));
  }

  @ParameterizedTest
  @CsvSource({"500, 600", "499, 599"})
  void what_is_rare_but_done_brings_no_warning(int reps, int kilograms) {
    String body =
        "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"endedAt\":\"2026-05-05T06:00:00Z\",\"exercises\":[{\"exercise\":\"deadlift\","
            + "\"sets\":[{\"reps\":"
            + reps
            + ",\"load\":{\"value\":"
            + kilograms
            + ",\"unit\":\"kg\"}}]}]}";
    put("sessions/s", body).then().statusCode(201).body("warnings", hasSize(0));
  }

  @Test
  void a_session_of_22_hours_is_recorded_with_a_warning() {
    String body =
        "{\"startedAt\":\"2026-05-04T18:00:00+02:00\",\"endedAt\":\"2026-05-05T16:00:00+02:00\",\"exercises\":[]}";
    refusedWhenStrict(body).body("errors.pointer", equalTo(List.of("/endedAt")));
    put("sessions/s", body)
        .then()
        .statusCode(201)
        .body("warnings[0].pointer", equalTo("/endedAt"))
        .body("warnings[0].detail", equalTo("The session lasts more than 22 hours."));
  }

  @Test
  void sessions_are_listed_newest_first_on_pages() {
    put("sessions/early", session("2026-05-01T10:00:00Z", "deadlift"));
    put("sessions/late", session("2026-05-03T01:00:00+14:00", "good-morning"));
    put("sessions/same-1", session("2026-05-02T10:00:00Z", "deadlift"));
    put("sessions/same-2", session("2026-05-02T12:00:00+02:00", "good-morning"));
    put("sessions/gone", session("2026-05-09T10:00:00Z", "deadlift"));
    given().delete(at("sessions/gone"));
    put("sensations/p1", "{\"feltAt\":\"2026-05-02T18:00:00Z\",\"kind\":\"ache\"}");

    List<String> ids = new ArrayList<>();
    String cursor = null;
    do {
      Response page =
          cursor == null
              ? given().queryParam("limit", 1).get(at("sessions"))
              : given().queryParam("limit", 1).queryParam("cursor", cursor).get(at("sessions"));
      page.then().statusCode(200).body("items", hasSize(1)).header("Cache-Control", "no-store");
      ids.addAll(page.jsonPath().getList("items.id"));
      cursor = page.jsonPath().getString("next");
    } while (cursor != null);
    assertThat(ids).containsExactly("late", "same-2", "same-1", "early");

    given()
        .get(at("sessions"))
        .then()
        .body("next", nullValue())
        .body("items[0].revision", equalTo(1))
        .body("items[0].recordedAt", notNullValue())
        .body("items[0].body.exercises[0].exercise", equalTo("good-morning"));
  }

  @Test
  void days_are_the_athletes_own_and_an_exercise_narrows() {
    put("sessions/utc", session("2026-05-02T10:00:00Z", "deadlift"));
    // The same instant a day apart on the athlete's clock.
    put("sessions/east", session("2026-05-03T01:00:00+14:00", "deadlift"));
    put("sessions/west", session("2026-05-01T23:00:00-12:00", "good-morning"));
    assertThat(listed("from=2026-05-03")).containsExactly("east");
    assertThat(listed("to=2026-05-01")).containsExactly("west");
    assertThat(listed("from=2026-05-02&to=2026-05-02")).containsExactly("utc");
    assertThat(listed("exercise=deadlift")).containsExactlyInAnyOrder("utc", "east");
    assertThat(listed("exercise=nothing")).isEmpty();
  }

  @Test
  void the_open_api_document_names_every_call_its_problems_and_its_schemas() {
    JsonPath document =
        given()
            .accept("application/json")
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(document.getString("openapi")).startsWith("3.1");
    assertThat(document.getMap("paths").keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "/v1/athletes/{athlete}",
            "/v1/athletes/{athlete}/clearances/{id}",
            "/v1/athletes/{athlete}/coach-grants/{id}",
            "/v1/athletes/{athlete}/digest",
            "/v1/athletes/{athlete}/directives/{id}",
            "/v1/athletes/{athlete}/export",
            "/v1/athletes/{athlete}/imports",
            "/v1/athletes/{athlete}/observations/{id}",
            "/v1/athletes/{athlete}/screening",
            "/v1/athletes/{athlete}/sensations/{id}",
            "/v1/athletes/{athlete}/sessions",
            "/v1/athletes/{athlete}/sessions/{id}",
            "/v1/athletes/{athlete}/sessions/{id}/sets",
            "/v1/entries",
            "/v1/erasures/{receipt}",
            "/v1/exercise-names",
            "/v1/ops/adopt-journal",
            "/v1/ops/athletes/{athlete}/entries",
            "/v1/ops/audit",
            "/v1/ops/audit/verify",
            "/v1/ops/digests",
            "/v1/ops/erasures",
            "/v1/ops/erasures/reapply",
            "/v1/ops/erasures/{pseudonym}/confirmations",
            "/v1/ops/maintenance",
            "/v1/ops/raise-revisions",
            "/v1/ops/republish",
            "/v1/ops/restore-merge");
    String put = "paths.'/v1/athletes/{athlete}/sessions/{id}'.put.";
    assertThat(document.getMap(put + "responses").keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "200", "201", "400", "401", "403", "410", "412", "413", "415", "422", "429", "503");
    String schema =
        document.getString(put + "requestBody.content.'application/json'.schema.'$ref'");
    given().get(schema).then().statusCode(200).body("title", equalTo("an object"));
  }

  @Test
  void the_management_port_tells_health_and_metrics() {
    String management =
        "http://localhost:"
            + org.eclipse.microprofile.config.ConfigProvider.getConfig()
                .getValue("quarkus.management.port", Integer.class);
    given()
        .get(management + "/q/health/ready")
        .then()
        .statusCode(200)
        .body("status", equalTo("UP"));
    given().get(management + "/q/metrics").then().statusCode(200);
  }

  private List<String> listed(String query) {
    return given()
        .get(at("sessions") + "?" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.id");
  }

  private io.restassured.response.ValidatableResponse refusedWhenStrict(String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .put(at("sessions/s") + "?strict=true")
        .then()
        .statusCode(422);
  }

  private static String session(String startedAt, String exercise) {
    return "{\"startedAt\":\""
        + startedAt
        + "\",\"exercises\":[{\"exercise\":\""
        + exercise
        + "\",\"sets\":[{\"reps\":1}]}]}";
  }

  private String at(String path) {
    return "/v1/athletes/" + athlete + "/" + path;
  }

  private Response put(String path, String body) {
    return given().contentType("application/json").body(body).put(at(path));
  }
}
