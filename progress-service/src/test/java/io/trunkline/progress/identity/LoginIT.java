package io.trunkline.progress.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Browser;
import io.trunkline.progress.RealParts;
import jakarta.inject.Inject;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People at a browser: logging in, staying, leaving, and what other sites cannot do. */
@QuarkusTest
@WithTestResource(RealParts.class)
class LoginIT {

  private static final String PAGE = "/page-of-tests";

  @Inject
  @io.quarkus.agroal.DataSource("worker")
  DataSource database;

  private final Browser browser = new Browser();

  @Test
  void whoever_logs_in_is_led_to_the_page_they_asked_for() {
    HttpResponse<String> answer = browser.open(PAGE + "?from=2026-05-04", "kim");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("kim of local\n");
    assertThat(answer.uri()).isEqualTo(Browser.address(PAGE + "?from=2026-05-04"));
    assertThat(browser.get(PAGE).body()).isEqualTo(answer.body());
  }

  @Test
  void the_request_to_log_in_is_bound_to_this_browser_and_asks_for_no_more_than_pages_need()
      throws Exception {
    String asked =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(Browser.address(PAGE)).build(),
                HttpResponse.BodyHandlers.discarding())
            .headers()
            .firstValue("Location")
            .orElseThrow();

    assertThat(asked)
        .contains("code_challenge_method=S256", "code_challenge=", "nonce=", "state=", "%2Flogin&")
        .contains("scope=openid+coach+progress%3Aread+directives%3Awrite+health%3Awrite");
  }

  @Test
  void the_cookie_holds_a_number_and_the_table_only_its_hash() throws SQLException {
    browser.open(PAGE, "lee");

    List<HttpCookie> kept = browser.cookies().getCookies();
    assertThat(kept).hasSize(1);
    HttpCookie session = kept.get(0);
    assertThat(session.isHttpOnly()).isTrue();
    assertThat(session.getValue()).hasSize(43);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT row_to_json(s)::text FROM page_session s")) {
      while (rows.next()) {
        // Three dots would be a token as it was signed; an encrypted one has four.
        assertThat(rows.getString(1))
            .doesNotContain(session.getValue())
            .containsPattern("\"access_token\":\"([^.\"]*\\.){4}[^.\"]*\"");
      }
    }
  }

  @Test
  void logging_out_ends_the_session_for_everybody_who_has_the_cookie() {
    browser.open(PAGE, "noa");
    String cookie = browser.cookies().getCookies().get(0).toString();
    assertThat(sentWith(cookie).statusCode()).isEqualTo(200);

    HttpResponse<String> bye = browser.get("/logout");

    assertThat(bye.statusCode()).isEqualTo(200);
    assertThat(bye.uri().getPath()).isEqualTo("/logged-out");
    assertThat(bye.body()).contains("Logged out");
    assertThat(browser.get(PAGE).body()).contains("name=\"password\"");
    assertThat(sentWith(cookie).body()).contains("name=\"password\"");
  }

  @Test
  void logging_out_without_a_session_asks_nobody_to_log_in() {
    assertThat(browser.get("/logout").body()).contains("Logged out");
  }

  @Test
  void another_site_cannot_log_anybody_out() {
    browser.open(PAGE, "noa");

    HttpResponse<String> refused =
        browser.send(
            HttpRequest.newBuilder(Browser.address("/logout"))
                .header("Sec-Fetch-Site", "cross-site"));

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(browser.get(PAGE).body()).startsWith("noa of local");
  }

  @Test
  void a_session_ends_when_its_time_is_over() throws SQLException {
    browser.open(PAGE, "noa");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE page_session SET ends_at = now() - interval '1 second'");
    }

    assertThat(browser.get(PAGE).body()).contains("name=\"password\"");
    assertThat(browser.open(PAGE, "noa").body()).startsWith("noa of local");
  }

  @Test
  void a_made_up_cookie_opens_nothing() {
    assertThat(sentWith("q_session_coach=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").body())
        .contains("name=\"password\"");
  }

  private HttpResponse<String> sentWith(String cookie) {
    return new Browser()
        .send(HttpRequest.newBuilder(Browser.address(PAGE)).header("Cookie", cookie));
  }

  @Test
  void a_login_that_lacks_the_scope_of_a_page_is_told_so_in_words() {
    browser.open(PAGE, "kim");

    HttpResponse<String> answer = browser.get(PAGE + "/editors");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(answer.body())
        .hasValue("text/html;charset=UTF-8");
    assertThat(answer.body()).contains("Your login does not allow this");
  }

  @Test
  void a_form_of_our_own_page_is_taken() {
    HttpResponse<String> page = browser.open(PAGE, "kim");

    HttpResponse<String> answer =
        browser.post(PAGE, own(), "wish=ten+reps&form-token=" + Browser.encoded(token(page)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("done: ten reps");
    assertThat(
            browser
                .send(
                    HttpRequest.newBuilder(Browser.address(PAGE))
                        .header("Origin", own())
                        .header("X-Form-Token", token(page))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("wish=less")))
                .body())
        .isEqualTo("done: less");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "http://localhost:1", "null", "http://localhost", "%%"})
  void a_form_of_another_site_is_refused_even_with_the_token(String origin) {
    HttpResponse<String> page = browser.open(PAGE, "kim");

    HttpResponse<String> answer =
        browser.post(PAGE, origin, "wish=x&form-token=" + Browser.encoded(token(page)));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).doesNotContain("done").contains("Not sent from our page");
  }

  @Test
  void a_form_that_does_not_say_where_it_comes_from_is_refused() {
    HttpResponse<String> page = browser.open(PAGE, "kim");

    assertThat(
            browser
                .send(
                    HttpRequest.newBuilder(Browser.address(PAGE))
                        .header("X-Form-Token", token(page))
                        .POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void a_form_without_the_token_of_its_own_session_is_refused() {
    browser.open(PAGE, "kim");
    String another = token(new Browser().open(PAGE, "kim"));

    for (String fields : List.of("wish=x", "wish=x&form-token=", "wish=x&form-token=" + another)) {
      HttpResponse<String> answer = browser.post(PAGE, own(), fields);
      assertThat(answer.statusCode()).as(fields).isEqualTo(403);
      assertThat(answer.body()).doesNotContain("done");
    }
  }

  @Test
  void a_form_without_a_session_is_not_sent_to_the_login_page() {
    HttpResponse<String> answer = browser.post(PAGE, own(), "wish=x");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("Log in again");
  }

  @Test
  void the_session_opens_nothing_of_the_api() {
    browser.open(PAGE, "kim");

    for (String athlete : List.of("ada", "coach")) {
      HttpResponse<String> answer = browser.get("/v1/athletes/" + athlete + "/digest");
      assertThat(answer.statusCode()).as(athlete).isEqualTo(401);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }
    given()
        .cookie(browser.cookies().getCookies().get(0).getName(), "anything")
        .get("/v1/athletes/coach/digest")
        .then()
        .statusCode(200);
  }

  @Test
  void a_token_opens_a_page_as_it_opens_the_api_but_sends_no_form() {
    given().get("/").then().statusCode(200);
    for (String refused : List.of("Bearer e30.e30.e30", "Basic eDp5")) {
      given()
          .redirects()
          .follow(false)
          .header("Authorization", refused)
          .get("/")
          .then()
          .statusCode(401)
          .contentType("application/problem+json");
    }
    given().header("Origin", own()).formParam("wish", "x").post(PAGE).then().statusCode(403);
  }

  @Test
  void a_session_beside_a_token_that_is_refused_opens_nothing() {
    browser.open(PAGE, "kim");

    HttpResponse<String> answer =
        browser.send(
            HttpRequest.newBuilder(Browser.address(PAGE)).header("Authorization", "Bearer x"));

    assertThat(answer.statusCode()).isEqualTo(401);
  }

  @Test
  void pages_load_nothing_from_elsewhere_and_nobody_keeps_them() {
    browser.open(PAGE, "kim");
    for (String path : List.of(PAGE, PAGE + "/editors", "/logged-out", "/no-such-page")) {
      HttpResponse<String> answer = browser.get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .startsWith("default-src 'none'")
          .contains("frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("Cache-Control")).as(path).hasValue("no-store");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }
  }

  private static String token(HttpResponse<String> page) {
    return page.body().lines().skip(1).findFirst().orElseThrow();
  }

  private static String own() {
    URI here = Browser.address("/");
    return here.getScheme() + "://" + here.getAuthority();
  }
}
