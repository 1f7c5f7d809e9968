package io.trunkline.progress.backtest;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class BacktestIT {

  private static final String LONGER_REST =
      "{\"changes\":{\"rest.shortDays\":10},\"athletes\":[\"tried\"]}";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Inject ObjectMapper json;

  @BeforeEach
  void an_athlete_trained_ached_and_trained_again() throws IOException {
    try (Publisher publisher = new Publisher(kafka);
        var exercise = BacktestIT.class.getResourceAsStream("/wire/back-extension.json")) {
      publisher.send(
          WireRecord.exercise(
              "back-extension", 1, new String(exercise.readAllBytes(), StandardCharsets.UTF_8)),
          session("s1", "2026-05-04T18:00:00+02:00"),
          WireRecord.entry(
              "tried",
              "sensation",
              "p1",
              1,
              "{\"feltAt\":\"2026-05-05T08:00:00+02:00\",\"kind\":\"ache\",\"region\":\"lower-back\","
                  + "\"severity\":2}"),
          session("s2", "2026-05-14T18:00:00+02:00"),
          WireRecord.session("tried-too", "s1", 1, 10));
    }
    await()
        .untilAsserted(
            () -> assertThat(lines(LONGER_REST).get(0).path("line").asText()).isEqualTo("session"));
    await()
        .untilAsserted(
            () -> given().get("/v1/athletes/tried-too/digest").then().body("entries", equalTo(1)));
    await()
        .untilAsserted(
            () -> given().get("/v1/athletes/tried/digest").then().body("entries", equalTo(3)));
  }

  private static WireRecord session(String id, String startedAt) {
    return WireRecord.entry("tried", "session", id, 1, WireRecord.sessionBody(startedAt, 10));
  }

  private List<JsonNode> lines(String body) throws IOException {
    String text =
        given()
            .contentType("application/json")
            .body(body)
            .post("/v1/policy/backtest")
            .then()
            .statusCode(200)
            .contentType(startsWith("application/x-ndjson"))
            .header("Cache-Control", "no-store")
            .extract()
            .asString();
    assertThat(text).endsWith("}\n");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  @Test
  void a_longer_rest_shows_where_it_would_have_rested_and_todays_returned() throws IOException {
    List<JsonNode> lines = lines(LONGER_REST);

    assertThat(lines)
        .extracting(line -> line.path("line").asText())
        .containsExactly("session", "session", "athlete", "summary");
    JsonNode first = lines.get(0);
    assertThat(first.path("differs").booleanValue()).isFalse();
    assertThat(first.has("active")).isFalse();
    assertThat(first.at("/tried/outcome").asText()).isEqualTo("STARTED");
    JsonNode second = lines.get(1);
    assertThat(second.path("session").asText()).isEqualTo("session/s2@1");
    assertThat(second.path("at").asText()).isEqualTo("2026-05-14T18:00:00+02:00");
    assertThat(second.at("/tried/outcome").asText()).isEqualTo("RESTED");
    assertThat(second.at("/tried/earliest").asText()).isEqualTo("2026-05-16");
    assertThat(second.at("/active/outcome").asText()).isEqualTo("RETURNED");
    assertThat(second.at("/active/rules/0").asText()).isEqualTo("C-RETURN-0");
    JsonNode sums = lines.get(2);
    assertThat(sums.at("/tried/outcomes/RESTED").intValue()).isEqualTo(1);
    assertThat(sums.at("/active/outcomes/RETURNED").intValue()).isEqualTo(1);
    JsonNode summary = lines.get(3);
    assertThat(summary.path("policy").asText()).isEqualTo("sources-1+changes");
    assertThat(summary.path("against").asText()).isEqualTo("sources-1");
    assertThat(summary.path("athletes").intValue()).isEqualTo(1);
    assertThat(summary.path("differing").intValue()).isEqualTo(1);
  }

  @Test
  void without_athletes_the_whole_roster_is_tried_and_days_narrow_what_is_told()
      throws IOException {
    List<JsonNode> lines =
        lines("{\"exercises\":[\"back-extension\"],\"from\":\"2026-05-10\",\"to\":\"2026-05-14\"}");

    assertThat(lines)
        .filteredOn(line -> line.path("line").asText().equals("athlete"))
        .extracting(line -> line.path("athlete").asText())
        .contains("tried", "tried-too")
        .isSorted();
    assertThat(lines)
        .filteredOn(line -> line.path("athlete").asText().equals("tried"))
        .filteredOn(line -> line.path("line").asText().equals("session"))
        .extracting(line -> line.path("session").asText())
        .containsExactly("session/s2@1");
  }

  @Test
  void what_cannot_be_tried_is_refused_before_anything_runs() {
    given()
        .contentType("application/json")
        .body("{\"changes\":{\"rest.shortDays\":3,\"rest.longDay\":20}}")
        .post("/v1/policy/backtest")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("https://trunkline.io/problems/invalid-entry"))
        .body("errors[0].pointer", equalTo("/changes/rest.shortDays"))
        .body("errors[1].detail", startsWith("is no constant"));
    given()
        .contentType("application/json")
        .body("[")
        .post("/v1/policy/backtest")
        .then()
        .statusCode(400)
        .body("type", equalTo("https://trunkline.io/problems/malformed-json"));
  }
}
