package io.trunkline.security.audit;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/**
 * Notes, before it is done, what a person asks about an athlete, what operators do, and every
 * erasure; without a note nothing is answered. What apps write is noted with the change itself.
 */
@Singleton
class NoteCalls {

  private static final StringPermission OPERATOR = new StringPermission("ops");
  private static final String OPS = "/v1/ops/";
  private static final String ATHLETES = "/v1/athletes/";

  private final Instance<Trail> trail;
  private final Provider<CurrentActor> actor;
  private final Provider<SecurityIdentity> caller;

  /** Filters are made before the configuration of this run is known, so these come later. */
  NoteCalls(
      Instance<Trail> trail, Provider<CurrentActor> actor, Provider<SecurityIdentity> caller) {
    this.trail = trail;
    this.actor = actor;
    this.caller = caller;
  }

  /** Last of all: who was refused has seen nothing. */
  @ServerRequestFilter(priority = Priorities.USER + 1000)
  public void note(ContainerRequestContext request, SimpleResourceInfo resource) {
    if (!trail.isResolvable()) {
      return;
    }
    String path = request.getUriInfo().getPath();
    String athlete = request.getUriInfo().getPathParameters().getFirst("athlete");
    String action = resource.getResourceClass().getSimpleName() + "." + resource.getMethodName();
    if (path.startsWith(OPS)) {
      if (caller.get().checkPermissionBlocking(OPERATOR)) {
        add(new Deed(Deed.NO_TENANT, actor.get().get(), null, action, ""));
      }
    } else if (athlete != null && (isErasure(request, path, athlete) || actor.get().isCoach())) {
      String tenant = trail.get().tenant();
      add(
          new Deed(
              tenant,
              actor.get().get(),
              trail.get().pseudonym(tenant, athlete),
              action,
              part(path, athlete)));
    }
  }

  private static boolean isErasure(ContainerRequestContext request, String path, String athlete) {
    return request.getMethod().equals(HttpMethod.DELETE) && path.equals(ATHLETES + athlete);
  }

  /** What of the athlete, by its name in the path: {@code sensations}; never an id. */
  private static String part(String path, String athlete) {
    String behind = path.substring(path.indexOf(athlete) + athlete.length());
    String[] parts = behind.split("/", 3);
    return parts.length < 2 ? "" : parts[1];
  }

  private void add(Deed deed) {
    trail
        .get()
        .inTransaction(
            connection -> {
              AuditTrail.add(connection, List.of(deed));
              return null;
            });
  }
}
