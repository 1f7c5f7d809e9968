package io.trunkline.catalog.publishing;

import static io.restassured.RestAssured.given;
import static io.trunkline.catalog.Http.get;
import static io.trunkline.catalog.Http.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.catalog.RealParts;
import io.trunkline.catalog.Sample;
import io.trunkline.catalog.definition.Definition;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
@TestProfile(KafkaAwayIT.NoBroker.class)
class KafkaAwayIT {

  /** Nobody listens on port 1. */
  public static class NoBroker implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("kafka.bootstrap.servers", "localhost:1");
    }
  }

  @Test
  void without_kafka_the_service_starts_serves_and_keeps_what_is_to_be_published() {
    assertThat(get("/v1/exercises/deadlift").get("version").intValue()).isEqualTo(1);
    put("/v1/exercises/sample-lift", Sample.exercise("sample-lift"));
    put("/v1/exercises/unsent", Sample.exercise("unsent")).then().statusCode(201);
    given().get("/v1/exercises/unsent").then().statusCode(200);
    int published =
        QuarkusTransaction.requiringNew()
            .call(() -> Definition.<Definition>find("id", "unsent").firstResult().publishedVersion);
    assertThat(published).isZero();
  }
}
