package io.trunkline.progress.identity;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import io.trunkline.local.LocalIssuer;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person sees of an athlete, and what not. */
@QuarkusTest
@WithTestResource(value = RealParts.class, scope = TestResourceScope.GLOBAL)
class CoachIT {

  private static final String ADVICE = "/exercises/back-extension/recommendation";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject @Superuser DataSource everything;

  private Publisher publisher;

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

    arrives(grant("opened", 1, "\"training\""), "coach-grant/g1@1");
    coach().get(path("opened", "/digest")).then().statusCode(200);
    coach().get(path("opened", "/decisions")).then().statusCode(200);

    arrives(WireRecord.deleted("opened", "coach-grant", "g1", 2), "coach-grant/g1@2");
    coach().get(path("opened", "/digest")).then().statusCode(404);
    coach().get(path("opened", "/decisions")).then().statusCode(404);
    given().get(path("opened", "/digest")).then().statusCode(200);
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
  }

  @Test
  void where_revocations_may_be_late_persons_see_nothing_and_apps_all() {
    arrives(grant("late", 1, "\"training\""), "coach-grant/g1@1");
    hears("late");
    coach().get(path("late", "/digest")).then().statusCode(200);

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
    // The other tests' athletes of this coach stand in other partitions.
    for (int partition = 0; partition < Athlete.PARTITIONS; partition++) {
      publisher.send(WireRecord.watermark(partition, Instant.now().toString()));
    }
    await().untilAsserted(() -> coach().get("/v1/roster?limit=100").then().statusCode(200));
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
  void a_grant_changes_no_decision() {
    arrives(WireRecord.session("undisturbed", "s1", 1, 10), "session/s1@1");
    String before = given().get(path("undisturbed", "/decisions")).asString();
    arrives(
        grant("undisturbed", 1, "\"health\"").header("ce_time", "2026-08-01T00:00:00Z"),
        "coach-grant/g1@1");
    assertThat(given().get(path("undisturbed", "/decisions")).asString()).isEqualTo(before);
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
            () ->
                assertThat(
                        Instant.parse(
                            given()
                                .get(path(athlete, "/digest"))
                                .header("Trunkline-Complete-Until")))
                    .isAfterOrEqualTo(now.minusMillis(1)));
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
    return given()
        .header(
            "Authorization",
            "Bearer "
                + LocalIssuer.signer()
                    .token(
                        "coach-1",
                        "local",
                        List.of("coach", "progress:read"),
                        Duration.ofMinutes(5)));
  }

  private static String path(String athlete, String rest) {
    return "/v1/athletes/" + athlete + rest;
  }
}
