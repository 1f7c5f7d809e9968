package io.trunkline.progress.identity;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.local.LocalIssuer;
import io.trunkline.local.OperationMatrix;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every operation, by everybody. */
@QuarkusTest
@WithTestResource(RealParts.class)
class MatrixIT {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  @BeforeEach
  void athletes_have_entries_and_coaches() throws IOException {
    publisher = new Publisher(kafka);
    try (InputStream file = MatrixIT.class.getResourceAsStream("/wire/back-extension.json")) {
      publisher.send(
          WireRecord.exercise(
              "back-extension", 1, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    }
    anAthleteHasEntries();
    anAthleteHasCoaches();
  }

  /** What the other tenant must not hear of. */
  private void anAthleteHasEntries() {
    publisher.send(WireRecord.session("known-one", "s1", 1, 10));
    given()
        .get("/v1/athletes/known-one/digest?after=session/s1@1")
        .then()
        .statusCode(200)
        .body("entries", equalTo(1));
  }

  private void anAthleteHasCoaches() {
    publisher.send(
        grant("now", OperationMatrix.COACH, "health", ""),
        grant("less", OperationMatrix.TRAINING_COACH, "training", ""),
        grant("then", OperationMatrix.ENDED_COACH, "health", ",\"until\":\"2026-02-01T00:00:00Z\""),
        WireRecord.session(OperationMatrix.COACHED, "s1", 1, 10),
        WireRecord.entry(
            OperationMatrix.COACHED,
            "sensation",
            OperationMatrix.WITHHELD,
            1,
            """
              {"feltAt":"2026-05-06T18:00:00+02:00","kind":"ache","region":"lower-back","severity":6}"""),
        WireRecord.entry(
            OperationMatrix.COACHED,
            "observation",
            "o1",
            1,
            "{\"seenAt\":\"2026-05-06T18:00:00+02:00\",\"author\":\"c\",\"note\":\""
                + OperationMatrix.WITHHELD
                + "\"}"));
    isHeardOf();
    String token =
        LocalIssuer.signer()
            .token(
                OperationMatrix.COACH,
                "local",
                List.of("coach", "progress:read"),
                Duration.ofMinutes(5));
    await()
        .untilAsserted(
            () ->
                given()
                    .header("Authorization", "Bearer " + token)
                    .get("/v1/athletes/" + OperationMatrix.COACHED + "/digest")
                    .then()
                    .statusCode(200)
                    .body("entries", equalTo(6)));
  }

  /** The whole table takes longer than the journal may be silent about who has a coach. */
  private void isHeardOf() {
    for (String athlete : List.of(OperationMatrix.COACHED, "other-one")) {
      publisher.send(
          WireRecord.watermark(
              new Athlete("local", athlete).partition(), Instant.now().toString()));
    }
  }

  private static WireRecord grant(String id, String coach, String field, String until) {
    return WireRecord.entry(
        OperationMatrix.COACHED,
        "coach-grant",
        id,
        1,
        "{\"coach\":\""
            + coach
            + "\",\"fields\":[\""
            + field
            + "\"],\"from\":\"2026-01-01T00:00:00Z\""
            + until
            + "}");
  }

  private static OperationMatrix matrix() {
    return new OperationMatrix(
        URI.create("http://localhost:" + RestAssured.port), LocalIssuer.signer(), "local");
  }

  @Test
  void the_document_names_operations() {
    assertThat(matrix().table()).hasSizeGreaterThan(8);
  }

  @TestFactory
  Stream<DynamicTest> only_who_may_gets_an_answer() {
    return Stream.concat(
        matrix().checks().entrySet().stream()
            .map(
                check ->
                    DynamicTest.dynamicTest(
                        check.getKey(),
                        () -> {
                          isHeardOf();
                          check.getValue().run();
                        })),
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
