package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.trunkline.local.App;
import java.io.IOException;
import java.net.URI;
import java.util.function.Consumer;

/** The coach of the line, in a real browser. */
final class CoachAtPage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CoachAtPage() {}

  /** Lets the coach look at an athlete, their health too. */
  static void lets(Line line, Athlete athlete) {
    ObjectNode grant =
        JSON.createObjectNode().put("coach", "coach").put("from", "2026-01-01T00:00:00Z");
    grant.putArray("fields").add("training").add("health");
    Http.Answer answer =
        line.app()
            .put(
                line.address(App.SESSION)
                    .resolve("/v1/athletes/" + athlete.id() + "/coach-grants/g1"),
                grant);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  /** Logs in and goes on from the roster. */
  static void with(Line line, Consumer<Page> story) throws IOException {
    String password = line.passwordOfCoach();
    try (Playwright playwright = Chromium.playwright();
        Browser browser = Chromium.of(playwright);
        BrowserContext context = browser.newContext()) {
      Page page = context.newPage();
      page.navigate(line.address(App.PROGRESS) + "/");
      page.getByLabel("Name").fill("coach");
      page.getByLabel("Password").fill(password);
      page.keyboard().press("Enter");
      page.waitForURL(address -> URI.create(address).getPath().equals("/"));
      story.accept(page);
    }
  }

  /** Grants take a moment to arrive where pages are made. */
  static void shows(Page page, Line line, Athlete athlete, String wanted) {
    Operator.awaits(
        () -> {
          page.navigate(line.address(App.PROGRESS).resolve("/athletes/" + athlete.id()).toString());
          return page.locator("body").innerText();
        },
        shown -> shown.contains(wanted) && !shown.contains("Nothing to train yet"));
  }
}
