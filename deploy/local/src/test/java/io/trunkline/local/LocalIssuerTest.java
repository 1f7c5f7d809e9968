package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's identity provider, by what a browser and a service send it. */
class LocalIssuerTest {

  private static final String BACK = "http://localhost:8083/login";
  private static final String ASKED =
      "response_type=code&client_id=trunkline-pages&scope=openid%20coach%20ops&state=s&nonce=n"
          + "&code_challenge_method=S256&redirect_uri="
          + BACK;

  @TempDir Path run;

  private final CodeVerifier verifier = new CodeVerifier();
  private final HttpClient client = HttpClient.newHttpClient();
  private LocalIssuer issuer;

  @BeforeEach
  void start() {
    issuer = LocalIdentity.keptIn(run).startIssuer(run, 0);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void the_password_is_made_once_and_only_its_owner_can_read_it() throws IOException {
    String password = KeptSecret.ofCoach(run);

    assertThat(password).matches("[A-Za-z0-9_-]{22}").isEqualTo(KeptSecret.ofCoach(run));
    for (String file : List.of("coach.password", "clients.secret", "signing.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(run.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void who_shows_the_password_gets_what_pages_ask_for_and_a_coach_may_have() throws Exception {
    HttpResponse<String> tokens = redeemed(code(), verifier.getValue(), BACK);

    assertThat(tokens.statusCode()).isEqualTo(200);
    JsonNode access = claims(tokens, "access_token");
    assertThat(access.path("scope").asText()).isEqualTo("coach");
    assertThat(access.path("sub").asText()).isEqualTo("coach");
    assertThat(access.path("tenant").asText()).isEqualTo("local");
    assertThat(access.path("aud").asText()).isEqualTo("trunkline");
    JsonNode id = claims(tokens, "id_token");
    assertThat(id.path("aud").asText()).isEqualTo("trunkline-pages");
    assertThat(id.path("nonce").asText()).isEqualTo("n");
    assertThat(id.has("scope")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"coach,wrong", "coach,''", "somebody,right", "'',right"})
  void nobody_else_gets_a_code(String name, String password) throws Exception {
    HttpResponse<String> answer =
        typed(name, password.equals("right") ? KeptSecret.ofCoach(run) : password);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
  }

  @Test
  void a_code_is_good_once_for_whom_it_was_made() throws Exception {
    assertThat(redeemed(code(), new CodeVerifier().getValue(), BACK).statusCode()).isEqualTo(400);
    assertThat(redeemed(code(), null, BACK).statusCode()).isEqualTo(400);
    assertThat(redeemed(code(), verifier.getValue(), BACK + "2").statusCode()).isEqualTo(400);
    String code = code();
    assertThat(redeemed(code, verifier.getValue(), BACK).statusCode()).isEqualTo(200);
    assertThat(redeemed(code, verifier.getValue(), BACK).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redirect_uri=http://localhost:8083/login>redirect_uri=https://evil.example/",
        "client_id=trunkline-pages>client_id=another",
        "code_challenge_method=S256>code_challenge_method=plain",
        "response_type=code>response_type=nonsense"
      })
  void a_request_that_is_not_from_our_pages_sees_no_login_page(String change) throws Exception {
    String[] fromTo = change.split(">", 2);
    String query = query().replace(fromTo[0], fromTo[1]);

    assertThat(get("/authorize?" + query).statusCode()).isEqualTo(400);
    assertThat(get("/authorize?" + query()).statusCode()).isEqualTo(200);
  }

  @Test
  void a_session_is_renewed_until_its_end() throws Exception {
    HttpResponse<String> first = redeemed(code(), verifier.getValue(), BACK);
    String renew =
        "grant_type=refresh_token&refresh_token=" + json(first).path("refresh_token").asText();
    assertThat(claims(token(renew, secret()), "access_token").path("sub").asText())
        .isEqualTo("coach");

    HttpResponse<String> bye =
        get(
            "/logout?id_token_hint="
                + json(first).path("id_token").asText()
                + "&post_logout_redirect_uri=http://localhost:8083/logged-out");

    assertThat(bye.headers().firstValue("Location")).hasValue("http://localhost:8083/logged-out");
    assertThat(token(renew, secret()).statusCode()).isEqualTo(400);
  }

  @Test
  void a_service_gets_its_own_scope_and_no_tenant_for_its_secret() throws Exception {
    String asked = "grant_type=client_credentials&scope=internal:reconcile";

    JsonNode claims = claims(token(asked, "progress-service:" + ofClients()), "access_token");
    assertThat(claims.path("scope").asText()).isEqualTo("internal:reconcile");
    assertThat(claims.has("tenant")).isFalse();
    assertThat(token(asked, "progress-service:wrong").statusCode()).isEqualTo(401);
    assertThat(token(asked, secret()).statusCode()).isEqualTo(400);
    assertThat(
            token(asked.replace("internal:reconcile", "ops"), "progress-service:" + ofClients())
                .statusCode())
        .isEqualTo(400);
  }

  private String ofClients() {
    return KeptSecret.ofClients(run);
  }

  private String secret() {
    return "trunkline-pages:" + ofClients();
  }

  private String query() {
    return ASKED
        + "&code_challenge="
        + CodeChallenge.compute(CodeChallengeMethod.S256, verifier).getValue();
  }

  private HttpResponse<String> typed(String name, String password) throws Exception {
    return post("/authorize?" + query(), "username=" + name + "&password=" + password, null);
  }

  private String code() throws Exception {
    String location =
        typed("coach", KeptSecret.ofCoach(run)).headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(BACK + "?").contains("state=s");
    return URLUtils.parseParameters(URI.create(location).getRawQuery()).get("code").get(0);
  }

  private HttpResponse<String> redeemed(String code, String proof, String back) throws Exception {
    return token(
        "grant_type=authorization_code&code="
            + code
            + "&redirect_uri="
            + back
            + (proof == null ? "" : "&code_verifier=" + proof),
        secret());
  }

  private HttpResponse<String> token(String form, String client) throws Exception {
    return post(
        "/token",
        form,
        "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.US_ASCII)));
  }

  private HttpResponse<String> post(String path, String form, String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(issuer.address() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(issuer.address() + path)).build(),
        BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  private static JsonNode claims(HttpResponse<String> answer, String token) throws IOException {
    return new ObjectMapper()
        .readTree(
            Base64.getUrlDecoder().decode(json(answer).path(token).asText().split("\\.", -1)[1]));
  }
}
