package io.trunkline.progress.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Who this service says it is when it calls another. */
@Singleton
public class OwnToken {

  private static final Logger LOG = Logger.getLogger(OwnToken.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OidcClient client;
  private final TokensHelper tokens = new TokensHelper();

  OwnToken(OidcClient client) {
    this.client = client;
  }

  /**
   * A token that is valid for a while; kept until shortly before it expires.
   *
   * @throws IOException if the identity provider gives none
   */
  public String current() throws IOException {
    try {
      return tokens.getTokens(client).await().atMost(PATIENCE).getAccessToken();
    } catch (RuntimeException refused) {
      LOG.warnf("no token from the identity provider: %s", refused.getMessage());
      throw new IOException("no token from the identity provider", refused);
    }
  }
}
