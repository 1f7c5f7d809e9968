package io.trunkline.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may call the services of one machine: the launcher is the identity provider there, and hands
 * out tokens that it signed itself.
 */
public final class LocalIdentity {

  /** The one tenant of this machine. */
  public static final String TENANT = "local";

  /** The one coach of this machine. */
  static final String COACH = "coach";

  private static final String ISSUER = "trunkline-local";
  // Signed anew at every start; scripts of people keep theirs.
  private static final Duration LIFE = Duration.ofDays(365);

  private static final Map<String, String> LOCAL = Map.of("TRUNKLINE_IDENTITY_LOCAL", "true");

  private final TokenSigner signer;

  private LocalIdentity(TokenSigner signer) {
    this.signer = signer;
  }

  /** By the key kept in the run directory, which is made on the first start. */
  public static LocalIdentity keptIn(Path run) {
    return new LocalIdentity(TokenSigner.keptIn(run, ISSUER));
  }

  /** By a key that nobody keeps. */
  public static LocalIdentity ofThisRun() {
    return new LocalIdentity(TokenSigner.withNewKey(ISSUER));
  }

  /**
   * What a service must be told to accept these tokens where no provider runs beside it, as
   * environment variables. Services refuse this on any but a loopback address.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(LOCAL);
    environment.put("QUARKUS_OIDC_PUBLIC_KEY", signer.publicKey());
    environment.put("QUARKUS_OIDC_TOKEN_ISSUER", ISSUER);
    return environment;
  }

  /** Starts the provider of the machine whose secrets are kept in {@code run}. */
  public LocalIssuer startIssuer(Path run, int port) {
    String password = KeptSecret.ofCoach(run);
    return LocalIssuer.start(
        port,
        signer,
        KeptSecret.ofClients(run),
        (coach, shown) -> COACH.equals(coach) && LocalIssuer.same(password, shown));
  }

  /** What a service must be told about that provider, as environment variables. */
  public static Map<String, String> environment(App app, Path run, URI issuer) {
    Map<String, String> environment = new HashMap<>(LOCAL);
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.toString());
    if (app == App.PROGRESS) {
      environment.put("TRUNKLINE_CLIENT_SECRET", KeptSecret.ofClients(run));
      environment.put("TRUNKLINE_PAGES_ENABLED", "true");
      environment.put("TRUNKLINE_PAGES_CLIENT_SECRET", KeptSecret.ofClients(run));
      environment.put("TRUNKLINE_PAGES_HTTPS", "false");
    }
    return environment;
  }

  /**
   * The tokens handed out, by caller. The scope {@code coach} marks a person. Operators have no
   * tenant: they name whose data they mean.
   */
  public Map<String, String> tokens() {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("app", app());
    tokens.put("coach", token(COACH, TENANT, LocalIssuer.COACH));
    tokens.put(
        "operator", token("operator", null, List.of("catalog:read", "catalog:write", "ops")));
    return tokens;
  }

  /** The token of an app's back end. */
  public String app() {
    return token(
        "app",
        TENANT,
        List.of(
            "journal:read",
            "journal:write",
            "directives:write",
            "grants:write",
            "progress:read",
            "catalog:read",
            "athletes:erase"));
  }

  private String token(String client, String tenant, List<String> scopes) {
    return signer.token(client, tenant, scopes, LIFE);
  }
}
