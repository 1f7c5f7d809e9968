package io.trunkline.session.exercises;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.session.Fresh;
import io.trunkline.session.OwnParts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * Parts of its own: what the catalogue says would put warnings into the answers other tests look
 * at.
 */
@QuarkusTest
@WithTestResource(OwnParts.class)
class KnownExercisesIT {

  private final String servers =
      ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);

  @Test
  void the_catalogue_may_appear_late_and_hold_bad_records_and_only_ever_warns() throws Exception {
    record("back-extensoin", false).statusCode(201).body("warnings", hasSize(0));
    record("back-extensoin", true).statusCode(201);

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      admin.createTopics(List.of(new NewTopic("catalog.exercises", 3, (short) 1))).all().get();
    }
    try (KafkaProducer<byte[], byte[]> catalogue =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      publish(catalogue, null, "1", "{}");
      publish(catalogue, "not an id", "1", "{}");
      publish(catalogue, "no-version", null, "{}");
      publish(catalogue, "bad-version", "99999999999999999999", "{}");
      publish(catalogue, "no-value", "1", null);
      publish(catalogue, "back-extension", "2", "no json at all");
      publish(catalogue, "back-extension", "1", "{}");
      publish(catalogue, "floor-back-extension", "1", "{\"retired\":true}");
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                record("back-extensoin", false)
                    .statusCode(201)
                    .body("warnings.type", equalTo(List.of("unknown-exercise")))
                    .body("warnings.pointer", equalTo(List.of("/exercises/0/exercise")))
                    .body(
                        "warnings[0].detail",
                        equalTo(
                            "The catalogue does not know back-extensoin; it is kept as sent. Did you mean back-extension?")));
    record("back-extensoin", true)
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/exercises/0/exercise")));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                record("floor-back-extension", true).statusCode(201).body("warnings", hasSize(0)));
    for (String unheard : List.of("no-version", "bad-version", "no-value")) {
      record(unheard, false).statusCode(201).body("warnings", hasSize(1));
    }
    given()
        .contentType("application/json")
        .body(
            "{\"feltAt\":\"2026-05-04T18:00:00Z\",\"kind\":\"ache\",\"exercise\":\"nothing-like-it\"}")
        .put("/v1/athletes/{a}/sensations/p1", Fresh.athlete())
        .then()
        .statusCode(201)
        .body("warnings.pointer", equalTo(List.of("/exercise")));
    given()
        .contentType("application/json")
        .body(
            "{\"seenAt\":\"2026-05-04T18:00:00Z\",\"author\":\"c\",\"form\":\"good\",\"exercise\":\"nothing-like-it\"}")
        .put("/v1/athletes/{a}/observations/o1", Fresh.athlete())
        .then()
        .statusCode(201)
        .body("warnings.pointer", equalTo(List.of("/exercise")));
  }

  private static ValidatableResponse record(String exercise, boolean strict) {
    return given()
        .contentType("application/json")
        .queryParam("strict", strict)
        .body(
            "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\""
                + exercise
                + "\",\"sets\":[{\"reps\":1}]}]}")
        .put("/v1/athletes/{a}/sessions/s1", Fresh.athlete())
        .then();
  }

  private static void publish(
      KafkaProducer<byte[], byte[]> catalogue, String key, String version, String value)
      throws Exception {
    ProducerRecord<byte[], byte[]> published =
        new ProducerRecord<>("catalog.exercises", bytes(key), bytes(value));
    if (version != null) {
      published.headers().add("ce_revision", bytes(version));
    }
    catalogue.send(published).get();
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
