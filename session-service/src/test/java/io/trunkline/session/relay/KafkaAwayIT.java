package io.trunkline.session.relay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.local.LocalKafka;
import io.trunkline.session.Fresh;
import io.trunkline.session.NoKafkaYet;
import io.trunkline.session.TrainingLog;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The service starts and writes without Kafka, and catches up by itself each time it comes. */
@QuarkusTest
@WithTestResource(NoKafkaYet.class)
class KafkaAwayIT {

  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  private final String athlete = Fresh.athlete();
  private final String another = Fresh.athlete();
  private final int port =
      Integer.parseInt(
          ConfigProvider.getConfig()
              .getValue("kafka.bootstrap.servers", String.class)
              .split(":", -1)[1]);
  private final Path directory = Path.of("target", "kafka-away-" + athlete);

  @Test
  void kafka_away_never_blocks_or_fails_a_write_and_nothing_is_lost() {
    // Not timed: a service that has just started writes its first entry slowly.
    given()
        .contentType("application/json")
        .body("{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[]}")
        .put("/v1/athletes/" + another + "/sessions/s1")
        .then()
        .statusCode(201);
    write("before", 1, 201);
    write("before", 2, 200);
    operatorsAreToldToComeAgain();
    try (LocalKafka kafka = LocalKafka.start(directory, port)) {
      assertThat(kafka.bootstrapServers()).endsWith(":" + port);
      published("session/before@2");
      write("between", 1, 201);
      published("session/before@2", "session/between@1");
    }
    String receipt = eraseAnother();
    write("down", 1, 201);
    // The relay holds a claim on this entry now, or backs off; either way nobody waits for it.
    for (int reps = 2; reps <= 20; reps++) {
      write("down", reps, 200);
    }
    write("between", 2, 200);
    given().delete(path("before")).then().statusCode(204);
    try (LocalKafka kafka = LocalKafka.start(directory, port)) {
      assertThat(kafka.bootstrapServers()).endsWith(":" + port);
      try (TrainingLog log = TrainingLog.open()) {
        await()
            .atMost(CATCH_UP)
            .untilAsserted(
                () ->
                    assertThat(log.entriesOf(athlete))
                        .contains("session/before@3", "session/between@2", "session/down@20"));
        await().atMost(CATCH_UP).until(() -> log.entriesOf(another).contains("session/s1@2"));
      }
      await().atMost(CATCH_UP).until(() -> status(receipt).equals("log"));
    }
  }

  private static void operatorsAreToldToComeAgain() {
    for (String reading : List.of("erasures/reapply", "restore-merge")) {
      given()
          .contentType("application/json")
          .body("{}")
          .post("/v1/ops/" + reading)
          .then()
          .statusCode(503)
          .header("Retry-After", "1");
    }
  }

  /** The journal forgets at once; the log has to wait. */
  private String eraseAnother() {
    String receipt =
        given().delete("/v1/athletes/" + another).then().statusCode(202).extract().path("receipt");
    given().get("/v1/athletes/" + another + "/sessions/s1").then().statusCode(404);
    await().atMost(CATCH_UP).until(() -> status(receipt).equals("journal"));
    return receipt;
  }

  private static String status(String receipt) {
    return given().get("/v1/erasures/" + receipt).then().extract().path("status");
  }

  private void write(String id, int reps, int status) {
    Instant start = Instant.now();
    given()
        .contentType("application/json")
        .body(
            "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":"
                + reps
                + "}]}]}")
        .put(path(id))
        .then()
        .statusCode(status);
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
  }

  private void published(String... entries) {
    try (TrainingLog log = TrainingLog.open()) {
      await()
          .atMost(CATCH_UP)
          .untilAsserted(() -> assertThat(log.entriesOf(athlete)).isEqualTo(List.of(entries)));
    }
  }

  private String path(String id) {
    return "/v1/athletes/" + athlete + "/sessions/" + id;
  }
}
