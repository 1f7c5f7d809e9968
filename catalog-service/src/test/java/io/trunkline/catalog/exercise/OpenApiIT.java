package io.trunkline.catalog.exercise;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.catalog.Http;
import io.trunkline.catalog.RealParts;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class OpenApiIT {

  @Test
  void every_operation_is_described_at_the_api_port() {
    JsonNode api = Http.json(given().queryParam("format", "json").get("/q/openapi"), 200);
    assertThat(api.get("openapi").textValue()).startsWith("3.1");
    List<String> operations = new ArrayList<>();
    api.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          assertThat(operation.getValue().path("summary").asText()).isNotEmpty();
                          operations.add(operation.getKey() + " " + path.getKey());
                        }));
    assertThat(operations)
        .containsExactlyInAnyOrder(
            "get /v1/exercises",
            "get /v1/exercises/{id}",
            "put /v1/exercises/{id}",
            "delete /v1/exercises/{id}",
            "get /v1/exercises/{id}/versions/{version}",
            "post /v1/exercises/bundles",
            "get /v1/programs",
            "get /v1/programs/{id}",
            "put /v1/programs/{id}",
            "delete /v1/programs/{id}",
            "get /v1/programs/{id}/versions/{version}");
  }
}
