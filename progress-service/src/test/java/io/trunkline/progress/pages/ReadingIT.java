package io.trunkline.progress.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.local.LocalIssuer;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.OwnParts;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A coach who likes to read in another unit, and in days of another shape. */
@QuarkusTest
@WithTestResource(OwnParts.class)
class ReadingIT extends AtTheScreen {

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @BeforeEach
  void an_athlete_lifts_kilograms() throws IOException {
    try (Publisher publisher = new Publisher(kafka)) {
      Roster roster = new Roster(publisher);
      roster.catalogue();
      roster.screened("read-kim").did("read-kim", 3, "deadlift", 2, Roster.set(5, "22.5"));
      roster.felt("read-kim", 1, "ache", 3);
      roster.send();
      publisher.send(
          WireRecord.entry(
              "read-kim",
              "coach-grant",
              "g1",
              1,
              "{\"coach\":\"coach\",\"fields\":[\"health\"],\"from\":\"2026-01-01T00:00:00Z\"}"),
          WireRecord.watermark(
              new Athlete("local", "read-kim").partition(), Instant.now().toString()));
    }
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/roster?limit=100")
                    .then()
                    .body("athletes.athlete", hasItems("read-kim")));
    asStranger(Chromium.DESK, ColorScheme.LIGHT, "en-GB");
  }

  private void choose(String unit, String days) {
    page.navigate("/preferences");
    if (page.getByLabel("Password").count() > 0) {
      page.getByLabel("Name").fill("coach");
      page.getByLabel("Password").fill(LocalIssuer.SECRET);
      page.keyboard().press("Enter");
      page.waitForURL("**/preferences");
    }
    page.locator("[name=unit][value=" + unit + "]").check();
    page.locator("[name=days][value=" + days + "]").check();
    page.locator("main button").click();
    page.waitForURL("**/preferences?saved=true");
  }

  @Test
  void pounds_are_marked_as_rounded_and_what_was_entered_stays_beside_them() {
    choose("lb", "iso");
    page.navigate("/athletes/read-kim/exercises/deadlift");

    assertThat(page.locator("tbody")).containsText("≈ 49.6 lb (22.5 kg)");
    assertThat(page.locator("tbody th")).hasText(Pattern.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}"));
    assertThat(page.locator("#chart").getAttribute("data-chart")).contains("\"load\":[49.6]");
    assertThat(page.locator("#chart").getAttribute("data-chart")).contains("\"unit\":\"lb\"");
    assertThat(page.locator("[name=unit][value=lb]")).hasCount(0);

    page.navigate("/athletes/read-kim/workout");
    assertThat(page.locator("main")).not().containsText("lb");

    choose("entered", "language");
    page.navigate("/athletes/read-kim/exercises/deadlift");
    assertThat(page.locator("tbody")).containsText("22.5 kg");
    assertThat(page.locator("tbody")).not().containsText("lb");
  }

  @Test
  void a_page_of_another_site_changes_no_preference() {
    choose("kg", "language");
    page.locator("[name=form-token]").evaluate("field => field.value = 'guessed'");
    page.locator("main button").click();

    assertThat(page.locator("h1")).hasText("Not sent from our page");
  }

  @Test
  void an_ache_is_drawn_where_it_is_said_to_be() {
    choose("entered", "language");
    page.navigate("/athletes/read-kim");

    assertThat(page.locator(".figure .hurt")).hasCount(1);
    assertThat(page.locator(".aches")).containsText("lower back");
  }

  @Test
  void the_choices_can_be_made_by_everybody_at_any_width() {
    List<String> complaints = new ArrayList<>();
    for (int width : new int[] {Chromium.PHONE, Chromium.DESK}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        as(width, scheme, "en-US");
        coach.addCookies(
            List.of(
                new Cookie("trunkline-reading", "lb.language")
                    .setUrl("http://localhost:" + RestAssured.port)));
        page.navigate("/preferences?saved=true");
        Looking.at(page, "preferences", width, scheme, complaints);
        page.navigate("/athletes/read-kim");
        Looking.at(page, "athlete-pounds", width, scheme, complaints);
        page.navigate("/athletes/read-kim/exercises/deadlift");
        Looking.at(page, "exercise-pounds", width, scheme, complaints);
      }
    }
    assertThat(complaints).isEmpty();
  }
}
