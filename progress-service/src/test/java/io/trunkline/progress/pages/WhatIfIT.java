package io.trunkline.progress.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.local.LocalIssuer;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.OwnParts;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A coach changes a constant and looks at what would have been. */
@QuarkusTest
@WithTestResource(OwnParts.class)
class WhatIfIT extends AtTheScreen {

  /** More than the page shows at once. */
  private static final List<String> RETURNING =
      List.of(
          "if-bea", "if-c1", "if-c2", "if-c3", "if-c4", "if-c5", "if-c6", "if-c7", "if-c8", "if-c9",
          "if-d1", "if-d2", "if-d3", "if-d4");

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @BeforeEach
  void athletes_have_trained() throws IOException {
    try (Publisher publisher = new Publisher(kafka)) {
      Roster roster = new Roster(publisher);
      roster.catalogue();
      roster.season("page-ada");
      // Mild, so the short rest, and trained right after it.
      for (String athlete : RETURNING) {
        roster.screened(athlete).did(athlete, 40, "back-extension", 2, Roster.set(10, "0"));
        roster.felt(athlete, 33, "ache", 2);
        roster.did(athlete, 24, "back-extension", 2, Roster.set(10, "0"));
      }
      roster.screened("if-cleo").did("if-cleo", 5, "trunk-lift", 2, "{\"reps\":10}");
      roster.send();
      publisher.send(
          WireRecord.entry(
              "if-bea",
              "coach-grant",
              "g1",
              1,
              "{\"coach\":\"coach-of-bea\",\"fields\":[\"health\"],\"from\":\"2026-01-01T00:00:00Z\"}"),
          WireRecord.watermark(
              new Athlete("local", "if-bea").partition(), Instant.now().toString()));
    }
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/roster?limit=100")
                    .then()
                    .body("athletes.athlete", hasItems("page-ada", "if-bea", "if-cleo")));
    for (String athlete : RETURNING) {
      given()
          .urlEncodingEnabled(false)
          .get("/v1/athletes/" + athlete + "/digest?after=session/s24-back-extension@1")
          .then()
          .statusCode(200);
    }
    Patience.await()
        .untilAsserted(
            () -> given().get("/v1/athletes/if-bea/digest").then().body("entries", equalTo(5)));
    as(Chromium.DESK, ColorScheme.LIGHT, "en-GB");
  }

  @Test
  void a_longer_rest_is_said_in_one_sentence_and_leads_to_the_athlete_it_would_have_hit() {
    page.navigate("/backtest");
    page.locator("#constant").selectOption("rest.shortDays");
    page.locator("#value").fill("10");
    page.locator("#trial button").click();

    assertThat(page.locator("h1"))
        .containsText("With 10 instead of 7 days of rest after a mild ache");
    assertThat(page.locator("h1")).containsText("would have rested longer");
    assertThat(page.locator("h1")).containsText("nobody would have rested less");
    Locator bea = page.locator(".differing > li", new Page.LocatorOptions().setHasText("if-bea"));
    assertThat(bea).containsText("1 session differs");
    assertThat(bea).containsText("rested 0 → 1");
    assertThat(bea).containsText("Back extension: rested instead of returning");
    assertThat(bea.locator("rect.o-rested")).hasCount(1);
    assertThat(page.locator("main")).not().containsText("if-cleo");
    page.waitForURL("**/backtest?constant=rest.shortDays&value=10");
    bea.locator("a").last().click();
    page.waitForURL("**/athletes/if-bea/exercises/back-extension");
  }

  @Test
  void twelve_athletes_are_shown_and_all_of_them_on_demand() {
    page.navigate("/backtest?constant=rest.shortDays&value=10");
    Locator athletes = page.locator(".differing > li");
    Locator visible = page.locator(".differing > li:visible");
    int all = athletes.count();
    assertThat(all).isGreaterThanOrEqualTo(RETURNING.size());
    assertThat(visible).hasCount(12);
    assertThat(visible.filter(new Locator.FilterOptions().setHasText("if-bea"))).hasCount(1);

    page.getByText("All " + all + " athletes").click();
    assertThat(visible).hasCount(all);

    as(Chromium.DESK, ColorScheme.LIGHT, "de-DE");
    page.navigate("/backtest?constant=rest.shortDays&value=10");
    assertThat(page.locator(".everybody summary")).hasText("Alle " + all + " Athleten");
  }

  @Test
  void what_guards_an_athlete_is_only_tried_stricter() {
    for (String looser :
        List.of("rest.shortDays&value=6", "stop.minSeverity&value=8", "step.maxPercent&value=15")) {
      Response answer = given().get("/backtest?constant=" + looser);
      assertThat(answer.statusCode()).as(looser).isEqualTo(422);
      assertThat(answer.asString()).contains("only stricter ones are tried").doesNotContain("rect");
    }
    assertThat(given().get("/backtest?constant=step.sessionsAtTop&value=99").statusCode())
        .isEqualTo(422);
    assertThat(given().get("/backtest?constant=step.sessionsAtTop&value=x").statusCode())
        .isEqualTo(422);
    assertThat(given().get("/backtest?constant=rest.nothing&value=7").statusCode()).isEqualTo(400);

    page.navigate("/backtest?constant=rest.shortDays&value=6");
    assertThat(page.locator("#refusal")).containsText("from 7 to 14");
    assertThat(page.locator("#value")).hasValue("6");
  }

  @Test
  void a_coach_tries_it_on_their_own_athletes_only() {
    String token =
        LocalIssuer.signer()
            .token(
                "coach-of-bea", "local", List.of("coach", "progress:read"), Duration.ofMinutes(5));
    String answer =
        given()
            .header("Authorization", "Bearer " + token)
            .get("/backtest?constant=rest.shortDays&value=10")
            .asString();

    assertThat(answer)
        .contains("1 of 1 athletes would have rested longer")
        .doesNotContain("page-ada", "<details");
  }

  @Test
  void the_wait_is_told_athlete_by_athlete_before_the_page() {
    List<String> lines =
        given()
            .get("/backtest/run?constant=step.sessionsAtTop&value=3")
            .asString()
            .lines()
            .toList();

    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(lines.subList(0, lines.size() - 1))
        .allSatisfy(line -> assertThat(line).contains("\"done\":").contains("\"of\":"));
    assertThat(lines.get(lines.size() - 1)).startsWith("{\"page\":");
  }

  @Test
  void a_link_from_another_site_computes_nothing() {
    assertThat(
            given()
                .header("Sec-Fetch-Site", "cross-site")
                .get("/backtest?constant=rest.shortDays&value=10")
                .asString())
        .contains("rest.shortDays")
        .doesNotContain("rect");
  }

  @Test
  void it_can_be_seen_by_everybody_at_any_width() {
    List<String> complaints = new ArrayList<>();
    for (int width : new int[] {Chromium.PHONE, Chromium.DESK}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        as(width, scheme, scheme == ColorScheme.DARK ? "de-DE" : "en-GB");
        page.navigate("/backtest");
        Looking.at(page, "whatif-asked", width, scheme, complaints);
        page.navigate("/backtest?constant=step.sessionsAtTop&value=1");
        Looking.at(page, "whatif", width, scheme, complaints);
        page.navigate("/backtest?constant=rest.shortDays&value=10");
        Looking.at(page, "whatif-many", width, scheme, complaints);
        page.locator(".everybody summary").click();
        Looking.at(page, "whatif-all", width, scheme, complaints);
        page.navigate("/backtest?constant=rest.shortDays&value=6");
        Looking.at(page, "whatif-refused", width, scheme, complaints);
      }
    }
    assertThat(complaints).isEmpty();
  }
}
