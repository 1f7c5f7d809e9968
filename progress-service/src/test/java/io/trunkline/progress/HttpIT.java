package io.trunkline.progress;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class HttpIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject ObjectMapper json;

  @Test
  void the_digest_is_of_the_live_entries_in_the_order_of_their_bytes()
      throws GeneralSecurityException {
    String body = WireRecord.sessionBody("2026-05-04T18:00:00+02:00", 10);
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(
          WireRecord.session("summed", "b", 2, 10),
          WireRecord.session("summed", "B", 1, 10),
          WireRecord.session("summed", "b-1", 1, 10),
          WireRecord.session("summed", "gone", 1, 10),
          WireRecord.deleted("summed", "session", "gone", 2),
          WireRecord.session("summed", "last", 1, 10));
    }
    String line = ":" + sha256(body) + "\n";
    // "-" stands before "@" in ASCII, whatever a locale thinks of either.
    String expected =
        sha256(
            "session/B@1"
                + line
                + "session/b-1@1"
                + line
                + "session/b@2"
                + line
                + "session/last@1"
                + line);

    await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/summed/digest")
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .header("Trunkline-Complete", "true")
                    .body("entries", equalTo(4))
                    .body("digest", equalTo(expected)));
  }

  @Test
  void the_digest_of_nothing_is_the_digest_of_no_bytes() throws GeneralSecurityException {
    given()
        .get("/v1/athletes/never-seen/digest")
        .then()
        .statusCode(200)
        .body("entries", equalTo(0))
        .body("digest", equalTo(sha256("")));
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET,/v1/nothing,404",
    "GET,/v1/athletes/a/exercises,404",
    "GET,/nothing,404",
    "POST,/v1/athletes/a/next-workout,405",
    "DELETE,/v1/athletes/a/digest,405"
  })
  void what_is_not_offered_is_a_problem_too(String method, String path, int status) {
    given()
        .request(method, path)
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status))
        .body("type", startsWith("https://trunkline.io/problems/"))
        .body("detail", not(containsString("resource method")));
  }

  /** A call that is not about athletes has nothing of theirs to wait for. */
  private static boolean isAboutAthletes(String path) {
    return !path.startsWith("/v1/policies/") && !path.startsWith("/v1/ops/");
  }

  /** Generated from the document, so that a read added later is asked too. */
  @TestFactory
  Stream<DynamicTest> every_read_about_athletes_waits_for_what_the_caller_wrote()
      throws IOException {
    List<String> paths = new ArrayList<>();
    document().get("paths").fieldNames().forEachRemaining(paths::add);
    return paths.stream().filter(HttpIT::isAboutAthletes).map(this::waitsForAfter);
  }

  private DynamicTest waitsForAfter(String path) {
    return DynamicTest.dynamicTest(
        path,
        () -> {
          JsonNode item = document().get("paths").get(path);
          String method = item.has("get") ? "get" : "post";
          assertThat(item.get(method).path("parameters"))
              .anySatisfy(one -> assertThat(one.path("name").textValue()).isEqualTo("after"));
          String address =
              path.replace("{athlete}", "unheard-of").replaceAll("\\{[a-z]+}", "back-extension");
          boolean one = path.contains("{athlete}");
          String never = one ? "session/never@1" : "unheard-of/session/never@1";
          ask(method, address + "?after=" + never)
              .then()
              .statusCode(503)
              .body("type", equalTo("https://trunkline.io/problems/projection-behind"));
          ask(method, address + "?after=" + (one ? "unheard-of/" : "") + "session/never@1")
              .then()
              .statusCode(400)
              .body("parameter", equalTo("after"));
          // A stream is no answer that could be complete.
          if (one && !path.endsWith("/stream")) {
            ask(method, address).then().statusCode(200).header("Trunkline-Complete", "true");
          }
        });
  }

  private static Response ask(String method, String address) {
    RequestSpecification request = given().urlEncodingEnabled(false);
    return method.equals("get")
        ? request.get(address)
        : request.contentType("application/json").body("{}").post(address);
  }

  /** Generated from the document, so that a body added later is spoilt too. */
  @TestFactory
  Stream<DynamicTest> every_body_that_cannot_be_used_is_a_problem() throws IOException {
    return document().get("paths").properties().stream()
        .filter(path -> path.getValue().path("post").has("requestBody"))
        .map(path -> path.getKey().replace("{id}", "1"))
        .flatMap(
            address ->
                Stream.of(
                    refused(address, "application/json", "", 400),
                    refused(address, "application/json", "[]", 400),
                    refused(address, "application/json", "null", 400),
                    refused(address, "application/json", "{", 400),
                    refused(address, "application/json", "{} {}", 400),
                    refused(address, "application/json", "{\"a\":1,\"a\":2}", 400),
                    refused(address, "application/json", "{\"\u0000\u00ff", 400),
                    refused(address, "application/json", "{\"no/such\":1}", 422),
                    refused(address, "text/plain", "{}", 415)));
  }

  private static DynamicTest refused(String address, String type, String body, int status) {
    return DynamicTest.dynamicTest(
        address + " " + type + " " + body,
        () ->
            given()
                .contentType(type)
                .body(body.getBytes(StandardCharsets.ISO_8859_1))
                .post(address)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", startsWith("https://trunkline.io/problems/")));
  }

  private JsonNode document() throws IOException {
    return json.readTree(
        given().accept("application/json").get("/q/openapi?format=json").asString());
  }

  @Test
  void the_document_describes_every_call() throws IOException {
    JsonNode document = document();

    assertThat(document.get("openapi").textValue()).startsWith("3.1");
    assertThat(document.get("paths").properties())
        .extracting(path -> path.getKey())
        .containsExactlyInAnyOrder(
            "/v1/athletes/{athlete}/decisions",
            "/v1/athletes/{athlete}/digest",
            "/v1/athletes/{athlete}/exercises/{exercise}/progress",
            "/v1/athletes/{athlete}/exercises/{exercise}/recommendation",
            "/v1/athletes/{athlete}/next-workout",
            "/v1/athletes/{athlete}/progress",
            "/v1/athletes/{athlete}/stream",
            "/v1/ops/audit",
            "/v1/ops/audit/verify",
            "/v1/ops/quarantine",
            "/v1/ops/quarantine/{id}/dismiss",
            "/v1/ops/quarantine/{id}/redrive",
            "/v1/ops/rebuild",
            "/v1/ops/reconcile",
            "/v1/ops/verify",
            "/v1/policies/{version}",
            "/v1/policy/backtest",
            "/v1/roster");
    document
        .get("paths")
        .forEach(
            path -> {
              JsonNode call = path.has("get") ? path.get("get") : path.get("post");
              assertThat(call.path("summary").asText()).isNotBlank();
              assertThat(call.path("description").asText()).isNotBlank();
              call.path("parameters")
                  .forEach(one -> assertThat(one.path("description").asText()).isNotBlank());
              String good = call.get("responses").has("200") ? "200" : "202";
              assertThat(call.at("/responses/" + good + "/content"))
                  .isNotEmpty()
                  .allSatisfy(content -> assertThat(content.has("schema")).isTrue());
            });
  }
}
