package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import io.trunkline.local.App;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a coach decides on a page is an entry of the journal, and the next answer follows it. */
@ExtendWith(WholeLine.class)
class ACoachActsOnThePagesE2E {

  private static final String TOLD = ".act-told";

  @Test
  void a_ceiling_is_obeyed_at_once_and_gone_once_withdrawn(Line line, Athlete ada)
      throws IOException {
    Day today = Day.of(LocalDate.now(ZoneOffset.ofHours(2)));
    ada.did(today.plus(-11), "back-extension 3x12@20")
        .did(today.plus(-4), "back-extension 3x12@20");
    CoachAtPage.lets(line, ada);

    CoachAtPage.with(
        line,
        page -> {
          CoachAtPage.shows(page, line, ada, "Set a ceiling");
          page.getByText("Set a ceiling").click();
          page.getByLabel("Sets").fill("1");
          page.getByLabel("Reason").fill("Deload before the meet");
          page.locator("button.main").click();

          assertThat(page.locator(TOLD).innerText()).contains("Recorded: Ceiling");
          JsonNode told = advice(line, ada, page.url());
          assertThat(told.at("/prescription/sets").asInt()).as(told.toString()).isEqualTo(1);
          assertThat(told.toString()).contains("C-COACH", "Deload before the meet");
          assertThat(page.locator(".planned").innerText()).contains("1 × ");

          page.locator(".standing a").click();
          page.locator("button.main").click();
          assertThat(page.locator(TOLD).innerText()).contains("Withdrawn");
          JsonNode after = advice(line, ada, page.url());
          assertThat(after.at("/prescription/sets").asInt()).as(after.toString()).isEqualTo(3);
          assertThat(page.locator(".standing").count()).isZero();
        });
    assertThat(ada.export()).doesNotContain("\"kind\":\"directive\"");
  }

