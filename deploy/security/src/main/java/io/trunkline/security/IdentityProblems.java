package io.trunkline.security;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Refusals for the sake of the token. Whether a key is unknown or only the identity provider away
 * cannot be told while it does not answer; the caller is then asked to come again.
 */
@Singleton
public class IdentityProblems {

  private static final Logger LOG = Logger.getLogger(IdentityProblems.class);
  private static final String TYPES = "https://trunkline.io/problems/";

  /** The problem extension's own mappers stand at 999, whatever their annotations say. */
  public static final int BEFORE_THE_EXTENSION = 900;

  private static final String CHALLENGE = "WWW-Authenticate";

  /**
   * The provider is not asked again within the time of {@code token.forced-jwk-refresh-interval}.
   */
  private static final long ASKED_AGAIN_NANOS = 10_000_000_000L;

  private volatile long unansweredAt = System.nanoTime() - ASKED_AGAIN_NANOS;

  /**
   * In place of the problem extension's own mappers: those of 3.21.0 read a field that challenges
   * of Quarkus 3.34 no longer have, and so turn each refusal into a failure.
   */
  @ServerExceptionMapper(
      value = {
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        ForbiddenException.class,
        OIDCException.class
      },
      priority = BEFORE_THE_EXTENSION)
  public Response refuse(Throwable cause) {
    return problem(cause).toResponse();
  }

  private HttpProblem problem(Throwable cause) {
    if (cause instanceof ForbiddenException) {
      return missingScope();
    }
    if (cause instanceof UnauthorizedException) {
      return noToken();
    }
    return isAway(cause) ? unavailable(cause) : invalidToken();
  }

  private boolean isAway(Throwable cause) {
    boolean keyUnknown = false;
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof OIDCException
          || each instanceof IOException
          || each instanceof TimeoutException) {
        unansweredAt = System.nanoTime();
        return true;
      }
      keyUnknown |= each instanceof UnresolvableKeyException;
    }
    return keyUnknown && System.nanoTime() - unansweredAt < ASKED_AGAIN_NANOS;
  }

  private static HttpProblem noToken() {
    return problem(401, "unauthenticated", "Who is calling?")
        .withDetail("Send an access token: Authorization: Bearer …")
        .withHeader(CHALLENGE, "Bearer")
        .build();
  }

  private static HttpProblem invalidToken() {
    return problem(401, "invalid-token", "The token is not accepted")
        .withDetail(
            "It is expired, not for this service, or not signed by its issuer. Get another.")
        .withHeader(CHALLENGE, "Bearer error=\"invalid_token\"")
        .build();
  }

  private static HttpProblem missingScope() {
    return problem(403, "missing-scope", "The token does not allow this")
        .withDetail("It lacks the scope that this operation names in /q/openapi.")
        .withHeader(CHALLENGE, "Bearer error=\"insufficient_scope\"")
        .build();
  }

  private static HttpProblem unavailable(Throwable cause) {
    LOG.warnf("answered 503: the identity provider does not answer: %s", cause.getMessage());
    return problem(503, "unavailable", "The token cannot be checked now")
        .withDetail("The identity provider does not answer. Send the same request again.")
        .withHeader("Retry-After", 5)
        .build();
  }

  private static HttpProblem.Builder problem(int status, String slug, String title) {
    return HttpProblem.builder()
        .withStatus(status)
        .withType(URI.create(TYPES + slug))
        .withTitle(title);
  }
}
