package io.trunkline.progress.recommendation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.RealParts;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class PolicyIT {

  @Test
  void every_constant_says_where_it_comes_from() {
    given()
        .get("/v1/policies/sources-1")
        .then()
        .statusCode(200)
        .body("version", equalTo("sources-1"))
        .body("digest", startsWith("sha256:"))
        .body("constants.find { it.name == 'rest.shortDays' }.value", equalTo(7))
        .body("constants.find { it.name == 'rest.shortDays' }.mark", equalTo("SOURCE"))
        .body("constants.find { it.name == 'rest.shortDays' }.cite", contains("BE:164"));
  }

  @Test
  void a_version_that_never_was_is_not_found() {
    given()
        .get("/v1/policies/sources-0")
        .then()
        .statusCode(404)
        .body("type", equalTo("https://trunkline.io/problems/not-found"));
  }
}
