package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.NotNow;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CallersByPath;
import io.trunkline.progress.identity.CoachView;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What every operation about an athlete has in common, so that none can be added without it: a
 * person needs the athlete's grant. And what every read has: {@code after} is waited for first, and
 * the answer says how current it is.
 */
@Singleton
public class ReadsAboutAthletes {

  private static final String FRESHNESS = Freshness.class.getName();
  private static final String BEHIND = ReadsAboutAthletes.class.getName();

  private final Database database;
  private final AwaitRevisions await;
  private final Tenant tenant;
  private final CoachView coaches;

  ReadsAboutAthletes(Database database, AwaitRevisions await, Tenant tenant, CoachView coaches) {
    this.coaches = coaches;
    this.database = database;
    this.await = await;
    this.tenant = tenant;
  }

  /**
   * Looks before the facts are read: the answer may hold more than it says, never less. On the
   * worker thread of the resource method, so it may wait.
   */
  @ServerRequestFilter
  public void before(ContainerRequestContext request, RoutingContext exchange) {
    String athlete = request.getUriInfo().getPathParameters().getFirst("athlete");
    if (athlete == null) {
      return;
    }
    if (!Identifier.valid(athlete)) {
      throw Problems.badParameter(
          "athlete", "athlete must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
    }
    // Before anything is waited for: what a stranger asks about must not show in the answer's time.
    if (coaches.of(tenant.current(), athlete, Instant.now()).isEmpty()) {
      throw Problems.notFound("There is no athlete of that id.");
    }
    if (!request.getMethod().equals(HttpMethod.GET)) {
      return;
    }
    List<AfterRevision> after =
        AfterRevision.of(
            athlete, request.getUriInfo().getQueryParameters().getOrDefault("after", List.of()));
    try {
      await.of(after);
    } catch (NotNow notYet) {
      // A person is better served by what there is, if the page says so.
      if (!CallersByPath.isPage(exchange.request().path())) {
        throw notYet;
      }
      exchange.put(BEHIND, true);
    }
    Athlete about = new Athlete(tenant.current(), athlete);
    request.setProperty(
        FRESHNESS,
        database.snapshot(about.tenant(), connection -> Freshness.of(connection, about)));
  }

  /** Whether a page is shown without the entries that were waited for. */
  public static boolean isBehind(RoutingContext exchange) {
    return exchange.get(BEHIND) != null;
  }

  /** In headers, not in the body: the same facts and the same moment give the same bytes. */
  @ServerResponseFilter
  public void after(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getProperty(FRESHNESS) instanceof Freshness known) {
      response.getHeaders().putSingle("Trunkline-Complete", known.complete());
      if (known.completeUntil() != null) {
        response.getHeaders().putSingle("Trunkline-Complete-Until", known.completeUntil());
      }
    }
  }
}
