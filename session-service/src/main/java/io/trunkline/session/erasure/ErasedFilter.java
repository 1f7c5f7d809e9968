package io.trunkline.session.erasure;

import io.trunkline.session.Tenant;
import io.trunkline.session.entries.Problems;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.ErasedAthletes;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Every read about an erased athlete finds nothing, from the moment of the erasure and before the
 * values are gone. Writes are refused by the journal, which holds the lock that makes it certain.
 */
@Singleton
public class ErasedFilter {

  private static final String ATHLETES = "/v1/athletes/";

  private final Provider<Tenant> tenant;
  private final Provider<ErasedAthletes> erasedAthletes;

  /** Filters are made before the configuration of this run is known, so these come later. */
  ErasedFilter(Provider<Tenant> tenant, Provider<ErasedAthletes> erasedAthletes) {
    this.tenant = tenant;
    this.erasedAthletes = erasedAthletes;
  }

  @ServerRequestFilter
  public void hide(ContainerRequestContext request) {
    boolean reads =
        request.getMethod().equals(HttpMethod.GET) || request.getMethod().equals(HttpMethod.HEAD);
    String athlete = request.getUriInfo().getPathParameters().getFirst("athlete");
    if (reads
        && athlete != null
        && request.getUriInfo().getPath().startsWith(ATHLETES)
        && EntryKey.isId(athlete)
        && erasedAthletes.get().contains(tenant.get().name(), athlete)) {
      throw Problems.notFound();
    }
  }
}
