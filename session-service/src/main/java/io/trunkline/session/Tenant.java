package io.trunkline.session;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.session.journal.EntryKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The tenant of the request at hand, out of its validated token and from nowhere else: the claim
 * {@code tenant}, or what the configuration says about the client the token was given to, for
 * identity providers that cannot add the claim.
 */
@ApplicationScoped
public class Tenant {

  private final SecurityIdentity caller;
  private final Map<String, String> byClient;

  Tenant(
      SecurityIdentity caller,
      @ConfigProperty(name = "trunkline.identity.tenants") Optional<Map<String, String>> byClient) {
    this.caller = caller;
    this.byClient = byClient.orElse(Map.of());
  }

  /**
   * First part of every key.
   *
   * @throws HttpProblem 403 if the token names none
   */
  public String name() {
    String name =
        caller.getPrincipal() instanceof JsonWebToken token
            ? claimed(token).orElseGet(() -> byClient.get(client(token)))
            : null;
    if (name == null || !EntryKey.isId(name)) {
      throw HttpProblem.builder()
          .withStatus(403)
          .withType(URI.create("https://trunkline.io/problems/no-tenant"))
          .withTitle("The token names no tenant")
          .withDetail("Use a token whose claim tenant names whose athletes you mean.")
          .build();
    }
    return name;
  }

  private static Optional<String> claimed(JsonWebToken token) {
    return token.claim("tenant").filter(String.class::isInstance).map(String.class::cast);
  }

  /** By RFC 9068; or by the older name of OpenID Connect. */
  private static String client(JsonWebToken token) {
    return token.claim("client_id").or(() -> token.claim("azp")).map(Object::toString).orElse("");
  }
}
