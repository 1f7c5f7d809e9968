package io.trunkline.session.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.local.LocalIssuer;
import io.trunkline.local.OperationMatrix;
import io.trunkline.session.Caller;
import io.trunkline.session.RealParts;
import java.net.URI;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation, by everybody. */
@QuarkusTest
@WithTestResource(RealParts.class)
class MatrixIT {

  /** What the other tenant must not hear of, and must not change. */
  @BeforeEach
  void an_athlete_has_entries() {
    String session =
        """
        {"startedAt":"2026-05-04T18:00:00+02:00","exercises":[{"exercise":"back-extension","sets":[{"reps":10}]}]}
        """;
    given()
        .contentType("application/json")
        .body(session)
        .put("/v1/athletes/known-one/sessions/nothing-here")
        .then()
        .statusCode(anyOf(is(200), is(201)));
  }

  @BeforeEach
  void an_athlete_has_a_coach() {
    grant("now", OperationMatrix.COACH, "health", "");
    grant("less", OperationMatrix.TRAINING_COACH, "training", "");
    grant("then", OperationMatrix.ENDED_COACH, "health", ",\"until\":\"2026-02-01T00:00:00Z\"");
    put(
        "sensations/nothing-here",
        "{\"feltAt\":\"2026-05-06T18:00:00Z\",\"kind\":\"ache\",\"notes\":\""
            + OperationMatrix.WITHHELD
            + "\"}");
    put(
        "observations/nothing-here",
        "{\"seenAt\":\"2026-05-06T18:00:00Z\",\"author\":\"c\",\"note\":\""
            + OperationMatrix.WITHHELD
            + "\"}");
  }

  private static void grant(String id, String coach, String field, String until) {
    put(
        "coach-grants/" + id,
        "{\"coach\":\""
            + coach
            + "\",\"fields\":[\""
            + field
            + "\"],\"from\":\"2026-01-01T00:00:00Z\""
            + until
            + "}");
  }

  private static void put(String path, String body) {
    given()
        .contentType("application/json")
        .body(body)
        .put("/v1/athletes/" + OperationMatrix.COACHED + "/" + path)
        .then()
        .statusCode(anyOf(is(200), is(201)));
  }

  @AfterEach
  void nobody_changed_them() {
    given()
        .header("Authorization", Caller.authorization())
        .get("/v1/athletes/known-one/sessions/nothing-here")
        .then()
        .statusCode(200);
  }

  private static OperationMatrix matrix() {
    return new OperationMatrix(
        URI.create("http://localhost:" + RestAssured.port), LocalIssuer.signer(), "local");
  }

  @Test
  void the_document_names_operations() {
    assertThat(matrix().table()).hasSizeGreaterThan(25);
  }

  @TestFactory
  Stream<DynamicTest> only_who_may_gets_an_answer() {
    return Stream.concat(
        matrix().checks().entrySet().stream()
            .map(check -> DynamicTest.dynamicTest(check.getKey(), check.getValue()::run)),
        Stream.of(
            DynamicTest.dynamicTest(
                "no metric names the athlete", MatrixIT::no_metric_names_the_athlete)));
  }

  private static void no_metric_names_the_athlete() {
    int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
    String metrics = given().get("http://localhost:" + port + "/q/metrics").asString();
    assertThat(metrics).contains("http_server_requests_seconds_count").doesNotContain("known-one");
  }
}
