package io.trunkline.progress.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Parameters;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens to an athlete, as it happens. */
@Path("/v1/athletes/{athlete}/stream")
@Tag(name = "Coaching")
public class StreamResource {

  private final Watch watch;
  private final Tenant tenant;
  private final CoachView coaches;

  StreamResource(Watch watch, Tenant tenant, CoachView coaches) {
    this.coaches = coaches;
    this.watch = watch;
    this.tenant = tenant;
  }

  /** The data of an event; the exercise only where one recommendation changed. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record About(String athlete, String exercise) {}

  /** Blocking, because the present is looked up before the answer begins. */
  @PermissionsAllowed("progress:read")
  @Blocking
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      operationId = "stream",
      summary = "Server-sent events about an athlete",
      description =
          "entry-applied: entries were added, corrected or deleted, and every answer includes them."
              + " recommendation-changed: names the exercise. Data are JSON with athlete and, for"
              + " the second, exercise. A comment every 20 s at most. The stream ends after a"
              + " quarter of an hour, and a coach's with the athlete's grant; connect again and read again. At most 200 at a time.")
  @APIResponse(
      responseCode = "200",
      description = "The events.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = String.class)))
  @APIResponse(
      responseCode = "400",
      description = "bad-parameter: names the parameter and says what it should be.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description =
          "projection-behind: the revisions in after have not arrived; athlete-incomplete: one of"
              + " them could not be read; unavailable: no database, or too many streams. All carry"
              + " Retry-After.",
      content = @Content(mediaType = "application/problem+json"))
  public Multi<OutboundSseEvent> stream(
      @PathParam("athlete") @Parameter(description = "The athlete's opaque id.", example = "a-17")
          String athlete,
      @Context UriInfo uri,
      @Context HttpServerResponse response,
      @Context Sse sse) {
    Parameters.of(uri, Set.of("after"));
    // Filters of answers do not see a stream.
    response.putHeader("Cache-Control", "no-store");
    String id = Parameters.id("athlete", athlete);
    return watch
        .of(new Athlete(tenant.current(), id), coaches.personOrNull())
        .map(news -> written(news, sse));
  }

  /** As an event, or as a comment where there is nothing to tell. */
  public static OutboundSseEvent written(Watch.News news, Sse sse) {
    OutboundSseEvent.Builder builder = sse.newEventBuilder();
    return news.name() == null
        ? builder.comment("watching").build()
        : builder
            .name(news.name())
            .mediaType(MediaType.APPLICATION_JSON_TYPE)
            .data(new About(news.athlete(), news.exercise()))
            .build();
  }
}
