package io.trunkline.catalog;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.trunkline.catalog.definition.StrictJson;
import java.util.ArrayList;
import java.util.List;

/** The service's API as a caller uses it. */
public final class Http {

  private Http() {}

  public static Response put(String path, JsonNode body) {
    return put(given(), path, body);
  }

  public static Response put(RequestSpecification request, String path, JsonNode body) {
    return request.contentType("application/json").body(StrictJson.write(body)).put(path);
  }

  /** The body of an answer with this status. */
  public static JsonNode json(Response answer, int status) {
    return StrictJson.parse(answer.then().statusCode(status).extract().asByteArray());
  }

  public static JsonNode get(String path) {
    return json(given().get(path), 200);
  }

  /** Asserts a problem of this status and slug and returns its pointers. */
  public static List<String> problem(Response answer, int status, String slug) {
    ValidatableResponse checked = answer.then().statusCode(status);
    checked.contentType("application/problem+json");
    JsonNode problem = json(answer, status);
    if (!problem.path("type").asText().equals("https://trunkline.io/problems/" + slug)
        || problem.path("status").asInt() != status
        || problem.path("title").asText().isEmpty()
        || problem.path("detail").asText().isEmpty()) {
      throw new AssertionError("Not the problem expected: " + problem);
    }
    List<String> pointers = new ArrayList<>();
    problem.path("errors").forEach(fault -> pointers.add(fault.path("pointer").asText()));
    return pointers;
  }
}
