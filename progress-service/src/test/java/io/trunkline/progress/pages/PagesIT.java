package io.trunkline.progress.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.trunkline.local.LocalIssuer;
import io.trunkline.progress.OwnParts;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a coach does with the pages, in a real browser. */
@QuarkusTest
@WithTestResource(OwnParts.class)
class PagesIT extends AtTheScreen {

  private static final Map<String, String> ADDRESSES = new LinkedHashMap<>();

  static {
    ADDRESSES.put("roster", "/");
    ADDRESSES.put("athlete", "/athletes/page-ada");
    ADDRESSES.put("stopped", "/athletes/page-vera");
    ADDRESSES.put("exercise", "/athletes/page-ada/exercises/back-extension");
    ADDRESSES.put("decision", "/athletes/page-vera/decisions/back-extension/1");
    ADDRESSES.put("workout", "/athletes/page-ada/workout");
    ADDRESSES.put("exercises", "/exercises");
    ADDRESSES.put("definition", "/exercises/trunk-lift");
    ADDRESSES.put("definition-load", "/exercises/back-extension");
    ADDRESSES.put("what-if", "/backtest");
    ADDRESSES.put("what-if-answered", "/backtest?constant=step.sessionsAtTop&value=1");
    ADDRESSES.put("preferences", "/preferences");
  }

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @BeforeEach
  void athletes_have_trained() throws IOException {
    try (Publisher publisher = new Publisher(kafka)) {
      Roster roster = new Roster(publisher);
      roster.catalogue();
      roster.season("page-ada");
      roster.saw("page-ada", 1, "trunk-lift", "needs-work", "Chin up, <b>slowly</b>");
      roster.screened("page-vera").did("page-vera", 5, "back-extension", 2, Roster.set(10, "0"));
      roster.felt("page-vera", 2, "sharp", 6);
      roster.screened("page-emil").did("page-emil", 3, "deadlift", 2, Roster.set(5, "20"));
      roster.felt("page-emil", 0, "ache", 3);
      roster.screened("page-silent").did("page-silent", 30, "trunk-lift", 2, "{\"reps\":10}");
      roster.did("page-unasked", 4, "trunk-lift", 2, "{\"reps\":10}");
      roster.send();
    }
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/roster?limit=100")
                    .then()
                    .body(
                        "athletes.athlete",
                        hasItems("page-ada", "page-vera", "page-emil", "page-silent")));
    given()
        .get("/v1/athletes/page-ada/digest?after=session/s6-trunk-lift@1")
        .then()
        .statusCode(200);
    as(Chromium.DESK, ColorScheme.LIGHT, "en-GB");
  }

  private Locator row(String athlete) {
    return page.locator(".row[data-name=" + athlete + "]");
  }

  @Test
  void who_is_stopped_stands_above_who_is_silent_and_says_what_to_do() {
    page.navigate("/");

    List<String> names = page.locator(".row .name").allTextContents();
    assertThat(names).containsSubsequence("page-vera", "page-emil", "page-unasked", "page-silent");
    assertThat(row("page-vera")).containsText("Stopped");
    assertThat(row("page-vera")).containsText("Sharp pain 6/10, lower back");
    assertThat(row("page-vera")).containsText("go-ahead");
  }

  @Test
  void a_need_and_a_few_letters_narrow_the_list_and_keys_open_an_athlete() {
    page.navigate("/");
    page.locator(".chip[data-sort=SILENT]").click();
    assertThat(row("page-silent")).isVisible();
    assertThat(row("page-vera")).isHidden();

    page.locator(".chip[data-sort='']").click();
    page.keyboard().press("/");
    page.keyboard().type("page-ve");
    assertThat(row("page-vera")).isVisible();
    assertThat(row("page-silent")).isHidden();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    page.waitForURL("**/athletes/page-vera");
  }

  @Test
  void without_script_the_server_filters() {
    page.navigate("/?need=SILENT");

    assertThat(row("page-silent")).isVisible();
    assertThat(row("page-vera")).hasCount(0);
  }

  @Test
  void an_athlete_shows_the_next_workout_as_they_would_get_it() {
    page.navigate("/athletes/page-ada");
    JsonPath answer =
        given().get("/v1/athletes/page-ada/exercises/back-extension/recommendation").jsonPath();
    Object told =
        answer.get("prescription") == null
            ? answer.get("preview.reps")
            : answer.get("prescription.reps");
    Locator planned =
        page.locator(".planned", new Page.LocatorOptions().setHasText("Back extension"));

    assertThat(planned).containsText("× " + told);
    assertThat(page.locator("main")).containsText("Right is 37 % weaker");
    page.navigate("/athletes/page-vera");
    assertThat(page.locator("main")).containsText("until a professional gives the go-ahead");
    assertThat(page.locator(".planned .big")).hasCount(0);
  }

  @Test
  void where_only_what_is_offered_instead_may_be_trained_it_says_so() throws IOException {
    try (Publisher publisher = new Publisher(kafka)) {
      Roster roster = new Roster(publisher);
      roster.screened("page-resting").did("page-resting", 3, "deadlift", 2, Roster.set(5, "20"));
      roster.felt("page-resting", 1, "ache", 3);
      roster.send();
    }
    given()
        .urlEncodingEnabled(false)
        .get("/v1/athletes/page-resting/digest?after=sensation/p1@1")
        .then()
        .statusCode(200);
    String line = "Nothing of this may be trained today, only what is offered instead.";
    page.navigate("/athletes/page-resting");
    assertThat(page.locator("#h-next")).containsText("today");
    assertThat(page.locator(".planned")).containsText("Instead: ");
    assertThat(page.locator("main")).containsText(line);
    page.navigate("/athletes/page-resting/workout");
    assertThat(page.locator("main")).containsText(line);
    page.navigate("/athletes/page-unasked");
    assertThat(page.locator(".planned")).containsText("Train");
    assertThat(page.locator("main")).not().containsText(line);

    as(Chromium.DESK, ColorScheme.LIGHT, "de-DE");
    page.navigate("/athletes/page-resting");
    assertThat(page.locator("main")).containsText("nur was stattdessen angeboten ist");
  }

  @Test
  void what_a_coach_saw_stands_in_the_timeline_in_the_coachs_words() {
    page.navigate("/athletes/page-ada");
    assertThat(page.locator(".timeline"))
        .containsText("Form check, Trunk lift, needs work: Chin up, <b>slowly</b>");

    as(Chromium.DESK, ColorScheme.LIGHT, "de-DE");
    page.navigate("/athletes/page-ada");
    assertThat(page.locator(".timeline")).containsText("daran arbeiten: Chin up");
  }

  @Test
  void of_an_exercise_decided_twice_in_a_day_the_last_word_stands_in_the_timeline() {
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/nobody/exercises/back-extension/recommendation")
                    .then()
                    .body("advice", equalTo("TRAIN")));
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(WireRecord.session("page-twice", "s1", 1, 10));
      decided("session/s1@1", 1);
      publisher.send(
          WireRecord.entry(
              "page-twice",
              "sensation",
              "p1",
              1,
              "{\"feltAt\":\"2026-05-04T19:00:00+02:00\",\"kind\":\"ache\",\"region\":\"lower-back\",\"severity\":3}"));
      decided("sensation/p1@1", 2);
    }
    page.navigate("/athletes/page-twice");

    Locator decisions = page.locator(".timeline a[href*='/decisions/back-extension/']");
    assertThat(decisions).hasCount(1);
    assertThat(decisions).hasAttribute("href", Pattern.compile("/2$"));
  }

  private static void decided(String after, int decisions) {
    given()
        .urlEncodingEnabled(false)
        .get("/v1/athletes/page-twice/decisions?after=" + after)
        .then()
        .statusCode(200)
        .body("decisions", hasSize(decisions));
  }

  @Test
  void a_decision_names_its_rule_its_fact_its_source_and_what_would_change_it() {
    page.navigate("/athletes/page-vera/exercises/back-extension");

    Locator reason = page.locator(".reason").first();
    assertThat(reason).containsText("G-STOP");
    assertThat(reason).containsText("sensation/p2@1");
    assertThat(reason).containsText("TR:7");
    assertThat(reason).containsText("A go-ahead by a physician or physiotherapist");
    assertThat(page.locator(".silent")).containsText("G-FREQ");
  }

  @Test
  void a_chart_is_drawn_and_its_numbers_and_its_picture_can_be_taken_away() throws IOException {
    page.navigate("/athletes/page-ada/exercises/back-extension");
    Object drawn =
        page.evaluate(
            "() => { const c = document.getElementById('chart'); const d = c.getContext('2d')"
                + ".getImageData(0, 0, c.width, c.height).data; return d.some(v => v > 0); }");
    assertThat(drawn).isEqualTo(true);
    page.locator("[data-series=volume]").click();
    assertThat(page.locator("[data-series=volume]")).hasAttribute("aria-pressed", "true");

    Download csv = page.waitForDownload(() -> page.getByText("CSV").click());
    assertThat(Files.readString(csv.path(), StandardCharsets.UTF_8).lines())
        .hasSize(16)
        .first()
        .asString()
        .startsWith("day,session,sets,reps,load");
    Download png = page.waitForDownload(() -> page.locator("#png").click());
    assertThat(Files.readAllBytes(png.path())).startsWith(0x89, 'P', 'N', 'G');
  }

  @Test
  void an_open_page_follows_what_happens() throws IOException {
    page.navigate("/athletes/page-emil");
    assertThat(page.locator(".live")).hasText("Live");
    assertThat(page.locator("main")).not().containsText("Goblet squat");

    try (Publisher publisher = new Publisher(kafka)) {
      Roster roster = new Roster(publisher);
      roster.did("page-emil", 1, "goblet-squat", 2, Roster.set(10, "8"));
      roster.send();
    }

    assertThat(page.locator("main"))
        .containsText(
            "Goblet squat", new LocatorAssertions.ContainsTextOptions().setTimeout(20_000));
  }

  @Test
  void german_is_spoken_to_who_asks_for_it() {
    as(Chromium.DESK, ColorScheme.LIGHT, "de-DE");
    page.navigate("/");

    assertThat(page.locator("html")).hasAttribute("lang", "de");
    assertThat(row("page-vera")).containsText("Stechender Schmerz 6/10, unterer Rücken");
    page.navigate("/athletes/page-vera/exercises/back-extension");
    assertThat(page.locator("main")).containsText("Warum heute nicht");
  }

  @Test
  void no_page_has_a_barrier_a_sideways_scroll_or_a_refused_script() {
    List<String> complaints = new ArrayList<>();
    for (int width : new int[] {Chromium.PHONE, Chromium.DESK}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        as(width, scheme, "en-GB");
        page.onConsoleMessage(
            message -> {
              if (message.type().equals("error")) {
                complaints.add(message.text());
              }
            });
        ADDRESSES.forEach(
            (name, address) -> {
              page.navigate(address);
              Looking.at(page, name, width, scheme, complaints);
            });
      }
    }
    assertThat(complaints).isEmpty();
  }

  @Test
  void a_page_weighs_less_than_300_kilobytes_and_keeps_to_itself() {
    for (String address : ADDRESSES.values()) {
      as(Chromium.PHONE, ColorScheme.LIGHT, "en-GB");
      List<Request> finished = new ArrayList<>();
      page.onRequestFinished(finished::add);
      page.navigate(address);
      page.waitForLoadState();
      // A copy: asking for sizes lets further ones finish.
      long bytes = List.copyOf(finished).stream().mapToLong(r -> r.sizes().responseBodySize).sum();
      assertThat(bytes).as(address).isBetween(1L, 300_000L);
      assertThat(List.copyOf(finished))
          .filteredOn(r -> r.sizes().responseBodySize > 2_000)
          .isNotEmpty()
          .allSatisfy(
              r ->
                  assertThat(r.response().headers())
                      .as(r.url())
                      .containsEntry("content-encoding", "gzip"));
    }
    assertThat(page.navigate("/").headers())
        .containsEntry("cache-control", "no-store")
        .extractingByKey("content-security-policy")
        .asString()
        .contains("script-src 'self'");
  }

  @Test
  void a_page_without_a_token_shows_nothing() {
    for (String address : ADDRESSES.values()) {
      given().header("Authorization", "Basic eDp5").get(address).then().statusCode(401);
    }
  }

  @Test
  void a_coach_logs_in_is_led_back_and_logs_out() {
    List<String> complaints = new ArrayList<>();
    for (int width : new int[] {Chromium.PHONE, Chromium.DESK}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        asStranger(width, scheme, "en-GB");
        page.navigate("/?need=SILENT");
        Looking.at(page, "login", width, scheme, complaints);
        page.getByLabel("Name").fill("coach");
        page.getByLabel("Password").fill("not this");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).hasText("Wrong name or password.");
        Looking.at(page, "login-wrong", width, scheme, complaints);
        page.getByLabel("Name").fill("coach");
        page.getByLabel("Password").fill(LocalIssuer.SECRET);
        page.keyboard().press("Enter");
        page.waitForURL("**/?need=SILENT");
        assertThat(page.locator("main h1")).isVisible();

        page.getByText("Log out").click();
        assertThat(page.locator("h1")).hasText("Logged out");
        assertThat(page.locator(".leave")).hasCount(0);
        Looking.at(page, "logged-out", width, scheme, complaints);
        page.navigate("/?need=SILENT");
        assertThat(page.getByLabel("Password")).isVisible();
      }
    }
    assertThat(complaints).isEmpty();
  }
}
