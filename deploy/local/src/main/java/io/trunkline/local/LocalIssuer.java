package io.trunkline.local;

import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;

/**
 * An identity provider of one machine: OpenID Connect's code flow with PKCE behind a login page,
 * tokens for client credentials, refresh and logout, over real HTTP on the loopback interface. It
 * has two clients, {@code progress-service} and its pages, and forgets its sessions when it ends.
 */
public final class LocalIssuer implements AutoCloseable {

  /** The {@code iss} of its tokens in tests, whatever address it got. */
  public static final String NAME = "https://issuer.example";

  /** In tests, the secret that every client has and the password of every coach. */
  public static final String SECRET = "known-to-every-test-and-thus-no-secret";

  /** In tests, how the names of coaches begin who may only look. */
  public static final String READER = "reader";

  /** The client that coaches log in through. */
  static final String PAGES = "trunkline-pages";

  /** What a coach's token allows, if it is asked for. */
  static final List<String> COACH =
      List.of(
          "coach",
          "journal:read",
          "progress:read",
          "directives:write",
          "health:write",
          "catalog:read");

  /** The colours of the pages; nothing is loaded from elsewhere. */
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --bg: #f6f5f2; --card: #fff; --ink: #1a1d20;
        --soft: #585e65; --line: #e2dfd9; --accent: #0b5d57; --on: #fff; --stop: #a3160f }
      @media (prefers-color-scheme: dark) { :root { --bg: #111315; --card: #1a1d20;
        --ink: #eceef0; --soft: #a7aeb6; --line: #2d3237; --accent: #66cbbf; --on: #111315;
        --stop: #ffa29b } }
      * { box-sizing: border-box }
      body { margin: 0; background: var(--bg); color: var(--ink); font: .9375rem/1.45 system-ui,
        -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif }
      main { max-width: 22rem; margin: 12vh auto 0; padding: 0 1rem }
      h1 { font-size: 1.375rem; margin: 0 0 1rem }
      p { color: var(--soft); font-size: .8125rem; margin: 0 0 .25rem }
      form { display: grid; gap: 1rem; padding: 1.25rem; margin-bottom: 1rem;
        background: var(--card); border: 1px solid var(--line); border-radius: .875rem }
      label { display: grid; gap: .25rem }
      input, button { font: inherit; color: inherit; min-height: 2.75rem; padding: 0 .75rem;
        border: 1px solid var(--soft); border-radius: .5rem; background: var(--bg); width: 100% }
      button { background: var(--accent); border-color: var(--accent); color: var(--on);
        font-weight: 600; cursor: pointer }
      :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
      [role=alert] { color: var(--stop); font-size: .9375rem; margin-bottom: 1rem }
      """;

  private static final String SERVICE = "progress-service";
  private static final Scope SERVICES = new Scope("internal:reconcile");
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration CODE_LIFE = Duration.ofMinutes(1);

  private final TokenSigner signer;
  private final String clientSecret;
  private final BiPredicate<String, String> logins;
  private final HttpServer server;
  private final Map<AuthorizationCode, Login> codes = new ConcurrentHashMap<>();
  private final Map<RefreshToken, Login> sessions = new ConcurrentHashMap<>();

  /** A coach who showed the password, and the request this was for. */
  private record Login(String coach, AuthenticationRequest request, Instant at) {}

  private LocalIssuer(
      TokenSigner signer,
      String clientSecret,
      BiPredicate<String, String> logins,
      HttpServer server) {
    this.signer = signer;
    this.clientSecret = clientSecret;
    this.logins = logins;
    this.server = server;
  }

  /** Signs what this provider is asked to prove in tests; one key for all tests of a module. */
  public static TokenSigner signer() {
    return TokenSigner.keptIn(Path.of("target"), NAME);
  }

  /**
   * Starts it for tests: who shows {@link #SECRET} is the coach of the name they give.
   *
   * @param port 0 for a free one
   */
  public static LocalIssuer start(int port) {
    return start(port, signer(), SECRET, (coach, password) -> SECRET.equals(password));
  }

  /**
   * Starts it.
   *
   * @param port 0 for a free one
   * @param clientSecret of both clients
   * @param logins whether a coach has a password
   */
  static LocalIssuer start(
      int port, TokenSigner signer, String clientSecret, BiPredicate<String, String> logins) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      LocalIssuer issuer = new LocalIssuer(signer, clientSecret, logins, server);
      server.createContext("/.well-known/openid-configuration", issuer::describe);
      server.createContext("/keys", issuer::keys);
      server.createContext("/authorize", issuer::authorize);
      server.createContext("/token", issuer::token);
      server.createContext("/logout", issuer::logout);
      server.start();
      return issuer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** For {@code quarkus.oidc.auth-server-url}. */
  public String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private URI at(String path) {
    return URI.create(address() + path);
  }

  private void describe(HttpExchange exchange) throws IOException {
    OIDCProviderMetadata metadata =
        new OIDCProviderMetadata(
            new Issuer(signer.issuer()), List.of(SubjectType.PUBLIC), at("/keys"));
    metadata.setAuthorizationEndpointURI(at("/authorize"));
    metadata.setTokenEndpointURI(at("/token"));
    metadata.setEndSessionEndpointURI(at("/logout"));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    answer(exchange, 200, "application/json", metadata.toJSONObject().toJSONString());
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "application/json", signer.keySet().toString());
  }

  /** Shows the login page; takes what is typed there. */
  private void authorize(HttpExchange exchange) throws IOException {
    AuthenticationRequest asked;
    try {
      asked = AuthenticationRequest.parse(exchange.getRequestURI().getRawQuery());
    } catch (ParseException unusable) {
      answer(exchange, 400, "text/plain", "This is no request to log in.");
      return;
    }
    if (!PAGES.equals(asked.getClientID().getValue())
        || !isLoopback(asked.getRedirectionURI())
        || asked.getCodeChallenge() == null
        || !CodeChallengeMethod.S256.equals(asked.getCodeChallengeMethod())) {
      answer(exchange, 400, "text/plain", "Unknown client, foreign address, or no PKCE.");
      return;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      answer(exchange, 200, "text/html; charset=utf-8", loginPage(""));
      return;
    }
    Map<String, List<String>> typed = URLUtils.parseParameters(body(exchange));
    String coach = only(typed, "username");
    if (coach.isEmpty() || !logins.test(coach, only(typed, "password"))) {
      answer(
          exchange,
          401,
          "text/html; charset=utf-8",
          loginPage("<p role=\"alert\">Wrong name or password.</p>\n"));
      return;
    }
    AuthorizationCode code = new AuthorizationCode();
    codes.put(code, new Login(coach, asked, Instant.now()));
    redirect(
        exchange,
        new AuthenticationSuccessResponse(
                asked.getRedirectionURI(), code, null, null, asked.getState(), null, null)
            .toURI());
  }

  /** Without anything a caller sent: it posts back to its own address. */
  private static String loginPage(String fault) {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Log in · Trunkline</title>
        <style>%s</style>
        <main>
        <p>Trunkline</p>
        <h1>Log in</h1>
        %s<form method="post">
        <label>Name
        <input name="username" autocomplete="username" autocapitalize="none" required autofocus>
        </label>
        <label>Password
        <input name="password" type="password" autocomplete="current-password" required>
        </label>
        <button>Log in</button>
        </form>
        <p>Name and password stand where Trunkline was started: deploy/local/up prints them.</p>
        </main>
        </html>
        """
        .formatted(STYLE, fault);
  }

  private void token(HttpExchange exchange) throws IOException {
    TokenResponse response;
    try {
      HTTPRequest sent = new HTTPRequest(HTTPRequest.Method.POST, at("/token"));
      sent.setContentType(exchange.getRequestHeaders().getFirst("Content-Type"));
      sent.setAuthorization(exchange.getRequestHeaders().getFirst("Authorization"));
      sent.setBody(body(exchange));
      response = given(TokenRequest.parse(sent));
    } catch (GeneralException refused) {
      ErrorObject why = refused.getErrorObject();
      response = new TokenErrorResponse(why == null ? OAuth2Error.INVALID_REQUEST : why);
    }
    HTTPResponse answer = response.toHTTPResponse();
    answer(exchange, answer.getStatusCode(), "application/json", answer.getBody());
  }

  private TokenResponse given(TokenRequest request) throws GeneralException {
    if (!(request.getClientAuthentication() instanceof ClientSecretBasic client)
        || !same(client.getClientSecret().getValue(), clientSecret)) {
      throw new GeneralException(OAuth2Error.INVALID_CLIENT);
    }
    AuthorizationGrant grant = request.getAuthorizationGrant();
    String clientId = client.getClientID().getValue();
    if (grant instanceof ClientCredentialsGrant && clientId.equals(SERVICE)) {
      if (!SERVICES.equals(request.getScope())) {
        throw new GeneralException(OAuth2Error.INVALID_SCOPE);
      }
      return new AccessTokenResponse(new Tokens(access(SERVICE, null, SERVICES), null));
    }
    if (!clientId.equals(PAGES)) {
      throw new GeneralException(OAuth2Error.UNAUTHORIZED_CLIENT);
    }
    if (grant instanceof AuthorizationCodeGrant code) {
      Login login = codes.remove(code.getAuthorizationCode());
      if (login == null
          || login.at().plus(CODE_LIFE).isBefore(Instant.now())
          || !login.request().getRedirectionURI().equals(code.getRedirectionURI())
          || !proves(code.getCodeVerifier(), login.request().getCodeChallenge())) {
        throw new GeneralException(OAuth2Error.INVALID_GRANT);
      }
      return session(login, new RefreshToken());
    }
    if (grant instanceof RefreshTokenGrant refresh) {
      Login login = sessions.get(refresh.getRefreshToken());
      if (login == null) {
        throw new GeneralException(OAuth2Error.INVALID_GRANT);
      }
      // The same one again: two requests of one browser may renew at the same time.
      return session(login, refresh.getRefreshToken());
    }
    throw new GeneralException(OAuth2Error.UNSUPPORTED_GRANT_TYPE);
  }

  private static boolean proves(CodeVerifier verifier, CodeChallenge challenge) {
    return verifier != null
        && CodeChallenge.compute(CodeChallengeMethod.S256, verifier).equals(challenge);
  }

  private TokenResponse session(Login login, RefreshToken refresh) {
    sessions.put(refresh, login);
    Scope scope = new Scope(login.request().getScope());
    scope.removeIf(asked -> !mayHave(login.coach(), asked.getValue()));
    return new OIDCTokenResponse(
        new OIDCTokens(
            idToken(login), access(login.coach(), LocalIdentity.TENANT, scope), refresh));
  }

  private static boolean mayHave(String coach, String scope) {
    return COACH.contains(scope) && !(coach.startsWith(READER) && scope.endsWith(":write"));
  }

  private BearerAccessToken access(String caller, String tenant, Scope scope) {
    return new BearerAccessToken(
        signer.token(caller, tenant, scope.toStringList(), LIFE), LIFE.toSeconds(), scope);
  }

  private String idToken(Login login) {
    var claims = signer.claims(login.coach(), null, List.of(), LIFE).put("aud", PAGES);
    claims.remove(List.of("scope", "client_id"));
    if (login.request().getNonce() != null) {
      claims.put("nonce", login.request().getNonce().getValue());
    }
    return signer.sign(signer.header().put("typ", "JWT"), claims);
  }

  /** Ends every session of the coach and sends the browser back. */
  private void logout(HttpExchange exchange) throws IOException {
    try {
      LogoutRequest asked = LogoutRequest.parse(exchange.getRequestURI().getRawQuery());
      if (asked.getIDTokenHint() == null || !isLoopback(asked.getPostLogoutRedirectionURI())) {
        throw new ParseException("nobody, or a foreign address");
      }
      String coach = asked.getIDTokenHint().getJWTClaimsSet().getSubject();
      sessions.values().removeIf(login -> login.coach().equals(coach));
      redirect(exchange, asked.getPostLogoutRedirectionURI());
    } catch (ParseException | java.text.ParseException unusable) {
      answer(exchange, 400, "text/plain", "This is no request to log out.");
    }
  }

  private static boolean isLoopback(URI address) {
    return address != null
        && Set.of("localhost", "127.0.0.1").contains(String.valueOf(address.getHost()));
  }

  /** In the same time, however much of it is right. */
  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static String only(Map<String, List<String>> parameters, String name) {
    return parameters.getOrDefault(name, List.of("")).get(0);
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void redirect(HttpExchange exchange, URI to) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("Location", to.toString());
      exchange.sendResponseHeaders(302, -1);
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", type);
      exchange.getResponseHeaders().add("Cache-Control", "no-store");
      // No form-action: the way back to the pages is a redirect of the form.
      exchange
          .getResponseHeaders()
          .add(
              "Content-Security-Policy",
              "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
                  + " frame-ancestors 'none'");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
