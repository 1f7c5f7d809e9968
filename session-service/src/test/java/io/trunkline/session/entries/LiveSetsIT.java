package io.trunkline.session.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session that grows set by set, as an app on a gym floor sends it. */
@QuarkusTest
@WithTestResource(RealParts.class)
class LiveSetsIT {

  private static final String START = "\"startedAt\":\"2026-05-04T18:00:00+02:00\",";

  private final String athlete = Fresh.athlete();

  @Test
  void the_first_sets_begin_the_session_and_later_ones_follow() {
    post(START + "\"program\":\"back-workout\",", "deadlift", set("1", 5))
        .then()
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("entry", equalTo("session/live"))
        .body("warnings", hasSize(0));
    post("", "deadlift", set("2", 4)).then().statusCode(200).header("ETag", "\"2\"");
    post("", "back-extension", set("3", 12)).then().statusCode(200);
    post("", "deadlift", set("4", 3) + "," + set("5", 2)).then().statusCode(200);
    assertThat(stored())
        .isEqualTo(
            "{\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":5,\"setId\":\"1\"},{\"reps\":4,\"setId\":\"2\"},"
                + "{\"reps\":3,\"setId\":\"4\"},{\"reps\":2,\"setId\":\"5\"}]},{\"exercise\":\"back-extension\",\"sets\":["
                + "{\"reps\":12,\"setId\":\"3\"}]}],\"program\":\"back-workout\",\"startedAt\":\"2026-05-04T18:00:00+02:00\"}");
  }

  @Test
  void a_retry_changes_nothing_and_another_content_corrects_the_set_in_its_place() {
    post(START, "deadlift", set("1", 5) + "," + set("2", 5));
    post(START, "deadlift", set("1", 5)).then().statusCode(200).header("ETag", "\"1\"");
    post("", "deadlift", set("1", 6)).then().statusCode(200).header("ETag", "\"2\"");
    assertThat(given().get(at()).jsonPath().<Integer>getList("exercises[0].sets.reps"))
        .containsExactly(6, 5);
  }

  @Test
  void each_variation_has_sets_of_its_own() {
    post(START, "back-extension", set("1", 10));
    given()
        .contentType("application/json")
        .body(
            "{\"exercise\":\"back-extension\",\"variation\":\"plate\",\"sets\":["
                + set("2", 8)
                + "]}")
        .post(at() + "/sets")
        .then()
        .statusCode(200);
    post("", "back-extension", set("3", 9));
    given()
        .get(at())
        .then()
        .body("exercises[0].sets.setId", equalTo(List.of("1", "3")))
        .body("exercises[1].variation", equalTo("plate"))
        .body("exercises[1].sets.setId", equalTo(List.of("2")));
  }

