package io.trunkline.progress.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.OwnParts;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a coach reads of an exercise. */
@QuarkusTest
@WithTestResource(OwnParts.class)
class CatalogueIT extends AtTheScreen {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @BeforeEach
  void the_catalogue_is_here() throws IOException {
    try (Publisher publisher = new Publisher(kafka)) {
      Roster roster = new Roster(publisher);
      roster.catalogue();
      roster.send();
    }
    Patience.await()
        .untilAsserted(() -> given().get("/exercises/trunk-rotation").then().statusCode(200));
    as(Chromium.DESK, ColorScheme.LIGHT, "en-GB");
  }

  @Test
  void a_ladder_has_the_hardest_on_top_and_marks_the_default_and_what_a_coach_opts_into() {
    page.navigate("/exercises/trunk-lift");

    Locator rungs = page.locator(".rung");
    assertThat(rungs)
        .containsText(
            new String[] {"Arms extended forward", "Hands behind the head", "Arms at the sides"});
    assertThat(rungs.nth(2)).containsText("Default");
    assertThat(rungs.nth(0)).not().containsText("Default");
    assertThat(page.locator("[aria-labelledby=h-ways]")).containsText("Only a coach opts in");
    assertThat(page.locator(".path li"))
        .hasText(new String[] {"repetitions 10–15", "3 sets", "next rung"});
  }

  @Test
  void every_fact_says_where_it_comes_from() {
    page.navigate("/exercises/back-extension");

    assertThat(page.locator(".definition-dose")).containsText("2–3 × 10–12");
    assertThat(page.locator(".definition-dose")).containsText("at most 2 a week");
    assertThat(page.locator("#sources")).containsText("How to Do Back Extensions");
    assertThat(page.locator("#sources")).containsText("StrengthLog");
    assertThat(page.locator("#sources")).containsText("164");
    assertThat(page.locator(".stops")).containsText("physician or physiotherapist");
    assertThat(page.locator("[aria-labelledby=h-mistakes]")).containsText("Better:");
  }

  @Test
  void an_exercise_is_found_by_another_name_and_from_an_athletes_page() {
    page.navigate("/");
    page.locator(".nav").getByText("Exercises").click();
    page.waitForURL("**/exercises");
    page.keyboard().press("/");
    page.keyboard().type("superman");
    assertThat(page.locator("#nothing")).isVisible();
    page.locator("#search").fill("prone back");
    assertThat(page.locator(".row:visible")).hasCount(1);
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    page.waitForURL("**/exercises/trunk-lift");
  }

  @Test
  void german_is_spoken_and_what_stays_english_says_so() {
    as(Chromium.PHONE, ColorScheme.DARK, "de-DE");
    page.navigate("/exercises/lower-trunk-rotation");

    assertThat(page.locator("h1")).hasText("Untere Rumpfdrehung");
    assertThat(page.locator(".definition-dose")).containsText("höchstens 2 am Tag");
    assertThat(page.locator(".numbered [lang=de]").first())
        .containsText("Mit dem Gesicht nach oben");
    assertThat(page.locator("#sources [lang=en]").first())
        .containsText("How to Do Back Extensions");
  }

  /** German words are longer. */
  @Test
  void the_longest_page_fits_in_german_too() {
    List<String> complaints = new ArrayList<>();
    for (int width : new int[] {Chromium.PHONE, Chromium.DESK}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        as(width, scheme, "de-DE");
        page.navigate("/exercises/trunk-lift");
        Looking.at(page, "definition-german", width, scheme, complaints);
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void an_exercise_nobody_knows_is_not_found() {
    assertThat(given().get("/exercises/handstand").statusCode()).isEqualTo(404);
  }
}
