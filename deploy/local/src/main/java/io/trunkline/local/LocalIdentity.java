package io.trunkline.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may call the services of one machine, where no identity provider runs: the launcher signs the
 * tokens itself, and the services get the public half of its key.
 */
public final class LocalIdentity {

  /** The one tenant of this machine. */
  public static final String TENANT = "local";

  private static final String ISSUER = "trunkline-local";
  // Signed anew at every start; scripts of people keep theirs.
  private static final Duration LIFE = Duration.ofDays(365);

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
   * What a service must be told to accept these tokens, as environment variables. Services refuse
   * this on any but a loopback address.
   */
  public Map<String, String> environment() {
    return Map.of(
        "TRUNKLINE_IDENTITY_LOCAL",
        "true",
        "QUARKUS_OIDC_PUBLIC_KEY",
        signer.publicKey(),
        "QUARKUS_OIDC_TOKEN_ISSUER",
        ISSUER);
  }

  /**
   * The tokens handed out, by caller. The scope {@code coach} marks a person. Operators have no
   * tenant: they name whose data they mean.
   */
  public Map<String, String> tokens() {
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("app", app());
    tokens.put(
        "coach",
        token(
            "coach",
            TENANT,
            List.of("coach", "journal:read", "progress:read", "directives:write", "catalog:read")));
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

  /** What progress-service shows session-service. */
  String internal() {
    return token("progress-service", null, List.of("internal:reconcile"));
  }

  private String token(String client, String tenant, List<String> scopes) {
    return signer.token(client, tenant, scopes, LIFE);
  }
}
