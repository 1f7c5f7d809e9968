package io.trunkline.security;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.TenantFeature;
import jakarta.inject.Singleton;
import java.util.Set;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwt.consumer.Validator;
import org.jose4j.jwx.JsonWebStructure;

/**
 * What a token must be beside being signed by the issuer, for this audience and for now: of one of
 * three algorithms, with a subject, and an access token. An identity provider signs other tokens
 * with the same key.
 *
 * <p>Of the API alone: who logs in to a page shows an ID token first.
 */
@Singleton
@TenantFeature("Default")
@Unremovable
class AcceptedTokens implements Validator {

  private static final Set<String> ALGORITHMS = Set.of("RS256", "PS256", "ES256");
  private static final Set<String> ACCESS_TOKEN = Set.of("at+jwt", "application/at+jwt");

  /** What is wrong with it; null for nothing. */
  @Override
  public String validate(JwtContext token) throws MalformedClaimException {
    for (JsonWebStructure signed : token.getJoseObjects()) {
      if (!ALGORITHMS.contains(signed.getAlgorithmHeaderValue())) {
        return "is not signed by one of " + ALGORITHMS;
      }
      if (!isAccessToken(signed.getHeader("typ"), token)) {
        return "is no access token";
      }
    }
    String subject = token.getJwtClaims().getSubject();
    return subject == null || subject.isBlank() ? "has no subject" : null;
  }

  /** By RFC 9068; or by the claim with which Keycloak tells its tokens apart. */
  private static boolean isAccessToken(String type, JwtContext token)
      throws MalformedClaimException {
    if (type != null && ACCESS_TOKEN.contains(type)) {
      return true;
    }
    String claimed = token.getJwtClaims().getStringClaimValue("typ");
    return "JWT".equals(type) && (claimed == null || claimed.equals("Bearer"));
  }
}
