package io.trunkline.security;

import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who is counted as one. */
public final class Callers {

  private Callers() {}

  /**
   * An app's back end as a whole; each person who logs in through the same client by themselves.
   */
  public static String key(JsonWebToken token) {
    // By RFC 9068; or by the older name of OpenID Connect.
    Object client = token.claim("client_id").or(() -> token.claim("azp")).orElse("");
    return client + "/" + token.getSubject();
  }
}
