package io.trunkline.progress.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.local.LocalIssuer;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Browser;
import io.trunkline.progress.OwnParts;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import io.trunkline.progress.erasure.Pseudonyms;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A coach acts on the pages, in a real browser, with their own login. */
@QuarkusTest
@WithTestResource(OwnParts.class)
class ActIT extends AtTheScreen {

  private static final Pattern HIDDEN =
      Pattern.compile("name=\"(id|form-token|moment)\" value=\"([^\"]*)\"");

  private static final String CEILING =
      "/athletes/act-ada/directives/ceiling?exercise=back-extension";

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "trunkline.session-service.url")
  String url;

  @Inject @Superuser DataSource everything;

  @Inject Pseudonyms pseudonyms;

  private Publisher publisher;
  private JournalOfCoaches journal;

  @BeforeEach
  void athletes_let_the_coach_in() throws IOException {
    publisher = new Publisher(kafka);
    journal = new JournalOfCoaches(url, publisher);
    Roster roster = new Roster(publisher);
    roster.catalogue();
    roster.screened("act-ada").did("act-ada", 9, "back-extension", 3, Roster.set(12, "20"));
    roster.did("act-ada", 4, "back-extension", 3, Roster.set(12, "20"));
    roster.did("act-ada", 3, "trunk-lift", 2, "{\"reps\":10}");
    roster.did(
        "act-ada",
        3,
        "lower-trunk-rotation",
        1,
        "{\"repsLeft\":8,\"repsRight\":8,\"holdSeconds\":3}");
    roster.screened("act-una").did("act-una", 4, "back-extension", 3, Roster.set(12, "20"));
    roster.did("act-una", 3, "trunk-lift", 2, "{\"reps\":10}");
    roster.screened("act-pia").did("act-pia", 4, "back-extension", 3, Roster.set(12, "20"));
    roster.screened("act-vera").did("act-vera", 5, "back-extension", 2, Roster.set(10, "0"));
    roster.felt("act-vera", 2, "sharp", 6);
    roster.screened("act-emil").did("act-emil", 3, "deadlift", 2, Roster.set(5, "20"));
    roster.felt("act-emil", 1, "ache", 5);
    roster.screened("act-all").did("act-all", 4, "back-extension", 3, Roster.set(12, "20"));
    roster.did("act-all", 4, "trunk-lift", 2, "{\"reps\":10}");
    roster.screened("act-fay").did("act-fay", 2, "back-extension", 2, Roster.set(10, "0"));
    roster.did("act-fay", 2, "trunk-lift", 2, "{\"reps\":10,\"formOk\":false}");
    roster.did("act-new", 4, "trunk-lift", 2, "{\"reps\":10}");
    roster.screened("act-shy").did("act-shy", 4, "trunk-lift", 2, "{\"reps\":10}");
    roster.felt("act-shy", 1, "ache", 3);
    roster.send();
    for (String athlete :
        List.of(
            "act-ada",
            "act-all",
            "act-una",
            "act-pia",
            "act-vera",
            "act-emil",
            "act-fay",
            "act-new",
            "act-shy")) {
      for (String who : List.of("coach", "reader-1")) {
        publisher.send(granted(athlete, who, athlete.equals("act-shy") ? "training" : "health"));
      }
      Patience.await()
          .untilAsserted(
              () ->
                  given()
                      .get("/v1/athletes/" + athlete + "/digest?after=coach-grant/reader-1@1")
                      .then()
                      .statusCode(200));
    }
    is_heard_of();
    as("coach", Chromium.DESK, ColorScheme.LIGHT, "en-GB");
  }

  private static WireRecord granted(String athlete, String coach, String field) {
    return WireRecord.entry(
        athlete,
        "coach-grant",
        coach,
        1,
        "{\"coach\":\"%s\",\"fields\":[\"%s\"],\"from\":\"2026-01-01T00:00:00Z\"}"
            .formatted(coach, field));
  }

  /** The journal must have been heard of within the last minute. */
  private void is_heard_of() {
    String token =
        LocalIssuer.signer()
            .token("coach", "local", List.of("coach", "progress:read"), Duration.ofMinutes(5));
    for (int partition = 0; partition < 12; partition++) {
      publisher.send(WireRecord.watermark(partition, Instant.now().toString()));
    }
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .header("Authorization", "Bearer " + token)
                    .get("/v1/roster")
                    .then()
                    .statusCode(200));
  }

  private void as(String name, int width, ColorScheme scheme, String language) {
    asStranger(width, scheme, language);
    coach.setDefaultTimeout(8_000);
    page.navigate("/");
    page.getByLabel("Name").fill(name);
    page.getByLabel("Password").fill(LocalIssuer.SECRET);
    page.keyboard().press("Enter");
    page.waitForURL(address -> URI.create(address).getPath().equals("/"));
  }

  @AfterEach
  void leave() {
    journal.close();
    publisher.close();
  }

  private Locator main() {
    return page.locator("main");
  }

  private void submit() {
    page.locator("button.main").click();
  }

  @Test
  void a_ceiling_counts_at_once_and_is_withdrawn_where_it_stands() {
    page.navigate("/athletes/act-una");
    page.getByText("Set a ceiling").click();
    page.locator(".act-chips").getByText("Back extension").click();
    page.getByLabel("Sets").fill("1");
    page.getByLabel("Load").fill("7,5");
    page.getByLabel("Reason").fill("Deload before the meet");
    submit();

    assertThat(page.locator(".act-told")).containsText("Recorded: Ceiling · Back extension");
    assertThat(page.locator(".planned", new Page.LocatorOptions().setHasText("Back extension")))
        .containsText("1 × ");
    assertThat(page.locator(".standing")).hasCount(2);
    assertThat(page.locator(".standing").first()).containsText("Sets 1 · Load 7.5 kg");
    assertThat(page.locator(".standing").first()).containsText("by you, since today");
    assertThat(page.locator(".standing").first()).containsText("Deload before the meet");
    JournalOfCoaches.Asked put = journal.asked.get(0);
    assertThat(put.method() + " " + put.path()).startsWith("PUT act-una/directives/ceiling-");
    assertThat(put.condition()).isEqualTo("*");
    assertThat(put.subject()).isEqualTo("coach");
    JsonNode body = put.json();
    assertThat(body.path("type").asText()).isEqualTo("ceiling");
    assertThat(body.path("author").asText()).isEqualTo("coach");
    assertThat(body.at("/limits/load/value").decimalValue()).isEqualByComparingTo("7.5");

    page.locator(".standing").first().getByText("Withdraw").click();
    assertThat(main()).containsText("Deload before the meet");
    submit();

    assertThat(page.locator(".act-told")).containsText("Withdrawn");
    assertThat(page.locator(".planned", new Page.LocatorOptions().setHasText("Back extension")))
        .containsText("3 × ");
    assertThat(page.locator(".standing")).hasCount(1);
    JournalOfCoaches.Asked delete = journal.asked.get(1);
    assertThat(delete.method() + " " + delete.path()).isEqualTo("DELETE " + put.path());
    assertThat(delete.condition()).isEqualTo("\"1\"");
  }

  @Test
  void a_ceiling_for_everything_bounds_every_exercise() {
    page.navigate("/athletes/act-all/directives/ceiling");
    page.locator(".act-chips").getByText("Everything").click();
    page.getByLabel("Sets").fill("1");
    page.getByLabel("Reason").fill("Exams");
    submit();

    assertThat(page.locator(".act-told")).containsText("Recorded: Ceiling · Everything");
    assertThat(journal.asked.get(0).json().has("exercise")).isFalse();
    for (String exercise : List.of("Back extension", "Trunk lift")) {
      assertThat(page.locator(".planned", new Page.LocatorOptions().setHasText(exercise)))
          .containsText("1 × ");
    }
  }

  @Test
  void an_exercise_nobody_knows_is_not_taken_for_another() {
    HttpResponse<String> forged =
        forged("act-ada", "/directives/ceiling", "exercise=no-such&sets=1&reason=r");

    assertThat(forged.statusCode()).isEqualTo(404);
    assertThat(journal.asked).isEmpty();
  }

  @Test
  void a_reason_of_any_length_is_read_and_too_long_a_one_is_told_so() {
    page.navigate("/athletes/act-all/directives/ceiling");
    page.getByLabel("Sets").fill("2");
    page.getByLabel("Reason").fill("ü".repeat(2_049));
    submit();

    assertThat(page.locator("#error-reason")).containsText("At most 2,048 characters");
    assertThat(page.getByLabel("Reason")).hasValue("ü".repeat(2_049));
    assertThat(journal.asked).isEmpty();
    page.getByLabel("Reason").fill("€".repeat(2_048));
    submit();
    assertThat(page.locator(".act-told")).containsText("Recorded");
  }

  @Test
  void a_position_starts_from_what_is_advised_and_the_plan_goes_on_from_it() {
    page.navigate("/athletes/act-pia/directives/position");
    assertThat(page.getByLabel("Sets")).hasValue("3");
    page.getByLabel("Repetitions").fill("10");
    page.getByLabel("Load").fill("12.5");
    page.getByLabel("Reason").fill("New gym, other machine");
    submit();

    assertThat(page.locator(".act-told")).containsText("Recorded: Position");
    assertThat(page.locator(".planned", new Page.LocatorOptions().setHasText("Back extension")))
        .containsText("12.5 kg");
  }

  @Test
  void a_go_ahead_by_a_physician_opens_what_was_stopped() {
    page.navigate("/athletes/act-vera");
    assertThat(page.locator(".planned")).containsText("Stop");
    page.locator(".needs").getByText("Record a go-ahead").click();
    submit();
    assertThat(main()).containsText("Only a physician or physiotherapist gives a go-ahead");
    assertThat(journal.asked).isEmpty();

    page.getByLabel("Physician", new Page.GetByLabelOptions().setExact(true)).check();
    page.getByLabel("What was said").fill("Nothing found");
    submit();

    assertThat(page.locator(".act-told"))
        .containsText("Recorded: Go-ahead, Physician · lower back");
    assertThat(page.locator(".planned")).not().containsText("Stop");
    assertThat(page.locator(".standing").first()).containsText("Nothing found");
    assertThat(journal.asked.get(0).json().path("by").asText()).isEqualTo("physician");
  }

  @Test
  void an_ache_rests_as_long_as_the_coach_says_but_never_below_a_week() {
    page.navigate("/athletes/act-emil/directives/rest");
    page.getByLabel("Length of the rest").fill("5");
    page.getByLabel("Reason").fill("Feels fine again");
    submit();

    assertThat(main()).containsText("nobody shortens a rest below 7 (BE:164)");
    assertThat(page.getByLabel("Reason")).hasValue("Feels fine again");
    assertThat(journal.asked).isEmpty();

    page.getByLabel("Length of the rest").fill("8");
    submit();
    assertThat(page.locator(".standing").first()).containsText("8 whole days");
    assertThat(journal.asked.get(0).json().path("report").asText()).isEqualTo("sensation/p1");
  }

  @Test
  void what_is_stopped_is_no_rest_to_be_set() {
    page.navigate("/athletes/act-vera/directives/rest");

    assertThat(main()).containsText("No ache rests now");
    assertThat(page.locator("button")).hasCount(0);
    HttpResponse<String> forged =
        forged("act-vera", "/directives/rest", "report=sensation/p2&days=7&reason=r");
    assertThat(forged.statusCode()).isEqualTo(422);
    assertThat(journal.asked).isEmpty();
  }

  @Test
  void a_ceiling_outside_the_range_would_say_what_it_does_not_do() {
    page.navigate(CEILING);
    page.getByLabel("Sets").fill("9");
    page.getByLabel("Repetitions").fill("4");
    page.getByLabel("Load").fill("heavy");
    submit();

    assertThat(page.locator(".wrong")).hasCount(4);
    assertThat(main()).containsText("1 to 3: below it the exercise is not done");
    assertThat(main()).containsText("10 to 12");
    assertThat(main()).containsText("Type a number, for example 22.5");
    assertThat(main()).containsText("Say why");
    assertThat(page.getByLabel("Load")).hasValue("heavy");
    assertThat(journal.asked).isEmpty();
  }

  @Test
  void a_range_of_one_number_is_that_number() {
    page.navigate("/athletes/act-ada/directives/ceiling?exercise=deadlift");
    assertThat(page.locator("#hint-reps")).hasText("5");
    page.getByLabel("Repetitions").fill("4");
    submit();

    assertThat(page.locator("#error-reps")).containsText("5: below it the exercise is not done");
    assertThat(page.locator("#error-reps")).not().containsText("5 to 5");
  }

  @Test
  void a_go_ahead_by_anybody_else_is_refused_whoever_sends_it() {
    for (String by : List.of("coach", "trainer", "", "PHYSICIAN%20")) {
      HttpResponse<String> forged =
          forged("act-vera", "/health/clearance", "scope=&given=2026-05-04T18:00&by=" + by);
      assertThat(forged.statusCode()).as(by).isEqualTo(422);
    }
    assertThat(journal.asked).isEmpty();
  }

  @Test
  void answers_are_written_down_once_and_what_was_told_is_not_taken_back() {
    page.navigate("/athletes/act-new");
    page.locator(".needs").getByText("Record the screening").click();
    assertThat(main()).not().containsText("There is an answer");
    submit();
    assertThat(main()).containsText("Choose one of the two");
    page.getByLabel("Yes").check();
    page.getByLabel("Herniated disc").check();
    submit();
    assertThat(page.locator(".act-told")).containsText("Recorded: Back history");
    assertThat(page.locator(".planned")).containsText("Go-ahead needed");
    assertThat(journal.asked.get(0).condition()).isEqualTo("*");

    page.locator(".standing").getByText("Answer anew").click();
    // One paragraph: asked for a single element, the locator refuses two.
    assertThat(page.locator(".lead")).containsText("write down the answer");
    assertThat(page.locator(".lead")).containsText("a new one takes its place");
    page.getByLabel("No back trouble").check();
    page.getByLabel("Herniated disc").uncheck();
    submit();
    assertThat(main()).containsText("only a professional's go-ahead opens");
    assertThat(journal.asked).hasSize(1);

    page.getByLabel("Yes").check();
    page.getByLabel("Herniated disc").check();
    page.getByLabel("Chronic pain").check();
    submit();
    assertThat(page.locator(".standing")).containsText("Herniated disc, Chronic pain");
    assertThat(journal.asked.get(1).condition()).isEqualTo("\"1\"");
  }

  @Test
  void a_form_check_answers_its_need_until_it_is_withdrawn() {
    page.navigate("/athletes/act-fay");
    assertThat(page.locator(".needs")).containsText("Form check");
    page.locator(".needs").getByText("Record a form check").click();
    assertThat(page.locator(".act-chips [aria-current]")).hasText("Trunk lift");
    submit();
    assertThat(page.locator("#error-form")).containsText("Choose good or needs work");
    assertThat(journal.asked).isEmpty();

    page.getByLabel("Good").check();
    page.getByLabel("What you saw").fill("Slow and even");
    submit();
    assertThat(page.locator(".act-told")).containsText("Recorded: Form check · Trunk lift.");
    Locator due = page.locator(".needs .need", new Page.LocatorOptions().setHasText("Form check"));
    assertThat(due).hasCount(0);
    Locator seen = page.locator(".seen .standing");
    assertThat(seen).hasCount(1);
    assertThat(seen).containsText("Good");
    assertThat(seen).containsText("Slow and even");
    assertThat(seen).containsText("by you, today");
    JournalOfCoaches.Asked put = journal.asked.get(0);
    assertThat(put.method() + " " + put.path()).startsWith("PUT act-fay/observations/form-check-");
    assertThat(put.condition()).isEqualTo("*");
    assertThat(put.subject()).isEqualTo("coach");
    assertThat(put.json().path("form").asText()).isEqualTo("good");
    assertThat(put.json().path("exercise").asText()).isEqualTo("trunk-lift");
    assertThat(put.json().path("author").asText()).isEqualTo("coach");

    seen.getByText("Withdraw").click();
    assertThat(main()).containsText("a form check that it answered is due again");
    submit();
    assertThat(page.locator(".act-told")).containsText("Withdrawn");
    assertThat(due).hasCount(1);
    assertThat(seen).hasCount(0);
    JournalOfCoaches.Asked delete = journal.asked.get(1);
    assertThat(delete.method() + " " + delete.path()).isEqualTo("DELETE " + put.path());
    assertThat(delete.condition()).isEqualTo("\"1\"");
  }

  @Test
  void a_verdict_that_is_none_is_refused_whoever_sends_it() {
    HttpResponse<String> forged =
        forged(
            "act-fay",
            "/observations/form-check",
            "exercise=trunk-lift&seen=2026-05-04T18:00&form=fine");

    assertThat(forged.statusCode()).isEqualTo(422);
    assertThat(forged.body()).contains("Choose good or needs work");
    assertThat(journal.asked).isEmpty();
  }

  @Test
  void a_note_has_words_and_nothing_else() {
    page.navigate("/athletes/act-pia");
    page.getByText("Write a note").click();
    assertThat(page.locator(".act-chips [aria-current]")).hasText("In general");
    submit();
    assertThat(page.locator("#error-note")).containsText("a note without words says nothing");
    page.getByLabel("Note").fill("Moves house next week");
    page.getByLabel("Seen").fill("2099-01-01T10:00");
    submit();
    assertThat(page.locator("#error-seen")).containsText("still to come");
    assertThat(journal.asked).isEmpty();

    page.getByLabel("Seen").fill("2026-01-05T10:00");
    submit();
    assertThat(page.locator(".act-told")).containsText("Recorded: Note.");
    assertThat(page.locator(".seen")).containsText("Moves house next week");
    JsonNode body = journal.asked.get(0).json();
    assertThat(body.has("exercise") || body.has("form")).isFalse();
    assertThat(body.path("seenAt").asText()).isEqualTo("2026-01-05T10:00:00+01:00");
  }

  @Test
  void without_health_a_coach_reads_their_own_words_and_no_others() {
    publisher.send(
        WireRecord.entry(
            "act-shy",
            "observation",
            "of-another",
            1,
            "{\"seenAt\":\"2026-05-04T18:20:00+02:00\",\"author\":\"coach-7\",\"note\":\"Her back, she says\"}"));
    page.navigate("/athletes/act-shy/observations/note?exercise=trunk-lift");
    assertThat(page.locator("#hint-note")).containsText("Only you, the athlete and coaches");
    page.getByLabel("Note").fill("Easy does it");
    submit();

    assertThat(page.locator(".act-told")).containsText("Recorded: Note · Trunk lift.");
    Locator seen = page.locator(".seen .standing");
    assertThat(seen).hasCount(2);
    assertThat(page.locator(".seen")).containsText("Easy does it");
    assertThat(page.locator(".timeline")).containsText("Coach's note, Trunk lift: Easy does it");
    assertThat(main()).not().containsText("she says");
    seen.filter(new Locator.FilterOptions().setHasText("by you")).getByText("Withdraw").click();
    assertThat(main()).containsText("Easy does it");
    submit();

    assertThat(seen).hasCount(1);
    seen.getByText("Withdraw").click();
    assertThat(page.locator(".standing")).containsText("by coach-7, ");
    assertThat(main()).not().containsText("she says");
    submit();
    assertThat(page.locator(".seen")).hasCount(0);
  }

  @Test
  void whose_entry_it_is_stands_there_before_it_is_withdrawn_and_who_withdrew_it_is_noted() {
    publisher.send(
        WireRecord.entry(
            "act-pia",
            "directive",
            "of-another",
            1,
            "{\"type\":\"ceiling\",\"exercise\":\"trunk-lift\",\"limits\":{\"sets\":2},\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"Easy\",\"author\":\"coach-7\"}"));
    page.navigate("/athletes/act-pia?after=directive/of-another@1");
    page.locator(".standing", new Page.LocatorOptions().setHasText("by coach-7"))
        .getByText("Withdraw")
        .click();
    assertThat(page.locator("h1")).hasText("Withdraw this?");
    assertThat(page.locator(".standing")).containsText("by coach-7, since ");
    submit();

    assertThat(page.locator(".act-told")).containsText("Withdrawn");
    JournalOfCoaches.Asked delete = journal.asked.get(0);
    assertThat(delete.method() + " " + delete.path())
        .isEqualTo("DELETE act-pia/directives/of-another");
    assertThat(delete.subject()).as("who the journal is told it was").isEqualTo("coach");
    assertThat(
            Rows.of(
                everything,
                "SELECT actor, action, fields FROM audit WHERE pseudonym = ?",
                pseudonyms.of(new Athlete("local", "act-pia"))))
        .contains("coach ActPages.withdrawDirective directives");
  }

  @Test
  void what_the_journal_refuses_stands_beside_its_field_and_what_was_typed_stays() {
    journal.refuses(
        422,
        "{\"errors\":[{\"pointer\":\"/limits/sets\",\"detail\":\"must be odd\"},"
            + "{\"pointer\":\"/author\",\"detail\":\"must be known\"}]}");
    page.navigate(CEILING);
    page.getByLabel("Sets").fill("2");
    page.getByLabel("Reason").fill("Why not");
    submit();

    assertThat(page.locator("#error-sets")).containsText("The journal does not take this");
    assertThat(page.locator("#error-sets")).containsText("must be odd");
    assertThat(page.locator("[role=alert]")).containsText("/author must be known");
    assertThat(page.getByLabel("Sets")).hasValue("2");
    assertThat(page.getByLabel("Reason")).hasValue("Why not");
  }

  @Test
  void without_the_journal_nothing_is_recorded_and_the_same_form_is_sent_again() {
    page.navigate(CEILING);
    page.getByLabel("Sets").fill("2");
    page.getByLabel("Reason").fill("Travelling");
    String opened = page.locator("input[name=moment]").inputValue();
    journal.close();
    submit();
    assertThat(page.locator("[role=alert]")).containsText("Nothing was recorded");
    assertThat(page.getByLabel("Reason")).hasValue("Travelling");
    String id = page.locator("input[name=id]").inputValue();

    journal = new JournalOfCoaches(url, publisher);
    journal.refuses(503, "{}");
    submit();
    assertThat(page.locator("[role=alert]")).containsText("Nothing was recorded");
    journal.refusal = null;
    submit();
    assertThat(page.locator(".act-told")).containsText("Recorded");
    assertThat(journal.asked).extracting(JournalOfCoaches.Asked::id).containsExactly(id, id);
    assertThat(journal.asked.get(0).body()).isEqualTo(journal.asked.get(1).body());
    assertThat(journal.asked.get(1).json().path("from").asText()).isEqualTo(opened);
  }

  @Test
  void somebody_who_may_not_any_more_is_told_so() {
    journal.refuses(403, "{}");
    page.navigate(CEILING);
    page.getByLabel("Sets").fill("2");
    page.getByLabel("Reason").fill("r");
    submit();
    assertThat(page.locator("[role=alert]")).containsText("does not allow it any more");
    journal.refuses(412, "{}");
    submit();
    assertThat(page.locator("[role=alert]")).containsText("in the meantime");
  }

  @Test
  void a_page_that_is_behind_says_so_kindly() {
    journal.publishes = false;
    page.navigate(CEILING);
    page.getByLabel("Sets").fill("2");
    page.getByLabel("Reason").fill("r");
    submit();

    assertThat(page.locator(".act-told")).containsText("safe in the journal");
    assertThat(page.locator(".planned").first()).isVisible();
  }

  @Test
  void who_may_only_look_sees_what_holds_but_no_forms() {
    publisher.send(
        WireRecord.entry(
            "act-ada",
            "directive",
            "of-another",
            1,
            "{\"type\":\"ceiling\",\"exercise\":\"trunk-lift\",\"limits\":{\"sets\":2},\"from\":\"2026-05-04T18:00:00Z\",\"reason\":\"Easy\",\"author\":\"coach-7\"}"));
    as("reader-1", Chromium.DESK, ColorScheme.LIGHT, "en-GB");
    page.navigate("/athletes/act-ada?after=directive/of-another@1");

    assertThat(page.locator(".standings")).containsText("by coach-7");
    assertThat(page.locator(".acts")).hasCount(0);
    assertThat(page.getByText("Withdraw")).hasCount(0);
    assertThat(page.getByText("Answer anew")).hasCount(0);
    page.navigate("/athletes/act-ada/directives/ceiling");
    assertThat(main()).containsText("does not allow");
    page.navigate("/athletes/act-ada/health/clearance");
    assertThat(main()).containsText("does not allow");
  }

  @Test
  void without_health_there_is_nothing_of_health() {
    page.navigate("/athletes/act-shy");
    assertThat(page.locator(".acts")).containsText("Set a ceiling");
    assertThat(page.locator(".acts a")).hasCount(4);
    assertThat(page.locator(".standing")).hasCount(0);
    for (String form : List.of("/directives/rest", "/health/clearance", "/health/screening")) {
      page.navigate("/athletes/act-shy" + form);
      assertThat(main()).containsText("does not allow");
    }
  }

  @Test
  void a_form_of_another_site_or_about_a_strangers_athlete_writes_nothing() {
    Browser other = new Browser();
    other.open("/", "coach");
    HttpResponse<String> without =
        other.post("/athletes/act-ada/directives/ceiling", own(), "sets=1&reason=r");
    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(forged("somebody-elses", "/directives/ceiling", "sets=1&reason=r").statusCode())
        .isEqualTo(404);
    assertThat(journal.asked).isEmpty();
  }

  /** As a browser would, past what the form offers. */
  private static HttpResponse<String> forged(String athlete, String form, String fields) {
    Browser browser = new Browser();
    browser.open("/", "coach");
    Matcher hidden = HIDDEN.matcher(browser.get("/athletes/act-ada/directives/ceiling").body());
    StringBuilder sent = new StringBuilder(fields);
    while (hidden.find()) {
      sent.append('&').append(hidden.group(1)).append('=').append(Browser.encoded(hidden.group(2)));
    }
    return browser.post("/athletes/" + athlete + form, own(), sent.toString());
  }

  private static String own() {
    URI here = Browser.address("/");
    return here.getScheme() + "://" + here.getAuthority();
  }

  @Test
  void german_is_spoken_and_keys_are_enough() {
    as("coach", Chromium.PHONE, ColorScheme.LIGHT, "de-DE");
    page.navigate(CEILING);
    page.locator("#f-sets").focus();
    page.keyboard().type("2");
    page.locator("#f-reason").focus();
    page.keyboard().type("Entlastung");
    // By way of the button, for Enter is a line in a text of several.
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");

    assertThat(page.locator(".act-told")).containsText("Eingetragen: Obergrenze · Rückenstrecker");
    assertThat(page.locator(".standing").first()).containsText("von Ihnen, seit heute");
  }

  @Test
  void no_form_has_a_barrier_or_a_sideways_scroll() {
    List<String> complaints = new ArrayList<>();
    for (int width : new int[] {Chromium.PHONE, Chromium.DESK}) {
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        is_heard_of();
        as("coach", width, scheme, "en-GB");
        look("act-ceiling", CEILING, width, scheme, complaints);
        submit();
        look("act-ceiling-wrong", null, width, scheme, complaints);
        page.getByLabel("Sets").fill("2");
        page.getByLabel("Load").fill("10");
        page.getByLabel("Reason").fill("Deload before the meet, as we spoke of on Monday");
        submit();
        look("act-athlete", null, width, scheme, complaints);
        page.locator(".standing").first().getByText("Withdraw").click();
        look("act-withdraw", null, width, scheme, complaints);
        submit();
        look(
            "act-position",
            "/athletes/act-ada/directives/position?exercise=trunk-lift",
            width,
            scheme,
            complaints);
        look("act-rest", "/athletes/act-emil/directives/rest", width, scheme, complaints);
        look("act-rest-none", "/athletes/act-ada/directives/rest", width, scheme, complaints);
        look("act-clearance", "/athletes/act-vera/health/clearance", width, scheme, complaints);
        look(
            "act-form-check",
            "/athletes/act-fay/observations/form-check?exercise=trunk-lift",
            width,
            scheme,
            complaints);
        submit();
        look("act-form-check-wrong", null, width, scheme, complaints);
        look("act-note", "/athletes/act-shy/observations/note", width, scheme, complaints);
        look("act-needs", "/athletes/act-fay", width, scheme, complaints);
        look("act-screening", "/athletes/act-new/health/screening", width, scheme, complaints);
      }
    }
    assertThat(complaints).isEmpty();
  }

  /** Keeps a picture of the page, and looks for what would hinder somebody. */
  private void look(
      String name, String address, int width, ColorScheme scheme, List<String> complaints) {
    if (address != null) {
      is_heard_of();
      page.navigate(address);
    }
    Looking.at(page, name, width, scheme, complaints);
  }
}