  @Test
  void sets_join_a_session_that_was_recorded_whole_and_a_deleted_one_begins_anew() {
    given()
        .contentType("application/json")
        .body("{" + START + "\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":1}]}]}")
        .put(at());
    post("", "deadlift", set("1", 2)).then().statusCode(200).header("ETag", "\"2\"");
    given().get(at()).then().body("exercises[0].sets.reps", equalTo(List.of(1, 2)));
    given().delete(at());
    post("", "deadlift", set("1", 2)).then().statusCode(422);
    post(START, "deadlift", set("1", 2)).then().statusCode(200).header("ETag", "\"4\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"exercise\":\"deadlift\",\"sets\":[{\"setId\":\"9\",\"reps\":1}],\"startedAt\":\"2026-05-04T18:00:01+02:00\"}"
            + " | /startedAt",
        "{\"exercise\":\"back-extension\",\"sets\":[{\"setId\":\"1\",\"reps\":1}]}  |"
            + " /sets/0/setId",
        "{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":1}]}                        |"
            + " /sets/0/setId",
        "{\"exercise\":\"deadlift\",\"sets\":[{\"setId\":\"9\"}]}                   | /sets/0",
        "{\"exercise\":\"deadlift\",\"sets\":[{\"setId\":\"9\",\"reps\":-1}]}       | /sets/0/reps",
        "{\"exercise\":\"deadlift\",\"sets\":[{\"setId\":\"9\",\"reps\":1},{\"setId\":\"9\",\"reps\":2}]}"
            + " | /sets/1/setId",
        "{\"exercise\":\"deadlift\",\"sets\":[{\"setId\":\"9\",\"reps\":1}],\"exercises\":[]} |"
            + " /exercises",
        "{\"exercise\":\"deadlift\",\"sets\":[]}                                    | /sets",
        "{\"sets\":[{\"setId\":\"9\",\"reps\":1}]}                                  | /exercise",
        "[]                                                                         | ``",
      })
  void what_cannot_be_is_refused_by_the_field_that_was_sent(String body, String pointer) {
    post(START, "deadlift", set("1", 5));
    given()
        .contentType("application/json")
        .body(body)
        .post(at() + "/sets")
        .then()
        .statusCode(422)
        .body("type", equalTo("https://trunkline.io/problems/invalid-entry"))
        .body("errors.pointer", equalTo(List.of(pointer)));
    assertThat(given().get(at()).header("ETag")).isEqualTo("\"1\"");
  }

  @Test
  void a_session_that_never_began_needs_its_start_and_no_session_has_more_than_500_sets() {
    post("", "deadlift", set("1", 5))
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/startedAt")));
    String many =
        IntStream.range(0, 500).mapToObj(n -> set("n" + n, 1)).collect(Collectors.joining(","));
    post(START, "deadlift", many).then().statusCode(201);
    post("", "back-extension", set("one-more", 1))
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/sets")));
  }

  @Test
  void a_doubtful_set_earns_a_warning_or_is_refused_when_strict() {
    given()
        .contentType("application/json")
        .body("{" + START + "\"exercise\":\"deadlift\",\"sets\":[" + set("1", 1271) + "]}")
        .post(at() + "/sets?strict=true")
        .then()
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of("/sets/0/reps")));
    post(START, "deadlift", set("1", 1271))
        .then()
        .statusCode(201)
        .body("warnings.pointer", equalTo(List.of("/sets/0/reps")));
  }

  @Test
  void preconditions_are_honoured() {
    post(START, "deadlift", set("1", 5));
    post("", "deadlift", set("2", 5));
    demanding("\"1\"", set("3", 5)).then().statusCode(412).header("ETag", "\"2\"");
    demanding("\"1\"", set("2", 5)).then().statusCode(200).header("ETag", "\"2\"");
    demanding("\"2\"", set("3", 5)).then().statusCode(200).header("ETag", "\"3\"");
  }

  @Test
  void of_sets_sent_at_the_same_time_none_is_lost() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Callable<Integer>> calls =
        IntStream.range(0, 20)
            .<Callable<Integer>>mapToObj(
                n -> () -> post(START, "deadlift", set("n" + n, n)).statusCode())
            .toList();
    List<Future<Integer>> answers = threads.invokeAll(calls);
    threads.shutdown();
    for (Future<Integer> answer : answers) {
      assertThat(answer.get()).isIn(200, 201);
    }
    assertThat(given().get(at()).jsonPath().<String>getList("exercises[0].sets.setId"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20).mapToObj(n -> "n" + n).toList());
    assertThat(given().get(at()).header("ETag")).isEqualTo("\"20\"");
  }

  private static String set(String id, int reps) {
    return "{\"setId\":\"" + id + "\",\"reps\":" + reps + "}";
  }

  private Response post(String front, String exercise, String sets) {
    return given()
        .contentType("application/json")
        .body("{" + front + "\"exercise\":\"" + exercise + "\",\"sets\":[" + sets + "]}")
        .post(at() + "/sets");
  }

  private Response demanding(String revision, String sets) {
    return given()
        .contentType("application/json")
        .header("If-Match", revision)
        .body("{\"exercise\":\"deadlift\",\"sets\":[" + sets + "]}")
        .post(at() + "/sets");
  }

  private String stored() {
    return given().get(at()).asString();
  }

  private String at() {
    return "/v1/athletes/" + athlete + "/sessions/live";
  }
}
