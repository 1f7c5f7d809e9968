package io.trunkline.catalog.program;

import static io.restassured.RestAssured.given;
import static io.trunkline.catalog.Http.get;
import static io.trunkline.catalog.Http.json;
import static io.trunkline.catalog.Http.problem;
import static io.trunkline.catalog.Http.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.catalog.RealParts;
import io.trunkline.catalog.Sample;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class ProgramResourceIT {

  @Test
  void a_programme_is_created_revised_withdrawn_and_returns() {
    ObjectNode body = Sample.program("program-day", "deadlift");
    ((ObjectNode) body.at("/items/0/substitutes/0")).put("exercise", "trap-bar-deadlift");
    JsonNode first = json(put("/v1/programs/program-day", body), 201);
    assertThat(first.at("/articles/BE/title").textValue()).startsWith("How to Do Back");
    assertThat(json(put("/v1/programs/program-day", body), 200)).isEqualTo(first);
    json(put("/v1/programs/program-day", body.put("name", "Second")), 200);
    given().delete("/v1/programs/program-day").then().statusCode(204).header("ETag", "\"3\"");
    assertThat(get("/v1/programs/program-day").get("retired").booleanValue()).isTrue();
    assertThat(get("/v1/programs").get("items").findValuesAsText("id"))
        .contains("back-workout")
        .doesNotContain("program-day");
    assertThat(json(put("/v1/programs/program-day", body), 200).get("version").intValue())
        .isEqualTo(4);
    assertThat(get("/v1/programs/program-day/versions/1")).isEqualTo(first);
  }

  @Test
  void a_programme_of_unknown_exercises_is_refused_with_the_nearest_known() {
    ObjectNode body = Sample.program("program-bad", "deadlit");
    ((ObjectNode) body.at("/items/0/substitutes/0")).put("exercise", "deadlift");
    assertThat(problem(put("/v1/programs/program-bad", body), 422, "invalid-entry"))
        .containsExactly("/items/0/exercise");
    assertThat(json(put("/v1/programs/program-bad", body), 422).at("/errors/0/detail").textValue())
        .endsWith("the nearest known name is deadlift");
  }

  @Test
  void the_shipped_programme_lists_the_five_exercises_of_the_article_in_order() {
    assertThat(get("/v1/programs/back-workout").get("items"))
        .extracting(item -> item.get("exercise").textValue())
        .containsExactly(
            "deadlift", "pull-up", "dumbbell-row", "back-extension", "reverse-dumbbell-fly");
  }
}
