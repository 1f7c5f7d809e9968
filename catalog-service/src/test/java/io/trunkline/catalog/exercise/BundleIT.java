package io.trunkline.catalog.exercise;

import static io.restassured.RestAssured.given;
import static io.trunkline.catalog.Http.get;
import static io.trunkline.catalog.Http.json;
import static io.trunkline.catalog.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.trunkline.catalog.Caller;
import io.trunkline.catalog.RealParts;
import io.trunkline.catalog.Sample;
import io.trunkline.catalog.definition.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class BundleIT {

  private static final String NDJSON = "application/x-ndjson";

  @Test
  void an_array_is_stored_with_a_verdict_each_and_stored_again_changes_nothing() {
    String bundle = array(refers("bundle-a", "bundle-b"), refers("bundle-b", "bundle-a"));
    assertThat(verdicts(json(post("application/json", bundle), 200)))
        .isEqualTo("bundle-a created 1, bundle-b created 1");
    assertThat(verdicts(json(post("application/json", bundle), 200)))
        .isEqualTo("bundle-a unchanged 1, bundle-b unchanged 1");
    String revised =
        array(refers("bundle-a", "bundle-b"), refers("bundle-b", "bundle-a").put("name", "New"));
    assertThat(verdicts(json(post("application/json", revised), 200)))
        .isEqualTo("bundle-a unchanged 1, bundle-b revised 2");
    assertThat(get("/v1/exercises/bundle-b").get("name").textValue()).isEqualTo("New");
  }

  @Test
  void lines_are_stored_like_an_array() {
    String bundle =
        StrictJson.write(refers("line-a", "line-b"))
            + "\r\n\n"
            + StrictJson.write(refers("line-b", "line-a"))
            + "\n";
    assertThat(verdicts(json(post(NDJSON, bundle), 200)))
        .isEqualTo("line-a created 1, line-b created 1");
  }

  @Test
  void one_bad_definition_and_none_is_stored() {
    ObjectNode bad = refers("refused-b", "refused-a").put("family", "HEAVY");
    bad.remove("name");
    String bundle = array(refers("refused-a", "refused-b"), bad, refers("refused-a", "refused-a"));
    Response answer = post("application/json", bundle);
    assertThat(problem(answer, 422, "invalid-entry"))
        .containsExactlyInAnyOrder("/1/name", "/1/family", "/2/id");
    assertThat(verdicts(json(answer, 422)))
        .isEqualTo("refused-a not-stored null, refused-b refused null, refused-a refused null");
    given().get("/v1/exercises/refused-a").then().statusCode(404);
  }

  @Test
  void a_line_that_is_not_json_is_refused_by_its_number() {
    String bundle = StrictJson.write(refers("cut-a", "cut-a")) + "\n{\"id\":";
    assertThat(problem(post(NDJSON, bundle), 422, "invalid-entry")).containsExactly("/1");
    given().get("/v1/exercises/cut-a").then().statusCode(404);
  }

  @Test
  void a_bundle_that_is_no_bundle_is_malformed() {
    for (String body :
        new String[] {
          "", " ", "{}", "5", "[", "[{}", "[{},", "[{}}", "[]", "[{}] x", "[1 2]", "[nul]", "\u0000"
        }) {
      problem(post("application/json", body), 400, "malformed-json");
    }
    problem(post(NDJSON, "\n \r\n"), 400, "malformed-json");
    byte[] wide = "[\"a\"]".getBytes(StandardCharsets.UTF_16);
    problem(
        given().contentType("application/json").body(wide).post("/v1/exercises/bundles"),
        400,
        "malformed-json");
  }

  /** REST-assured always names a type. */
  @Test
  void a_bundle_of_no_named_type_is_refused() throws IOException, InterruptedException {
    URI bundles = URI.create("http://localhost:" + RestAssured.port + "/v1/exercises/bundles");
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(bundles)
                    .header("Authorization", Caller.authorization())
                    .POST(BodyPublishers.ofString("[]"))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("https://trunkline.io/problems/unsupported-media-type");
  }

  @Test
  void absurd_sizes_are_refused() {
    byte[] large = new byte[16 * 1024 * 1024 + 1];
    Arrays.fill(large, (byte) ' ');
    problem(
        given().contentType(NDJSON).body(large).post("/v1/exercises/bundles"), 413, "too-large");
    String long1 = "[\"" + "x".repeat(70_000) + "\"]";
    problem(post("application/json", long1), 413, "too-large");
    problem(post("application/json", "[".repeat(1_000_000)), 400, "malformed-json");
    String many = Stream.generate(() -> "{}").limit(501).collect(Collectors.joining(",", "[", "]"));
    problem(post("application/json", many), 422, "invalid-entry");
    String most = Stream.generate(() -> "{}").limit(500).collect(Collectors.joining(",", "[", "]"));
    assertThat(problem(post("application/json", most), 422, "invalid-entry")).hasSize(1000);
  }

  @Test
  void a_large_bundle_is_stored_within_its_transaction() {
    String bundle =
        IntStream.range(0, 300)
            .mapToObj(i -> refers("large-" + i, "large-" + (i + 1) % 300))
            .map(StrictJson::write)
            .collect(Collectors.joining("\n"));
    JsonNode answer = json(post(NDJSON, bundle), 200);
    assertThat(answer.get("verdicts")).hasSize(300);
    assertThat(get("/v1/exercises/large-299").get("version").intValue()).isEqualTo(1);
  }

  private static ObjectNode refers(String id, String other) {
    ObjectNode exercise = Sample.exercise(id);
    ((ObjectNode) exercise.at("/relations/0")).put("to", other);
    return exercise;
  }

  private static String array(ObjectNode... exercises) {
    return Arrays.stream(exercises)
        .map(StrictJson::write)
        .collect(Collectors.joining(",\n", "[", "]"));
  }

  private static Response post(String type, String body) {
    return given()
        .contentType(type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/v1/exercises/bundles");
  }

  private static String verdicts(JsonNode answer) {
    StringBuilder verdicts = new StringBuilder();
    for (JsonNode verdict : answer.get("verdicts")) {
      verdicts
          .append(verdicts.isEmpty() ? "" : ", ")
          .append(verdict.get("exercise").textValue())
          .append(' ')
          .append(verdict.get("status").textValue())
          .append(' ')
          .append(
              verdict.path("version").isNull() ? "null" : verdict.path("version").asText("null"));
    }
    return verdicts.toString();
  }
}
