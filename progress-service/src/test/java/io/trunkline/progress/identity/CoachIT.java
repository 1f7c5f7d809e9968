package io.trunkline.progress.identity;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.trunkline.local.LocalIssuer;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import io.trunkline.progress.erasure.Pseudonyms;
import io.trunkline.progress.pages.CoachPages;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person sees of an athlete, and what not. */
@QuarkusTest
@WithTestResource(RealParts.class)
class CoachIT {

  private static final String ADVICE = "/exercises/back-extension/recommendation";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject @Superuser DataSource everything;

  @Inject Pseudonyms pseudonyms;

  private Publisher publisher;
  private long revision = 1;

  @BeforeEach
  void the_catalogue_has_arrived() throws IOException {
    publisher = new Publisher(kafka);
    try (InputStream file = CoachIT.class.getResourceAsStream("/wire/back-extension.json")) {
      publisher.send(
          WireRecord.exercise(
              "back-extension", 1, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    }
    await()
        .untilAsserted(
            () ->
                given()
                    .get(path("nobody", ADVICE))
                    .then()
                    .body("advice", not(equalTo("UNKNOWN_EXERCISE"))));
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  @Test
  void a_grant_opens_and_its_deletion_closes() {
    arrives(WireRecord.session("opened", "s1", 1, 10), "session/s1@1");
    hears("opened");
    coach().get(path("opened", "/digest")).then().statusCode(404);

    arrives(grant("opened", 1, "\"health\""), "coach-grant/g1@1");
    coach().get(path("opened", "/digest")).then().statusCode(200);
    coach().get(path("opened", "/decisions")).then().statusCode(200);

    arrives(WireRecord.deleted("opened", "coach-grant", "g1", 2), "coach-grant/g1@2");
    coach().get(path("opened", "/digest")).then().statusCode(404);
    coach().get(path("opened", "/decisions")).then().statusCode(404);
    given().get(path("opened", "/digest")).then().statusCode(200);
  }

  /** Pages stand in no document, so they are asked for by what serves them. */
  @Test
  void no_page_about_an_athlete_opens_without_a_grant() {
    arrives(WireRecord.session("unopened", "s1", 1, 10), "session/s1@1");
    hears("unopened");
    List<String> pages =
        Stream.of(CoachPages.class.getDeclaredMethods())
            .filter(method -> method.isAnnotationPresent(Path.class))
            .map(method -> method.getAnnotation(Path.class).value())
            .filter(path -> path.contains("{athlete}"))
            .map(path -> path.replace("{athlete}", "unopened").replace("{revision}", "1"))
            .map(path -> path.replace("{exercise}", "back-extension"))
            .toList();
    assertThat(pages).hasSizeGreaterThan(5).allMatch(path -> !path.contains("{"));
    for (String page : pages) {
      coach().get(page).then().statusCode(404);
    }
    coach().get("/").then().body(not(containsString("unopened")));

    arrives(grant("unopened", 1, "\"training\""), "coach-grant/g1@1");
    for (String page : pages) {
      hears("unopened");
      coach().get(page).then().statusCode(200);
    }
    everybodyIsHeard();
    coach().get("/").then().body(containsString("unopened"));
  }

  @Test
  void a_stranger_learns_nothing_from_what_is_waited_for() {
    arrives(WireRecord.session("waited", "s1", 1, 10), "session/s1@1");
    hears("waited");
    coach()
        .urlEncodingEnabled(false)
        .get(path("waited", "/digest?after=session/s1@7"))
        .then()
        .statusCode(404);
    everybodyIsHeard();
    for (String entry : List.of("waited/session/s1@1", "never-heard-of/session/s1@1")) {
      coach()
          .urlEncodingEnabled(false)
          .get("/v1/roster?after=" + entry)
          .then()
          .statusCode(404)
          .body("detail", equalTo("There is no athlete of that id."));
    }
  }

  @Test
  void without_leave_to_see_health_nobody_learns_whether_an_ache_is_there() {
    arrives(grant("counted", 1, "\"training\""), "coach-grant/g1@1");
    hears("counted");
    coach().get(path("counted", "/digest")).then().statusCode(404);
    for (String question :
        List.of(
            path("counted", "/decisions?after=sensation/p1@1"),
            path("counted", "/decisions?after=screening/screening@1"),
            "/v1/roster?after=counted/clearance/c1@1")) {
      coach()
          .urlEncodingEnabled(false)
          .get(question)
          .then()
          .statusCode(400)
          .body("parameter", equalTo("after"));
    }
  }

  @Test
  void an_open_stream_ends_with_the_grant_and_tells_nothing_more() throws Exception {
    arrives(grant("watched", 1, "\"training\""), "coach-grant/g1@1");
    for (String stream : List.of(path("watched", "/stream"), "/athletes/watched/events")) {
      hears("watched");
      List<String> lines = new CopyOnWriteArrayList<>();
      CompletableFuture<Void> read = watches(stream, lines);
      await().until(() -> lines.contains(":watching"));

      long next = ++revision;
      arrives(WireRecord.deleted("watched", "coach-grant", "g1", next), "coach-grant/g1@" + next);
      arrives(WireRecord.session("watched", "s" + next, 1, 10), "session/s" + next + "@1");
      read.get(30, TimeUnit.SECONDS);
      // Not even that the grant, an entry too, was deleted.
      assertThat(lines).filteredOn(line -> !line.isEmpty()).containsOnly(":watching");
      coach().get(stream).then().statusCode(404);
      next = ++revision;
      arrives(grant("watched", next, "\"training\""), "coach-grant/g1@" + next);
    }
  }

  @Test
  void a_coach_with_a_grant_is_told_what_happens() throws Exception {
    arrives(grant("followed", 1, "\"training\""), "coach-grant/g1@1");
    hears("followed");
    List<String> lines = new CopyOnWriteArrayList<>();
    CompletableFuture<Void> read = watches(path("followed", "/stream"), lines);
    await().until(() -> lines.contains(":watching"));
    arrives(WireRecord.session("followed", "s1", 1, 10), "session/s1@1");
    read.get(30, TimeUnit.SECONDS);
    assertThat(lines).contains("event:entry-applied", "data:{\"athlete\":\"followed\"}");
  }

  private static CompletableFuture<Void> watches(String stream, List<String> lines) {
    return HttpClient.newHttpClient()
        .sendAsync(
            HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + stream))
                .header("Authorization", authorization())
                .build(),
            HttpResponse.BodyHandlers.ofLines())
        .thenAcceptAsync(answer -> answer.body().forEach(lines::add));
  }

  @Test
  void whoever_stands_on_a_roster_has_been_looked_at() {
    arrives(WireRecord.session("listed", "s1", 1, 10), "session/s1@1");
    arrives(grant("listed", 1, "\"training\""), "coach-grant/g1@1");
    everybodyIsHeard();
    int before = looks("listed").size();
    coach().get("/v1/roster?limit=100").then().statusCode(200);
    coach().get("/").then().statusCode(200);
    coach()
        .contentType("application/json")
        .body("{\"athletes\":[\"listed\",\"waited\"]}")
        .post("/v1/policy/backtest")
        .then()
        .statusCode(200);
    coach().get("/athletes/listed/workout").then().statusCode(200);
    assertThat(looks("listed").subList(before, before + 4))
        .containsExactly(
            "coach-1 RosterResource.roster",
            "coach-1 CoachPages.roster",
            "coach-1 BacktestResource.backtest",
            "coach-1 CoachPages.workout");
    assertThat(looks("waited")).isEmpty();
    assertThat(Rows.of(everything, "SELECT pseudonym FROM audit WHERE pseudonym LIKE '%listed%'"))
        .as("by pseudonym only")
        .isEmpty();
    given().get("/v1/roster?limit=100").then().statusCode(200);
    assertThat(looks("listed")).hasSize(before + 4);
  }

  private List<String> looks(String athlete) {
    return Rows.of(
        everything,
        "SELECT actor || ' ' || action FROM audit WHERE '"
            + pseudonyms.of(new Athlete("local", athlete))
            + "' = ANY (string_to_array(pseudonym, ' ')) ORDER BY id");
  }

  @Test
  void where_revocations_may_be_late_persons_see_nothing_and_apps_all() {
    arrives(grant("late", 1, "\"training\""), "coach-grant/g1@1");
    hears("late");
    coach().get(path("late", "/decisions")).then().statusCode(200);

    Rows.of(
        everything,
        "UPDATE partition_progress SET complete_until = now() - interval '61 s' WHERE topic_partition = "
            + new Athlete("local", "late").partition());
    for (String question : List.of("/digest", "/decisions", ADVICE)) {
      coach()
          .get(path("late", question))
          .then()
          .statusCode(503)
          .header("Retry-After", "5")
          .body("type", equalTo("https://trunkline.io/problems/projection-behind"));
    }
    given().get(path("late", "/digest")).then().statusCode(200);
  }

  @Test
  void without_leave_to_see_health_reasons_shrink_and_no_ache_is_named() {
    arrives(WireRecord.session("private", "s1", 1, 10), "session/s1@1");
    arrives(
        WireRecord.entry(
            "private",
            "sensation",
            "secret-ache",
            1,
            """
            {"feltAt":"2026-05-04T19:00:00+02:00","kind":"ache","region":"lower-back","severity":6}"""),
        "sensation/secret-ache@1");
    arrives(grant("private", 1, "\"training\""), "coach-grant/g1@1");
    hears("private");
    String at = "?at=2026-05-05T18:00:00%2B02:00";

    String app = given().urlEncodingEnabled(false).get(path("private", ADVICE + at)).asString();
    assertThat(app).contains("secret-ache").containsIgnoringCase("lower back");
    for (String question : List.of(ADVICE + at, "/next-workout" + at, "/decisions")) {
      String seen = coach().urlEncodingEnabled(false).get(path("private", question)).asString();
      assertThat(seen)
          .as(question)
          .contains("G-REST")
          .contains("does not share with you")
          .doesNotContain("secret-ache")
          .doesNotContainIgnoringCase("lower back ache");
    }
    String page = coach().get("/athletes/private").asString();
    assertThat(page).contains("private").doesNotContainIgnoringCase("lower back");
    String series = coach().get(path("private", "/exercises/back-extension/progress")).asString();
    assertThat(series).contains("session/s1").doesNotContain("secret-ache", "lower-back");
    for (String other :
        List.of("/athletes/private/exercises/back-extension", "/athletes/private/workout")) {
      assertThat(coach().get(other).then().statusCode(200).extract().asString())
          .as(other)
          .doesNotContain("secret-ache")
          .doesNotContainIgnoringCase("lower back ache");
    }
    everybodyIsHeard();
    String roster = coach().get("/v1/roster?limit=100").asString();
    assertThat(JsonPath.from(roster).getList("athletes.athlete")).contains("private");
    assertThat(roster).doesNotContain("secret-ache", "\"waited\"");
    String seen = coach().urlEncodingEnabled(false).get(path("private", ADVICE + at)).asString();
    for (String same : List.of("advice", "earliest", "prescription", "preview", "inputs")) {
      assertThat(JsonPath.from(seen).<Object>get(same)).isEqualTo(JsonPath.from(app).get(same));
    }

    arrives(grant("private", 2, "\"health\""), "coach-grant/g1@2");
    assertThat(coach().urlEncodingEnabled(false).get(path("private", ADVICE + at)).asString())
        .isEqualTo(app);
  }

  @Test
  void a_stop_stays_a_stop_where_its_reason_is_withheld() {
    arrives(
        WireRecord.entry(
            "stopped-one",
            "sensation",
            "secret-stab",
            1,
            """
            {"feltAt":"2026-05-04T19:00:00+02:00","kind":"sharp","region":"lower-back","severity":6}"""),
        "sensation/secret-stab@1");
    arrives(grant("stopped-one", 1, "\"training\""), "coach-grant/g1@1");
    hears("stopped-one");
    String seen =
        coach()
            .urlEncodingEnabled(false)
            .get(path("stopped-one", ADVICE + "?at=2026-05-05T18:00:00%2B02:00"))
            .then()
            .statusCode(200)
            .body("advice", equalTo("STOP"))
            .body("prescription", nullValue())
            .body("because[0].rule", equalTo("G-STOP"))
            .body("because[0].facts", hasSize(0))
            .extract()
            .asString();
    assertThat(seen).doesNotContain("secret-stab").contains("does not share with you");
  }

  @Test
  void a_grant_changes_no_decision() {
    arrives(WireRecord.session("undisturbed", "s1", 1, 10), "session/s1@1");
    String before = given().get(path("undisturbed", "/decisions")).asString();
    arrives(
        grant("undisturbed", 1, "\"health\"").header("ce_time", "2026-08-01T00:00:00Z"),
        "coach-grant/g1@1");
    assertThat(given().get(path("undisturbed", "/decisions")).asString()).isEqualTo(before);
  }

  @Test
  void an_observation_changes_no_decision_and_no_answer() {
    arrives(WireRecord.session("observed", "s1", 1, 10), "session/s1@1");
    String advice = path("observed", ADVICE + "?at=2026-09-01T18:00:00%2B02:00");
    String decided = given().get(path("observed", "/decisions")).asString();
    String told = given().urlEncodingEnabled(false).get(advice).asString();

    arrives(
        observation("observed", "o1", "\"exercise\":\"back-extension\",\"form\":\"needs-work\"")
            .header("ce_time", "2026-08-01T00:00:00Z"),
        "observation/o1@1");
    arrives(
        WireRecord.deleted("observed", "observation", "o1", 2)
            .header("ce_time", "2026-08-02T00:00:00Z"),
        "observation/o1@2");
    arrives(observation("observed", "o2", "\"note\":\"n\""), "observation/o2@1");

    assertThat(given().get(path("observed", "/decisions")).asString()).isEqualTo(decided);
    assertThat(given().urlEncodingEnabled(false).get(advice).asString()).isEqualTo(told);
  }

  @Test
  void without_leave_to_see_health_an_observation_is_seen_without_its_note() {
    arrives(WireRecord.session("noted", "s1", 1, 10), "session/s1@1");
    arrives(
        observation(
            "noted",
            "o1",
            "\"exercise\":\"back-extension\",\"form\":\"good\",\"note\":\"secret-words\""),
        "observation/o1@1");
    arrives(observation("noted", "o2", "\"note\":\"secret-words\""), "observation/o2@1");
    arrives(grant("noted", 1, "\"training\""), "coach-grant/g1@1");
    hears("noted");

    // Whoever may write one may wait for it, too.
    String page =
        coach()
            .urlEncodingEnabled(false)
            .get("/athletes/noted?after=observation/o1@1")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(page)
        .contains("Form check, Back extension, good", "Coach&#39;s note")
        .doesNotContain("secret-words");

    arrives(grant("noted", 2, "\"health\""), "coach-grant/g1@2");
    assertThat(coach().get("/athletes/noted").asString())
        .contains(
            "Form check, Back extension, good: secret-words", "Coach&#39;s note: secret-words");
  }

  @Test
  void without_leave_to_see_health_a_coach_still_reads_their_own_note() {
    arrives(WireRecord.session("written", "s1", 1, 10), "session/s1@1");
    arrives(
        WireRecord.entry(
            "written",
            "observation",
            "mine",
            1,
            "{\"seenAt\":\"2026-05-04T18:20:00+02:00\",\"author\":\"coach-1\",\"note\":\"own-words\"}"),
        "observation/mine@1");
    arrives(observation("written", "o2", "\"note\":\"secret-words\""), "observation/o2@1");
    arrives(grant("written", 1, "\"training\""), "coach-grant/g1@1");
    hears("written");

    assertThat(coach().get("/athletes/written").asString())
        .contains("Coach&#39;s note: own-words")
        .doesNotContain("secret-words");
  }

  private static WireRecord observation(String athlete, String id, String fields) {
    return WireRecord.entry(
        athlete,
        "observation",
        id,
        1,
        "{\"seenAt\":\"2026-05-04T18:20:00+02:00\",\"author\":\"coach-2\"," + fields + "}");
  }

  /** Athletes of this coach stand in other partitions, too. */
  private void everybodyIsHeard() {
    for (int partition = 0; partition < Athlete.PARTITIONS; partition++) {
      publisher.send(WireRecord.watermark(partition, Instant.now().toString()));
    }
    await().untilAsserted(() -> coach().get("/v1/roster?limit=100").then().statusCode(200));
  }

  private void arrives(WireRecord record, String revision) {
    publisher.send(record);
    String athlete = new String(record.forKafka().key(), StandardCharsets.UTF_8).split("/", -1)[1];
    given()
        .urlEncodingEnabled(false)
        .get(path(athlete, "/digest?after=" + revision))
        .then()
        .statusCode(200);
  }

  /** The journal's word, until now, about the athlete's partition. */
  private void hears(String athlete) {
    Instant now = Instant.now();
    publisher.send(WireRecord.watermark(new Athlete("local", athlete).partition(), now.toString()));
    await()
        .untilAsserted(
            () -> {
              String until =
                  given().get(path(athlete, "/digest")).header("Trunkline-Complete-Until");
              assertThat(until).as("heard of at all").isNotNull();
              assertThat(Instant.parse(until)).isAfterOrEqualTo(now.minusMillis(1));
            });
  }

  private static WireRecord grant(String athlete, long revision, String field) {
    return WireRecord.entry(
        athlete,
        "coach-grant",
        "g1",
        revision,
        "{\"coach\":\"coach-1\",\"fields\":[" + field + "],\"from\":\"2026-01-01T00:00:00Z\"}");
  }

  private static RequestSpecification coach() {
    return given().header("Authorization", authorization());
  }

  private static String authorization() {
    return "Bearer "
        + LocalIssuer.signer()
            .token("coach-1", "local", List.of("coach", "progress:read"), Duration.ofMinutes(5));
  }

  private static String path(String athlete, String rest) {
    return "/v1/athletes/" + athlete + rest;
  }
}
