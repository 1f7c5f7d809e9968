package io.trunkline.progress.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItems;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.local.LocalIssuer;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Caller;
import io.trunkline.progress.OwnParts;
import io.trunkline.progress.Patience;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An open roster, while athletes train. A stream of the tests ends after three seconds. */
@QuarkusTest
@WithTestResource(OwnParts.class)
class RosterLiveIT extends AtTheScreen {

  private static final String COACH = "coach-of-lia";
  private static final LocatorAssertions.IsVisibleOptions SOON =
      new LocatorAssertions.IsVisibleOptions().setTimeout(25_000);

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;
  private int trained = 10;

  @BeforeEach
  void athletes_have_trained() throws IOException {
    publisher = new Publisher(kafka);
    Roster roster = new Roster(publisher);
    roster.catalogue();
    for (String athlete : List.of("live-lia", "live-max", "live-noa")) {
      roster.screened(athlete).did(athlete, 3, "trunk-lift", 2, "{\"reps\":10}");
    }
    roster.send();
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/roster?limit=100")
                    .then()
                    .body("athletes.athlete", hasItems("live-lia", "live-max", "live-noa")));
    as(Chromium.DESK, ColorScheme.LIGHT, "en-GB");
  }

  @AfterEach
  void leave() {
    publisher.close();
  }

  private void somebodyNew(String athlete) {
    new Roster(publisher)
        .screened(athlete)
        .did(athlete, 1, "trunk-lift", 2, "{\"reps\":10}")
        .send();
  }

  @Test
  void who_trains_appears_while_what_is_typed_and_the_focus_stay() {
    page.navigate("/");
    assertThat(page.locator(".live")).hasText("Live");
    page.keyboard().press("/");
    page.keyboard().type("live-");

    somebodyNew("live-new");

    assertThat(page.locator(".row[data-name=live-new]")).isVisible(SOON);
    assertThat(page.locator("#search")).hasValue("live-");
    assertThat(page.locator("#search")).isFocused();
    page.keyboard().type("m");
    assertThat(page.locator("#search")).hasValue("live-m");
    assertThat(page.locator(".row[data-name=live-new]")).isHidden();
  }

  @Test
  void a_row_keeps_the_focus_and_a_chosen_need_stays_chosen() {
    somebodyNew("live-focus");
    page.navigate("/");
    page.locator(".row[data-name=live-lia] a").focus();

    somebodyNew("live-later");

    assertThat(page.locator(".row[data-name=live-later]")).isVisible(SOON);
    assertThat(page.locator(".row[data-name=live-lia] a")).isFocused();

    new Roster(publisher).felt("live-noa", 0, "ache", 3).send();
    page.locator(".chip[data-sort=ACHE]").click(new Locator.ClickOptions().setTimeout(25_000));
    new Roster(publisher).felt("live-max", 0, "ache", 3).send();
    assertThat(page.locator(".row[data-name=live-max]")).isVisible(SOON);
    assertThat(page.locator(".row[data-name=live-lia]")).isHidden();
    assertThat(page.locator(".chip[data-sort=ACHE]")).hasAttribute("aria-current", "true");
  }

  @Test
  void a_lost_connection_is_shown_and_recovers() {
    page.navigate("/");
    assertThat(page.locator(".live")).hasText("Live");
    page.route("**/events", Route::abort);
    LocatorAssertions.HasTextOptions patiently =
        new LocatorAssertions.HasTextOptions().setTimeout(25_000);
    assertThat(page.locator(".live")).hasText("Connection lost: trying again", patiently);

    somebodyNew("live-meanwhile");
    page.unroute("**/events");

    assertThat(page.locator(".live")).hasText("Live", patiently);
    assertThat(page.locator(".row[data-name=live-meanwhile]")).isVisible(SOON);
  }

  @Test
  void a_page_asks_for_one_stream_and_none_for_an_athlete() {
    List<String> streams = new ArrayList<>();
    page.onRequest(
        (Request request) -> {
          if (request.url().endsWith("/events")) {
            streams.add(URI.create(request.url()).getPath());
          }
        });
    page.navigate("/");
    assertThat(page.locator(".live")).hasText("Live");
    assertThat(streams).containsExactly("/events");
  }

  @Test
  void a_coach_hears_of_their_athletes_until_the_grant_is_taken_back() throws Exception {
    grant(1, "");
    aTrainingIsHeard("live-lia", true);
    aTrainingIsHeard("live-max", false);

    grant(2, ",\"until\":\"2026-02-01T00:00:00Z\"");
    aTrainingIsHeard("live-lia", false);
  }

  private void grant(int revision, String until) {
    publisher.send(
        WireRecord.entry(
            "live-lia",
            "coach-grant",
            "g1",
            revision,
            "{\"coach\":\""
                + COACH
                + "\",\"fields\":[\"health\"],\"from\":\"2026-01-01T00:00:00Z\""
                + until
                + "}"));
    Patience.await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/live-lia/digest?after=coach-grant/g1@" + revision)
                    .then()
                    .statusCode(200));
  }

  /**
   * Lets an athlete train until a round in which an app's stream told of it and the coach's did, or
   * did not. Other rounds say nothing: roster rows are also written when all are decided anew.
   */
  private void aTrainingIsHeard(String athlete, boolean expected) throws Exception {
    for (int i = 0; i < 6; i++) {
      // Word from the journal, without which a coach hears nothing.
      publisher.send(
          WireRecord.watermark(
              new Athlete("local", "live-lia").partition(), Instant.now().toString()));
      Open app = new Open(Caller.authorization());
      Open person = new Open("Bearer " + token());
      new Roster(publisher).did(athlete, ++trained, "trunk-lift", 2, "{\"reps\":9}").send();
      boolean told = app.told();
      if (person.told() == expected && told) {
        return;
      }
    }
    throw new AssertionError("A training of " + athlete + " should be heard: " + expected);
  }

  private static String token() {
    return LocalIssuer.signer()
        .token(COACH, "local", List.of("coach", "progress:read"), Duration.ofMinutes(5));
  }

  /** A stream that has begun. */
  private static final class Open {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> read;

    Open(String authorization) {
      CompletableFuture<HttpResponse<Stream<String>>> answer =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(
                          URI.create("http://localhost:" + RestAssured.port + "/events"))
                      .header("Authorization", authorization)
                      .build(),
                  HttpResponse.BodyHandlers.ofLines());
      read = answer.thenAcceptAsync(response -> response.body().forEach(lines::add));
      Patience.await().until(() -> lines.contains(":watching"));
    }

    boolean told() throws Exception {
      read.get(30, TimeUnit.SECONDS);
      return lines.contains("event:roster-changed");
    }
  }
}
