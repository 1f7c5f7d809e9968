package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import io.trunkline.local.App;
import io.trunkline.local.IdentityProvider;
import io.trunkline.local.LocalStack;
import io.trunkline.local.PortPlan;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The line with a real Keycloak, by the realm that operators import. */
class ACoachLogsInThroughKeycloakE2E {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "only-of-this-story-but-long-enough";
  private static final String REALM = "trunkline";
  private static final String COACH = "coach-one";
  private static final Path RUN = Path.of("target", "keycloak-" + UUID.randomUUID());

  private static Keycloak keycloak;
  private static LocalStack stack;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    PortPlan ports = PortPlan.free();
    Files.createDirectories(RUN);
    keycloak =
        Keycloak.start(
            RUN.resolve("keycloak.log"),
            Map.of(
                "TRUNKLINE_PAGES_URL", "http://localhost:" + ports.api().get(App.PROGRESS),
                "TRUNKLINE_PAGES_CLIENT_SECRET", SECRET,
                "TRUNKLINE_CLIENT_SECRET", SECRET,
                "TRUNKLINE_APP_CLIENT_SECRET", SECRET,
                "TRUNKLINE_OPERATOR_CLIENT_SECRET", SECRET),
            // Within the hundred of the plan, where nothing else listens.
            ports.issuer() + 40);
    stack =
        LocalStack.in(RUN, ports, line -> System.out.println("[keycloak] " + line))
            .trusting(new OfKeycloak());
    stack.start();
  }

  @AfterAll
  static void stop() {
    try (Keycloak last = keycloak;
        LocalStack first = stack) {
      assertThat(last != null && first != null).as("both started").isTrue();
    }
  }

  /** What an operator tells the services; the pages' address has no HTTPS here. */
  private static final class OfKeycloak implements IdentityProvider {

    @Override
    public Map<String, String> environment(App app) {
      Map<String, String> environment = new HashMap<>();
      environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", keycloak.realm(REALM).toString());
      if (app == App.PROGRESS) {
        environment.put("TRUNKLINE_CLIENT_SECRET", SECRET);
        environment.put("TRUNKLINE_PAGES_ENABLED", "true");
        environment.put("TRUNKLINE_PAGES_CLIENT_SECRET", SECRET);
        environment.put("TRUNKLINE_IDENTITY_LOCAL", "true");
        environment.put("TRUNKLINE_PAGES_HTTPS", "false");
      }
      return environment;
    }

    @Override
    public Map<String, String> tokens() {
      return Map.of("app", appOf(REALM));
    }
  }

  private static String appOf(String realm) {
    return keycloak.token(
        realm,
        "app-backend",
        SECRET,
        "journal:read journal:write grants:write progress:read catalog:read");
  }

  private static URI session(String athlete, String path) {
    return stack.address(App.SESSION).resolve("/v1/athletes/" + athlete + path);
  }

  private static ObjectNode trained() {
    ObjectNode body = JSON.createObjectNode().put("startedAt", Day.day(0).evening());
    body.putArray("exercises").add(Performed.parse("back-extension 2x10"));
    return body;
  }

  @Test
  void an_app_posts_with_a_token_of_this_realm_and_of_no_other() {
    URI session = session("kea", "/sessions/s1");
    Http app = new Http(appOf(REALM));

    assertThat(new Http(appOf(Keycloak.ANOTHER)).put(session, trained()).status()).isEqualTo(401);
    assertThat(app.get(session).status()).isEqualTo(404);
    assertThat(app.put(session, trained()).status()).isEqualTo(201);
    Http.Answer advice =
        app.get(
            stack
                .address(App.PROGRESS)
                .resolve(
                    "/v1/athletes/kea/exercises/back-extension/recommendation?at=2026-05-07T18:00:00%2B02:00&after=session/s1@1"));
    assertThat(advice.status()).as(advice.body()).isEqualTo(200);
    assertThat(advice.json().at("/prescription/reps").asInt()).isEqualTo(11);
  }

  @Test
  void a_token_opens_only_what_was_asked_for() {
    String reader = keycloak.token(REALM, "app-backend", SECRET, "journal:read");

    assertThat(new Http(reader).put(session("kea", "/sessions/s2"), trained()).status())
        .isEqualTo(403);
  }

  @Test
  void a_coach_sees_the_page_until_logging_out_wherever_the_cookie_is() {
    Http app = new Http(appOf(REALM));
    ObjectNode grant =
        JSON.createObjectNode()
            .put("coach", Keycloak.subject(COACH))
            .put("from", Day.day(0).evening());
    grant.putArray("fields").add("training").add("health");
    assertThat(app.put(session("kim", "/coach-grants/g1"), grant).status()).isEqualTo(201);
    assertThat(app.put(session("kim", "/sessions/s1"), trained()).status()).isEqualTo(201);
    String roster = stack.address(App.PROGRESS) + "/";
    String login = keycloak.realm(REALM).toString();
    try (Playwright playwright = Chromium.playwright();
        Browser browser = Chromium.of(playwright);
        BrowserContext coach = browser.newContext();
        BrowserContext thief = browser.newContext()) {
      Page page = coach.newPage();
      page.navigate(roster);
      assertThat(page.url()).startsWith(login);
      page.fill("#username", COACH);
      page.fill("#password", Keycloak.PASSWORD);
      page.click("#kc-login");
      page.waitForURL(roster);
      Operator.awaits(
          () -> {
            page.reload();
            return page.locator("main").innerText();
          },
          shown -> shown.contains("kim"));

      List<Cookie> cookies = coach.cookies(roster);
      thief.addCookies(cookies);
      Page stolen = thief.newPage();
      stolen.navigate(roster);
      assertThat(stolen.url()).isEqualTo(roster);

      page.navigate(roster + "logout");
      assertThat(page.url()).startsWith(roster + "logged-out");
      page.navigate(roster);
      assertThat(page.url()).as("who logged out").startsWith(login);
      stolen.navigate(roster);
      assertThat(stolen.url()).as("who has the cookie").startsWith(login);
    }
  }
}
