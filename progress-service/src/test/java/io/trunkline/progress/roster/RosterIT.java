package io.trunkline.progress.roster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Database;
import io.trunkline.progress.OwnParts;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.WireRecord;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.rules.Need.Sort;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From records on real Kafka to the list a coach works through. */
@QuarkusTest
@WithTestResource(OwnParts.class)
class RosterIT {

  private final OffsetDateTime now =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject Database database;
  @Inject KeepRoster roster;

  private Publisher publisher;

  @BeforeEach
  void the_catalogue_has_arrived() throws IOException {
    publisher = new Publisher(kafka);
    try (var file = RosterIT.class.getResourceAsStream("/wire/back-extension.json")) {
      publisher.send(
          WireRecord.exercise(
              "back-extension", 1, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    }
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/nobody/exercises/back-extension/recommendation")
                    .then()
                    .body("advice", equalTo("TRAIN")));
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  private void trained(String athlete, int daysAgo) {
    publisher.send(
        WireRecord.entry(
            athlete,
            "session",
            "s1",
            1,
            WireRecord.sessionBody(now.minusDays(daysAgo).toString(), 10)),
        WireRecord.entry(
            athlete,
            "screening",
            "screening",
            1,
            "{\"answeredAt\":\"" + now.minusDays(daysAgo) + "\",\"backHistory\":[]}"));
  }

  private WireRecord felt(String athlete, int daysAgo, String kind, int severity) {
    return WireRecord.entry(
        athlete,
        "sensation",
        "p1",
        1,
        """
        {"feltAt":"%s","kind":"%s","region":"lower-back","severity":%d}"""
            .formatted(now.minusDays(daysAgo), kind, severity));
  }

  private static String line(String athlete) {
    return "athletes.find { it.athlete == '" + athlete + "' }.";
  }

  @Test
  void who_is_stopped_comes_first_with_a_sentence_on_what_to_do() {
    trained("ro-stopped", 3);
    trained("ro-silent", 30);
    publisher.send(felt("ro-stopped", 2, "sharp", 6));

    given()
        .get(
            "/v1/roster?limit=100&after=ro-stopped/sensation/p1@1&after=ro-silent/session/s1@1"
                + "&after=ro-silent/screening/screening@1&after=ro-stopped/screening/screening@1")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("total", greaterThanOrEqualTo(2))
        .body("counts.STOPPED", greaterThanOrEqualTo(1))
        .body("athletes.athlete", hasItems("ro-stopped", "ro-silent"))
        .body("athletes[0].needs[0].need", equalTo("STOPPED"))
        .body(line("ro-stopped") + "needs.need", contains("STOPPED"))
        .body(line("ro-stopped") + "needs[0].fact", equalTo("sensation/p1@1"))
        .body(line("ro-stopped") + "needs[0].region", equalTo("lower-back"))
        .body(line("ro-stopped") + "nextDay", equalTo(null))
        .body(
            line("ro-stopped") + "needs[0].text",
            matchesPattern("Sharp pain 6/10, lower back, since .*go-ahead\\."))
        .body(line("ro-silent") + "needs.need", contains("SILENT"))
        .body(line("ro-silent") + "lastSession", notNullValue());
    given()
        .get("/v1/roster?limit=100&need=STOPPED")
        .then()
        .body("athletes.athlete", hasItem("ro-stopped"))
        .body("athletes.athlete", not(hasItem("ro-silent")));
  }

  @Test
  void a_report_taken_back_leaves_the_list_at_once() {
    trained("ro-back", 3);
    publisher.send(
        felt("ro-back", 2, "sharp", 6), WireRecord.deleted("ro-back", "sensation", "p1", 2));

    given()
        .get("/v1/roster?limit=100&after=ro-back/sensation/p1@2")
        .then()
        .body(line("ro-back") + "needs", equalTo(List.of()));
  }

  @Test
  void a_form_check_is_due_until_a_coach_has_seen_it_to_be_good_and_again_when_that_is_withdrawn() {
    trained("ro-form", 10);
    publisher.send(
        WireRecord.entry(
            "ro-form",
            "session",
            "s2",
            1,
            WireRecord.sessionBody(now.minusDays(3).toString(), 10)
                .replace("\"reps\":10", "\"reps\":10,\"formOk\":false")));
    assertThat(needs("ro-form", "session/s2@1")).containsExactly("FORM_CHECK");
    String decided = given().get("/v1/athletes/ro-form/decisions").asString();

    publisher.send(saw("ro-form", "o1", "good", 4));
    assertThat(needs("ro-form", "observation/o1@1")).containsExactly("FORM_CHECK");
    publisher.send(saw("ro-form", "o2", "needs-work", 2));
    assertThat(needs("ro-form", "observation/o2@1")).containsExactly("FORM_CHECK");
    publisher.send(saw("ro-form", "o3", "good", 1));
    assertThat(needs("ro-form", "observation/o3@1")).isEmpty();
    publisher.send(WireRecord.deleted("ro-form", "observation", "o3", 2));
    assertThat(needs("ro-form", "observation/o3@2")).containsExactly("FORM_CHECK");
    assertThat(given().get("/v1/athletes/ro-form/decisions").asString()).isEqualTo(decided);
  }

  private WireRecord saw(String athlete, String id, String form, int daysAgo) {
    return WireRecord.entry(
        athlete,
        "observation",
        id,
        1,
        """
        {"seenAt":"%s","author":"coach-1","exercise":"back-extension","form":"%s"}"""
            .formatted(now.minusDays(daysAgo), form));
  }

  private static List<String> needs(String athlete, String after) {
    return given()
        .urlEncodingEnabled(false)
        .get("/v1/roster?limit=100&after=" + athlete + "/" + after)
        .then()
        .statusCode(200)
        .extract()
        .path(line(athlete) + "needs.need");
  }

  @Test
  void days_pass_without_an_entry() {
    trained("ro-days", 3);
    publisher.send(felt("ro-days", 0, "ache", 3));
    given().get("/v1/roster?after=ro-days/sensation/p1@1").then().statusCode(200);

    RosterRow row =
        database.snapshot("local", c -> roster.read(c, "local", List.of("ro-days"))).get(0);
    assertThat(row.needsAt(now)).extracting(Need::sort).containsExactly(Sort.ACHE);
    assertThat(row.needsAt(now.plusDays(3))).isEmpty();
    assertThat(row.needsAt(now.plusDays(7)))
        .extracting(Need::sort)
        .containsExactly(Sort.REST_ENDING);
    assertThat(row.needsAt(now.plusDays(40))).extracting(Need::sort).contains(Sort.SILENT);
  }

  @Test
  void a_list_is_read_page_by_page_and_a_wrong_need_is_named() {
    trained("ro-one", 3);
    trained("ro-two", 3);
    String next =
        given()
            .get("/v1/roster?limit=1&after=ro-one/session/s1@1&after=ro-two/session/s1@1")
            .then()
            .statusCode(200)
            .extract()
            .path("next");
    String first = given().get("/v1/roster?limit=1").path("athletes[0].athlete");

    given()
        .get("/v1/roster?limit=1&cursor=" + next)
        .then()
        .statusCode(200)
        .body("athletes.size()", equalTo(1))
        .body("athletes[0].athlete", not(equalTo(first)));
    given()
        .get("/v1/roster?need=stopped")
        .then()
        .statusCode(400)
        .body("parameter", equalTo("need"));
  }
}