  @Test
  void the_same_form_sent_twice_is_one_entry(Line line, Athlete ada) throws IOException {
    ada.did(Day.of(LocalDate.now(ZoneOffset.ofHours(2))).plus(-4), "back-extension 3x12@20");
    CoachAtPage.lets(line, ada);

    CoachAtPage.with(
        line,
        page -> {
          CoachAtPage.shows(page, line, ada, "Set a ceiling");
          page.getByText("Set a ceiling").click();
          FormData form = hidden(page).set("sets", "2").set("reason", "Twice");
          for (int time = 0; time < 2; time++) {
            APIResponse answer = sends(page, line, form);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.url()).endsWith("@1");
          }
        });
    assertThat(ada.export().lines().filter(one -> one.contains("\"Twice\""))).hasSize(1);
  }

  @Test
  void a_stop_opens_by_a_professionals_word_and_by_nobody_elses(Line line, Athlete vera)
      throws IOException {
    Day today = Day.of(LocalDate.now(ZoneOffset.ofHours(2)));
    vera.did(today.plus(-9), "back-extension 2x10").feels("sharp", 5, "lower-back", today.plus(-3));
    CoachAtPage.lets(line, vera);

    CoachAtPage.with(
        line,
        page -> {
          CoachAtPage.shows(page, line, vera, "Record a go-ahead");
          assertThat(page.locator(".planned").innerText()).contains("Stop");
          page.locator(".acts").getByText("Record a go-ahead").click();
          FormData forged =
              hidden(page).set("by", "coach").set("scope", "").set("given", "2026-05-04T18:00");
          APIResponse refused = sends(page, line, forged);
          assertThat(refused.status()).isEqualTo(422);
          assertThat(refused.text()).contains("Only a physician or physiotherapist");
          assertThat(vera.export()).doesNotContain("\"kind\":\"clearance\"");

          page.locator("input[value=physician]").check();
          page.getByLabel("What was said").fill("Nothing found");
          page.locator("button.main").click();
          assertThat(page.locator(TOLD).innerText()).contains("Recorded: Go-ahead, Physician");
          // The go-ahead opens the stop; the rest after the pain goes on.
          JsonNode told = advice(line, vera, page.url());
          assertThat(told.path("advice").asText()).as(told.toString()).isEqualTo("REST");
        });
    assertThat(vera.export()).contains("\"author\":\"coach\"", "\"by\":\"physician\"");
  }

  @Test
  void what_the_policy_forbids_is_refused_with_its_reason_and_not_written(Line line, Athlete emil)
      throws IOException {
    Day today = Day.of(LocalDate.now(ZoneOffset.ofHours(2)));
    emil.did(today.plus(-9), "back-extension 2x10").feels("ache", 5, "lower-back", today.plus(-2));
    CoachAtPage.lets(line, emil);

    CoachAtPage.with(
        line,
        page -> {
          CoachAtPage.shows(page, line, emil, "Set how long an ache rests");
          page.getByText("Set how long an ache rests").click();
          page.getByLabel("Length of the rest").fill("5");
          page.getByLabel("Reason").fill("Feels fine");
          page.locator("button.main").click();
          assertThat(page.locator("#error-days").innerText())
              .contains("nobody shortens a rest below 7");
          assertThat(emil.export()).doesNotContain("\"kind\":\"directive\"");

          page.getByLabel("Length of the rest").fill("7");
          page.locator("button.main").click();
          assertThat(page.locator(TOLD).innerText()).contains("Recorded: Length of a rest");
          JsonNode told = advice(line, emil, page.url());
          assertThat(told.path("earliest").asText())
              .as(told.toString())
              .isEqualTo(LocalDate.now(ZoneOffset.ofHours(2)).plusDays(6).toString());
        });
  }

  @Test
  void a_form_check_and_a_note_are_kept_shown_and_withdrawn(Line line, Athlete fay)
      throws IOException {
    fay.did(Day.of(LocalDate.now(ZoneOffset.ofHours(2))).plus(-2), "back-extension 2x10");
    CoachAtPage.lets(line, fay);

    CoachAtPage.with(
        line,
        page -> {
          CoachAtPage.shows(page, line, fay, "Record a form check");
          String dose = page.locator(".planned .dose").first().innerText();
          page.locator(".acts").getByText("Record a form check").click();
          page.locator("button.main").click();
          assertThat(page.locator("#error-form").innerText()).contains("Choose good or needs work");
          assertThat(fay.export()).doesNotContain("\"kind\":\"observation\"");
          page.getByLabel("Needs work").check();
          page.getByLabel("What you saw").fill("Comes up too fast");
          page.locator("button.main").click();
          assertThat(page.locator(TOLD).innerText())
              .contains("Recorded: Form check · Back extension.");
          assertThat(page.locator(".timeline").innerText()).contains("Comes up too fast");

          page.locator(".acts").getByText("Write a note").click();
          page.getByLabel("Note").fill("New shoes");
          page.locator("button.main").click();
          assertThat(page.locator(TOLD).innerText()).contains("Recorded: Note.");
          assertThat(page.locator(".seen").innerText()).contains("Comes up too fast", "New shoes");
          assertThat(page.locator(".planned .dose").first().innerText()).isEqualTo(dose);
          assertThat(fay.export())
              .contains("\"form\":\"needs-work\"", "\"note\":\"New shoes\"")
              .contains("\"author\":\"coach\"");

          for (int left = 1; left >= 0; left--) {
            page.locator(".seen a").first().click();
            page.locator("button.main").click();
            assertThat(page.locator(TOLD).innerText()).contains("Withdrawn");
            assertThat(page.locator(".seen .standing").count()).isEqualTo(left);
          }
        });
    assertThat(fay.export()).doesNotContain("\"kind\":\"observation\"");
  }

  private static FormData hidden(Page page) {
    page.locator("button.main").waitFor();
    FormData form = FormData.create();
    for (Locator field : page.locator("input[type=hidden]").all()) {
      form.set(field.getAttribute("name"), field.getAttribute("value"));
    }
    return form;
  }

  private static APIResponse sends(Page page, Line line, FormData form) {
    URI progress = line.address(App.PROGRESS);
    return page.request()
        .post(
            page.url(),
            RequestOptions.create()
                .setForm(form)
                .setHeader("Origin", progress.getScheme() + "://" + progress.getAuthority()));
  }

  /** As the athlete's app gets it, after what the page was asked to show. */
  private static JsonNode advice(Line line, Athlete athlete, String page) {
    Http.Answer answer =
        line.app()
            .get(
                line.address(App.PROGRESS)
                    .resolve(
                        "/v1/athletes/"
                            + athlete.id()
                            + "/exercises/back-extension/recommendation?"
                            + URI.create(page).getRawQuery()));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
