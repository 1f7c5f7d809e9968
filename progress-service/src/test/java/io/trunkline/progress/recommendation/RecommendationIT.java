package io.trunkline.progress.recommendation;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.progress.Caller;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From records on real Kafka to answers over HTTP. */
@QuarkusTest
@WithTestResource(RealParts.class)
class RecommendationIT {

  private static final String AT = "2026-05-27T18:00:00+02:00";
  private static final String BEHIND = "https://trunkline.io/problems/projection-behind";
  private static final String BAD_PARAMETER = "https://trunkline.io/problems/bad-parameter";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @TestHTTPResource("/v1/athletes/")
  URI athletes;

  @Inject ObjectMapper json;

  private Publisher publisher;

  @BeforeEach
  void the_catalogue_has_arrived() throws IOException {
    publisher = new Publisher(kafka);
    publisher.send(
        WireRecord.exercise("back-extension", 1, wire("back-extension.json")),
        WireRecord.exercise("trunk-lift", 1, wire("trunk-lift.json")),
        WireRecord.program("short-back", 1, wire("short-back.json")),
        WireRecord.program("given-up", 1, wire("short-back.json").replace("short-back", "given-up"))
            .header("ce_type", "catalog.program-withdrawn.v1"));
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/nobody/next-workout?program=short-back")
                    .then()
                    .statusCode(200)
                    .body("items.recommendation.advice", not(hasItem("UNKNOWN_EXERCISE"))));
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  private static String wire(String name) throws IOException {
    try (var file = RecommendationIT.class.getResourceAsStream("/wire/" + name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ValidatableResponse recommendation(String athlete, String query) {
    return given()
        .urlEncodingEnabled(false)
        .get("/v1/athletes/" + athlete + "/exercises/back-extension/recommendation" + query)
        .then();
  }

  @Test
  void a_new_athlete_starts_light_and_is_told_why() {
    recommendation("newcomer", "?at=" + AT)
        .statusCode(200)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .body("athlete", equalTo("newcomer"))
        .body("exercise", equalTo("back-extension"))
        .body("at", equalTo(AT))
        .body("advice", equalTo("TRAIN"))
        .body("phase", equalTo("NEW"))
        .body("earliest", equalTo("2026-05-27"))
        .body("prescription.sets", equalTo(2))
        .body("prescription.reps", equalTo(10))
        .body("prescription.load.value", equalTo(0))
        .body("preview", nullValue())
        .body("because.rule", hasItem("B-START"))
        .body("because.sources.flatten().cite", hasItem(startsWith("BE:")))
        .body("policy", equalTo("sources-1"))
        .body("catalogue", equalTo(5))
        .body("inputs", startsWith("sha256:"));
  }

  @Test
  void a_recorded_session_changes_the_answer_once_it_has_arrived() {
    String fresh = recommendation("trainee", "?at=" + AT).extract().asString();
    publisher.send(
        WireRecord.entry(
            "trainee",
            "session",
            "s1",
            1,
            WireRecord.sessionBody("2026-05-20T18:00:00+02:00", 10)));

    String after =
        recommendation("trainee", "?at=" + AT + "&after=session/s1@1")
            .statusCode(200)
            .extract()
            .asString();

    assertThat(after).isNotEqualTo(fresh);
    recommendation("trainee", "?at=" + AT)
        .body("phase", not(equalTo("NEW")))
        .body("because.facts.flatten()", hasItem("session/s1@1"));
  }

  @Test
  void a_session_taken_back_leaves_the_bytes_of_one_that_never_was() {
    String fresh = recommendation("undone", "?at=" + AT).extract().asString();
    publisher.send(
        WireRecord.entry(
            "undone", "session", "s1", 1, WireRecord.sessionBody("2026-05-20T18:00:00+02:00", 10)),
        WireRecord.deleted("undone", "session", "s1", 2));

    recommendation("undone", "?at=" + AT + "&after=session/s1@2")
        .statusCode(200)
        .body(equalTo(fresh));
  }

  @Test
  void the_same_facts_and_moment_give_the_same_bytes() {
    publisher.send(
        WireRecord.entry(
            "steady", "session", "s2", 1, WireRecord.sessionBody("2026-05-20T18:00:00+02:00", 12)),
        WireRecord.entry(
            "steady", "session", "s1", 1, WireRecord.sessionBody("2026-05-13T18:00:00+02:00", 11)));
    String first =
        recommendation("steady", "?at=" + AT + "&after=session/s1@1&after=session/s2@1")
            .statusCode(200)
            .extract()
            .asString();

    recommendation("steady", "?at=" + AT).body(equalTo(first));
    recommendation("steady", "?at=2026-05-27T18:00:00%2B02:00").body(equalTo(first));
  }

  @Test
  void the_fields_stand_in_the_order_of_the_contract() throws IOException {
    JsonNode answer = json.readTree(recommendation("ordered", "?at=" + AT).extract().asString());

    assertThat(names(answer))
        .containsExactly(
            "athlete",
            "exercise",
            "at",
            "advice",
            "phase",
            "earliest",
            "step",
            "prescription",
            "preview",
            "because",
            "silent",
            "notices",
            "alternates",
            "policy",
            "catalogue",
            "inputs");
    assertThat(names(answer.get("prescription")))
        .containsExactly(
            "sets",
            "reps",
            "repRange",
            "load",
            "variation",
            "difficulty",
            "holdSeconds",
            "perSide",
            "timesPerDay");
    assertThat(names(answer.get("prescription").get("load"))).containsExactly("value", "unit");
    assertThat(names(answer.get("because").get(0)))
        .containsExactly("rule", "binds", "facts", "sources", "external", "text");
    JsonNode workout =
        json.readTree(
            given().get("/v1/athletes/ordered/next-workout?program=short-back").asString());
    assertThat(names(workout))
        .containsExactly("athlete", "at", "date", "program", "items", "notices");
    assertThat(names(workout.get("items").get(0)))
        .containsExactly("order", "recommendation", "substitutes");
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void an_exercise_nobody_knows_is_an_answer() {
    given()
        .get("/v1/athletes/newcomer/exercises/basket-weaving/recommendation")
        .then()
        .statusCode(200)
        .body("advice", equalTo("UNKNOWN_EXERCISE"))
        .body("prescription", nullValue());
  }

  @Test
  void now_is_read_where_the_athlete_is() {
    recommendation("nowhere", "").body("at", endsWith("Z"));

    publisher.send(
        WireRecord.entry(
            "travelling",
            "session",
            "s1",
            1,
            WireRecord.sessionBody("2026-05-20T18:00:00-07:00", 10)));
    recommendation("travelling", "?after=session/s1@1").body("at", endsWith("-07:00"));

    publisher.send(
        WireRecord.entry(
            "travelling",
            "screening",
            "screening",
            1,
            "{\"answeredAt\":\"2026-01-01T00:00:00Z\",\"backHistory\":[],\"timeZone\":\"Asia/Kolkata\"}"));
    String at = recommendation("travelling", "?after=screening/screening@1").extract().path("at");
    assertThat(OffsetDateTime.parse(at).getOffset())
        .isEqualTo(OffsetDateTime.now(ZoneId.of("Asia/Kolkata")).getOffset());
    assertThat(
            Duration.between(
                OffsetDateTime.parse(at), OffsetDateTime.now(ZoneId.of("Asia/Kolkata"))))
        .isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void after_waits_for_what_is_on_its_way() throws Exception {
    CompletableFuture<HttpResponse<String>> waiting =
        get("patient/exercises/back-extension/recommendation?after=session/s1@1");
    publisher.send(WireRecord.session("patient", "s1", 1, 10));

    // Who did not wait would be told at once that it is not there.
    assertThat(waiting.get().statusCode()).isEqualTo(200);
    recommendation("patient", "?after=session/s1@1").statusCode(200);
  }

  @Test
  void after_gives_up_after_two_seconds() {
    long start = System.nanoTime();
    recommendation("early", "?after=session/s1@1")
        .statusCode(503)
        .header("Retry-After", "1")
        .header("Cache-Control", "no-store")
        .contentType("application/problem+json")
        .body("type", equalTo(BEHIND));
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(15));
  }

  @Test
  void no_more_than_sixty_four_wait_at_once() {
    String path = "crowd/exercises/back-extension/recommendation?after=session/s1@1";
    List<CompletableFuture<Long>> waits =
        IntStream.range(0, 80)
            .mapToObj(
                i -> {
                  long start = System.nanoTime();
                  return get(path)
                      .thenApply(
                          answer -> {
                            assertThat(answer.statusCode()).isEqualTo(503);
                            return System.nanoTime() - start;
                          });
                })
            .toList();

    assertThat(waits.stream().map(CompletableFuture::join))
        .filteredOn(nanos -> nanos < Duration.ofMillis(1_900).toNanos())
        .hasSizeBetween(1, 16);
  }

  @Test
  void after_does_not_wait_for_what_lies_in_quarantine() {
    publisher.send(WireRecord.session("stuck", "s1", 1, 10).value("{}"));
    await()
        .untilAsserted(
            () ->
                recommendation("stuck", "?after=session/s1@1")
                    .statusCode(503)
                    .body("type", equalTo("https://trunkline.io/problems/athlete-incomplete")));
    given().get("/v1/athletes/stuck/next-workout").then().statusCode(503);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "at|exercises/back-extension/recommendation?at=2026-05-27",
        "at|exercises/back-extension/recommendation?at=2026-05-27T18:00:00",
        "at|exercises/back-extension/recommendation?at=2026-02-30T18:00:00Z",
        "at|exercises/back-extension/recommendation?at=2026-05-27T18:00:00Z&at=2026-05-28T18:00:00Z",
        "at|exercises/back-extension/recommendation?at=",
        "att|exercises/back-extension/recommendation?att=2026-05-27T18:00:00Z",
        "program|exercises/back-extension/recommendation?program=short-back",
        "exercise|exercises/12345678901234567890123456789012345678901234567890123456789012345/recommendation",
        "after|exercises/back-extension/recommendation?after=s1@1",
        "after|exercises/back-extension/recommendation?after=session/s1",
        "after|exercises/back-extension/recommendation?after=session/s1@0",
        "after|exercises/back-extension/recommendation?after=session/..@1",
        "after|next-workout?after=nonsense",
        "exercises|next-workout?program=short-back&exercises=trunk-lift",
        "exercises|next-workout?exercises=",
        "exercises|next-workout?exercises=trunk-lift,",
        "exercises|next-workout?exercises=trunk-lift,trunk-lift",
        "program|next-workout?program=short/back",
      })
  void a_bad_parameter_is_named(String parameter, String path) {
    given()
        .urlEncodingEnabled(false)
        .get("/v1/athletes/newcomer/" + path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo(BAD_PARAMETER))
        .body("detail", not(equalTo("")))
        .body("parameter", equalTo(parameter));
  }

  @Test
  void an_athlete_id_outside_the_alphabet_is_refused_everywhere() {
    for (String path :
        List.of("exercises/back-extension/recommendation", "next-workout", "digest")) {
      given()
          .urlEncodingEnabled(false)
          .get("/v1/athletes/" + "a".repeat(65) + "/" + path)
          .then()
          .statusCode(400)
          .body("parameter", equalTo("athlete"));
    }
  }

  @Test
  void more_than_twenty_afters_are_too_many() {
    StringBuilder query = new StringBuilder("?at=" + AT);
    IntStream.rangeClosed(1, 21)
        .forEach(i -> query.append("&after=session/s").append(i).append("@1"));

    recommendation("newcomer", query.toString())
        .statusCode(400)
        .body("parameter", equalTo("after"));
  }

  @Test
  void a_programme_keeps_its_order_and_shows_what_rests() {
    publisher.send(
        WireRecord.entry(
            "sore", "session", "s1", 1, WireRecord.sessionBody("2026-05-25T18:00:00+02:00", 10)),
        WireRecord.entry(
            "sore",
            "sensation",
            "p1",
            1,
            "{\"feltAt\":\"2026-05-26T09:00:00+02:00\",\"kind\":\"ache\",\"region\":\"lower-back\",\"severity\":2}"));

    given()
        .urlEncodingEnabled(false)
        .get(
            "/v1/athletes/sore/next-workout?program=short-back&after=session/s1@1&after=sensation/p1@1&at="
                + AT)
        .then()
        .statusCode(200)
        .body("athlete", equalTo("sore"))
        .body("at", equalTo(AT))
        .body("program", equalTo("short-back"))
        .body("items.order", contains(1, 2))
        .body("items.recommendation.exercise", contains("trunk-lift", "back-extension"))
        .body("items.recommendation.advice", contains("REST", "REST"))
        .body("items.recommendation.prescription", contains(nullValue(), nullValue()))
        .body("date", equalTo("2026-06-03"));
  }

  @Test
  void named_exercises_come_in_the_order_named() {
    given()
        .get(
            "/v1/athletes/newcomer/next-workout?exercises=back-extension,trunk-lift&at=2026-05-27T18:00:00Z")
        .then()
        .statusCode(200)
        .body("program", nullValue())
        .body("items.recommendation.exercise", contains("back-extension", "trunk-lift"))
        .body("date", equalTo("2026-05-27"));
  }

  @Test
  void without_a_wish_it_is_what_the_athlete_trains_newest_session_first() {
    given()
        .get("/v1/athletes/newcomer/next-workout")
        .then()
        .statusCode(200)
        .body("items", empty())
        .body("date", nullValue());

    publisher.send(
        WireRecord.entry(
            "regular", "session", "old", 1, trained("2025-11-01T18:00:00Z", "deadlift")),
        WireRecord.entry(
            "regular", "session", "s1", 1, trained("2026-05-01T18:00:00Z", "trunk-lift")),
        WireRecord.entry(
            "regular", "session", "s2", 1, trained("2026-05-08T18:00:00Z", "back-extension")),
        WireRecord.entry(
            "regular", "session", "later", 1, trained("2026-06-08T18:00:00Z", "push-up")));

    given()
        .get(
            "/v1/athletes/regular/next-workout?at=2026-05-27T18:00:00Z&after=session/old@1&after=session/s1@1&after=session/s2@1&after=session/later@1")
        .then()
        .statusCode(200)
        .body("items.recommendation.exercise", contains("back-extension", "trunk-lift"));
  }

  private static String trained(String startedAt, String exercise) {
    return WireRecord.sessionBody(startedAt, 10).replace("back-extension", exercise);
  }

  @Test
  void a_programme_nobody_knows_or_that_was_withdrawn_is_not_found() {
    for (String program : List.of("nothing", "given-up")) {
      given()
          .get("/v1/athletes/newcomer/next-workout?program=" + program)
          .then()
          .statusCode(404)
          .contentType("application/problem+json")
          .body("type", equalTo("https://trunkline.io/problems/not-found"));
    }
  }

  private CompletableFuture<HttpResponse<String>> get(String path) {
    return CLIENT.sendAsync(
        HttpRequest.newBuilder(athletes.resolve(path))
            .header("Authorization", Caller.authorization())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
