package io.trunkline.session.entries;

import io.trunkline.session.Tenant;
import io.trunkline.session.journal.EntryKey;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Stands before every operation about an athlete, so that none can be added without it: a person
 * without a grant is answered as if there were no such athlete, and without leave to see health
 * finds nothing of that kind. Whatever else there is, grants, imports and the erasure among it, is
 * apps' matters.
 */
@Singleton
class CoachFilter {

  private static final String ATHLETES = "/v1/athletes/";
  private static final List<String> WRITING = List.of("PUT", "DELETE");
  private static final List<String> OF_TRAINING = List.of("sessions", "directives");

  // Whoever directs may note what they see. A note is free text about a person, so whoever reads
  // one must see health.
  private static final String OBSERVATIONS = "observations";
  // An export and a digest are of all kinds.
  private static final List<String> OF_HEALTH =
      List.of("sensations", "clearances", "screening", OBSERVATIONS, "export", "digest");

  private final Provider<Tenant> tenant;
  private final Provider<CoachGrants> grants;

  /** Filters are made before the configuration of this run is known, so these come later. */
  CoachFilter(Provider<Tenant> tenant, Provider<CoachGrants> grants) {
    this.tenant = tenant;
    this.grants = grants;
  }

  @ServerRequestFilter
  public void hide(ContainerRequestContext request) {
    String athlete = request.getUriInfo().getPathParameters().getFirst("athlete");
    String path = request.getUriInfo().getPath();
    if (athlete == null
        || !path.startsWith(ATHLETES)
        || !EntryKey.isId(athlete)
        || !grants.get().isPerson()) {
      return;
    }
    String rest = path.substring(ATHLETES.length() + athlete.length());
    String part = rest.isEmpty() ? "" : rest.substring(1).split("/", 2)[0];
    boolean training = OF_TRAINING.contains(part) || (part.equals(OBSERVATIONS) && writes(request));
    boolean allowed =
        grants
            .get()
            .of(tenant.get().name(), athlete, Instant.now())
            .filter(leave -> training || (leave.health() && OF_HEALTH.contains(part)))
            .isPresent();
    if (!allowed) {
      throw Problems.notFound();
    }
  }

  private static boolean writes(ContainerRequestContext request) {
    return WRITING.contains(request.getMethod());
  }
}
