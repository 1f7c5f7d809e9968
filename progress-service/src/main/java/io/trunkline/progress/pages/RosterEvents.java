package io.trunkline.progress.pages;

import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.live.StreamResource;
import io.trunkline.progress.live.WatchRosters;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

/** Says to an open roster that it is time to read it again. */
@Path("/events")
@Blocking
public class RosterEvents {

  private final WatchRosters watch;
  private final Tenant tenant;
  private final CoachView coaches;

  RosterEvents(WatchRosters watch, Tenant tenant, CoachView coaches) {
    this.watch = watch;
    this.tenant = tenant;
    this.coaches = coaches;
  }

  /** One stream for the page, whoever is on it. */
  @PermissionsAllowed("progress:read")
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public Multi<OutboundSseEvent> events(@Context HttpServerResponse response, @Context Sse sse) {
    // Filters of answers do not see a stream.
    response.putHeader("Cache-Control", "no-store");
    return watch
        .of(tenant.current(), coaches.personOrNull())
        .map(news -> StreamResource.written(news, sse));
  }
}
