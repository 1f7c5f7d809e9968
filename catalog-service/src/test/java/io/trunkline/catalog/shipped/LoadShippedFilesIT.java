package io.trunkline.catalog.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.catalog.PublishedLog;
import io.trunkline.catalog.RealParts;
import io.trunkline.catalog.Sample;
import io.trunkline.catalog.definition.StrictJson;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class LoadShippedFilesIT {

  @Inject LoadShippedFiles loadShippedFiles;
  @Inject PublishedLog log;

  @Test
  void every_shipped_definition_is_published_once_and_a_restart_adds_nothing() {
    ShippedFiles shipped = ShippedFiles.read("catalog");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(log.keys("catalog.exercises")).containsAll(shipped.exercises().keySet());
              assertThat(log.keys("catalog.programs")).containsAll(shipped.programs().keySet());
            });
    loadShippedFiles.load(shipped);
    // Whatever the reload had put in line would now stand before this one.
    load(Sample.exercise("after-restart"));
    log.awaitExercise("after-restart", 1);
    assertThat(log.of("catalog.exercises", "back-extension")).hasSize(1);
    assertThat(log.of("catalog.programs", "back-workout")).hasSize(1);
  }

  @Test
  void a_changed_file_is_published_once() {
    load(Sample.exercise("changed-file"));
    log.awaitExercise("changed-file", 1);
    ObjectNode changed = Sample.exercise("changed-file").put("name", "Changed");
    load(changed);
    load(changed);
    log.awaitExercise("changed-file", 2);
    load(Sample.exercise("after-change"));
    log.awaitExercise("after-change", 1);
    assertThat(log.of("catalog.exercises", "changed-file"))
        .extracting(record -> json(record.value()).get("version").intValue())
        .containsExactly(1, 2);
  }

  @Test
  void an_operators_revision_survives_a_changed_file() {
    load(Sample.exercise("operated"));
    put(Sample.exercise("operated").put("name", "The operator's"), "operated");
    load(Sample.exercise("operated").put("name", "The new release's"));
    assertThat(get("operated").get("name").textValue()).isEqualTo("The operator's");
    assertThat(get("operated").get("version").intValue()).isEqualTo(2);
  }

  @Test
  void an_operators_exercise_stays_retired_when_the_file_has_not_changed() {
    load(Sample.exercise("retired-by-operator"));
    RestAssured.delete("/v1/exercises/retired-by-operator").then().statusCode(204);
    load(Sample.exercise("retired-by-operator"));
    assertThat(get("retired-by-operator").get("retired").booleanValue()).isTrue();
  }

  @Test
  void one_bad_file_and_none_is_stored_and_every_fault_is_named() {
    TreeMap<String, JsonNode> exercises = new TreeMap<>();
    exercises.put("good-file", Sample.exercise("good-file"));
    ObjectNode bad = Sample.exercise("bad-file").put("nmae", "x");
    bad.remove("name");
    exercises.put("bad-file", bad);
    assertThatThrownBy(() -> loadShippedFiles.load(new ShippedFiles(exercises, new TreeMap<>())))
        .hasMessageContaining("exercises/bad-file.yaml /name is missing")
        .hasMessageContaining("exercises/bad-file.yaml /nmae is not known here");
    RestAssured.get("/v1/exercises/good-file").then().statusCode(404);
  }

  @Test
  void replicas_that_start_together_store_one_version() {
    CompletableFuture<?>[] replicas =
        IntStream.range(0, 4)
            .mapToObj(i -> CompletableFuture.runAsync(() -> load(Sample.exercise("two-replicas"))))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(replicas).join();
    assertThat(get("two-replicas").get("version").intValue()).isEqualTo(1);
  }

  private void load(ObjectNode exercise) {
    TreeMap<String, JsonNode> exercises = new TreeMap<>();
    exercises.put(exercise.get("id").textValue(), exercise);
    exercises.put("sample-lift", Sample.exercise("sample-lift"));
    loadShippedFiles.load(new ShippedFiles(exercises, new TreeMap<>()));
  }

  private static void put(ObjectNode exercise, String id) {
    RestAssured.given()
        .contentType("application/json")
        .body(StrictJson.write(exercise))
        .put("/v1/exercises/" + id)
        .then()
        .statusCode(200);
  }

  private static JsonNode get(String id) {
    return json(
        RestAssured.get("/v1/exercises/" + id).then().statusCode(200).extract().asByteArray());
  }

  private static JsonNode json(byte[] json) {
    return StrictJson.parse(json);
  }
}
