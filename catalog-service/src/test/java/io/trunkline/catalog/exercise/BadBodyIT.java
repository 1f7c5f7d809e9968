package io.trunkline.catalog.exercise;

import static io.restassured.RestAssured.given;
import static io.trunkline.catalog.Http.problem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.catalog.Http;
import io.trunkline.catalog.RealParts;
import io.trunkline.catalog.Sample;
import io.trunkline.catalog.definition.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a client sends as a body: 4xx, a problem, and nothing stored. */
@QuarkusTest
@WithTestResource(RealParts.class)
class BadBodyIT {

  private static final String PATH = "/v1/exercises/bad-body";

  /** Every sample refers to it. */
  @BeforeEach
  void sample_lift_is_there() {
    Http.put("/v1/exercises/sample-lift", Sample.exercise("sample-lift"));
  }

  @Test
  void what_is_not_json_is_malformed() {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("missing", new byte[0]);
    bodies.put("blank", utf8("  \n "));
    bodies.put("cut", utf8("{\"id\":\"bad-body\""));
    bodies.put("trailing", utf8("{} {}"));
    bodies.put("twice the same key", utf8("{\"id\":\"a\",\"id\":\"b\"}"));
    bodies.put("comment", utf8("{/* x */}"));
    bodies.put("NaN", utf8("{\"id\":NaN}"));
    bodies.put("deep", utf8("[".repeat(100_000 / 2)));
    bodies.put("long number", utf8("{\"id\":" + "9".repeat(1000) + "}"));
    bodies.put("long text", utf8("{\"id\":\"" + "x".repeat(5000) + "\"}"));
    bodies.put("broken UTF-8", new byte[] {'"', (byte) 0xC3, '"'});
    bodies.put("UTF-16", "{}".getBytes(StandardCharsets.UTF_16));
    bodies.put("NUL bytes", new byte[100]);
    bodies.forEach(
        (name, body) ->
            assertThat(problem(send(PATH, body), 400, "malformed-json")).as(name).isEmpty());
    given().contentType("application/json").put(PATH).then().statusCode(400);
    given().get(PATH).then().statusCode(404);
  }

  @Test
  void wrong_types_everywhere_are_all_named_at_once() {
    ObjectNode body = Sample.exercise("bad-body");
    body.properties().forEach(field -> field.setValue(StrictJson.parse(utf8("17"))));
    assertThat(problem(send(PATH, utf8(StrictJson.write(body))), 422, "invalid-entry"))
        .hasSize(body.size())
        .contains("/id", "/dose", "/variations", "/gaps");
    for (String json : new String[] {"[]", "\"x\"", "null", "5", "{}", "[[[]]]"}) {
      assertThat(problem(send(PATH, utf8(json)), 422, "invalid-entry")).isNotEmpty();
    }
    given().get(PATH).then().statusCode(404);
  }

  @Test
  void hostile_values_are_named() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("/summary/text", "\"a\\u0000b\"");
    values.put("/name", "\"\\ud800\"");
    values.put("/dose/sets/min", "1e999999999");
    values.put("/dose/sets/max", "-1e-999999999");
    values.put("/load/start/value", "123456789012345678901234567890");
    values.forEach(
        (pointer, value) -> {
          ObjectNode body = Sample.exercise("bad-body");
          int slash = pointer.lastIndexOf('/');
          ((ObjectNode) body.at(pointer.substring(0, slash)))
              .put(pointer.substring(slash + 1), "PLACE");
          String json = StrictJson.write(body).replace("\"PLACE\"", value);
          assertThat(problem(send(PATH, utf8(json)), 422, "invalid-entry"))
              .containsExactly(pointer);
        });
  }

  @Test
  void the_path_and_the_body_must_name_the_same_exercise() {
    assertThat(problem(Http.put(PATH, Sample.exercise("other")), 422, "invalid-entry"))
        .containsExactly("/id");
    for (String id : new String[] {"UPPER", "a.b", "-", "x".repeat(65), "a~b"}) {
      Response answer =
          given()
              .urlEncodingEnabled(false)
              .contentType("application/json")
              .body(StrictJson.write(Sample.exercise("other")))
              .put("/v1/exercises/" + id);
      assertThat(problem(answer, 422, "invalid-entry")).contains("/id");
    }
  }

  @Test
  void a_body_over_64_kib_is_too_large() {
    byte[] large = new byte[64 * 1024 + 1];
    Arrays.fill(large, (byte) ' ');
    problem(send(PATH, large), 413, "too-large");
    problem(send("/v1/programs/bad-body", large), 413, "too-large");
  }

  @Test
  void another_media_type_or_method_is_refused() {
    problem(given().contentType("text/plain").body("x").put(PATH), 415, "unsupported-media-type");
    problem(
        given().contentType("application/xml").body("<a/>").put(PATH),
        415,
        "unsupported-media-type");
    problem(
        given().contentType("application/json").body("{}").post(PATH), 405, "method-not-allowed");
    problem(
        given().contentType("application/json").body("{}").patch("/v1/programs/x"),
        405,
        "method-not-allowed");
  }

  private static Response send(String path, byte[] body) {
    return given().contentType("application/json").body(body).put(path);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
