package io.trunkline.security;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.net.URI;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Nobody gets so much that others get less: a limit for each caller, and one for each athlete,
 * whoever asks. Callers are told apart by their validated token, never by an address; who shows
 * none was refused before.
 */
@Singleton
public class RateLimits {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final SecurityIdentity caller;
  private final Rate callers;
  private final Rate athletes;
  private final Rate rarely;

  RateLimits(
      SecurityIdentity caller,
      @ConfigProperty(name = "trunkline.limits.caller-burst") long callerBurst,
      @ConfigProperty(name = "trunkline.limits.caller-per-second") long callerPerSecond,
      @ConfigProperty(name = "trunkline.limits.athlete-burst") long athleteBurst,
      @ConfigProperty(name = "trunkline.limits.athlete-per-second") long athletePerSecond,
      @ConfigProperty(name = "trunkline.limits.rare-burst") long rareBurst,
      @ConfigProperty(name = "trunkline.limits.rare-per-minute") long rarePerMinute) {
    this.caller = caller;
    this.callers = new Rate(callerBurst, callerPerSecond, SECOND);
    this.athletes = new Rate(athleteBurst, athletePerSecond, SECOND);
    this.rarely = new Rate(rareBurst, rarePerMinute, Duration.ofMinutes(1));
  }

  /** Every operation, and every page of a person. */
  @ServerRequestFilter(priority = Priorities.USER)
  public void limit(ContainerRequestContext request, ResourceInfo operation) {
    if (operation.getResourceMethod().isAnnotationPresent(PermitAll.class)
        || !(caller.getPrincipal() instanceof JsonWebToken token)) {
      return;
    }
    refuseFor(callers.take(Callers.key(token)));
    String athlete = athlete(request, token);
    if (athlete != null) {
      refuseFor(athletes.take(athlete));
    }
  }

  /** Operations marked so, each by itself. */
  @Rare
  @ServerRequestFilter(priority = Priorities.USER + 1)
  public void limitRare(ContainerRequestContext request, ResourceInfo operation) {
    if (caller.getPrincipal() instanceof JsonWebToken token) {
      String what = operation.getResourceMethod().getName() + " " + athlete(request, token);
      refuseFor(rarely.take(what));
    }
  }

  private static String athlete(ContainerRequestContext request, JsonWebToken token) {
    String athlete = request.getUriInfo().getPathParameters().getFirst("athlete");
    return athlete == null ? null : token.claim("tenant").orElse("") + "/" + athlete;
  }

  private static void refuseFor(long seconds) {
    if (seconds > 0) {
      throw HttpProblem.builder()
          .withStatus(429)
          .withType(URI.create("https://trunkline.io/problems/too-many-requests"))
          .withTitle("Too many requests")
          .withDetail("Nothing was done. Send it again after the seconds in Retry-After.")
          .withHeader("Retry-After", seconds)
          .build();
    }
  }
}
