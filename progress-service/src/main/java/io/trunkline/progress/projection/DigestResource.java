package io.trunkline.progress.projection;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether this service holds what the journal holds. */
@Path("/v1/athletes/{athlete}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations")
public class DigestResource {

  private final Database database;
  private final Tenant tenant;
  private final CoachView coaches;

  DigestResource(Database database, Tenant tenant, CoachView coaches) {
    this.coaches = coaches;
    this.database = database;
    this.tenant = tenant;
  }

  /** Equal on session-service and here when the projection is complete. */
  @PermissionsAllowed("progress:read")
  @GET
  @Path("/digest")
  @Operation(
      operationId = "digest",
      summary = "Digest of everything held about an athlete",
      description = "Equal to session-service's when nothing is missing here.")
  @APIResponse(
      responseCode = "200",
      description = "The digest.",
      content = @Content(schema = @Schema(implementation = Digest.class)))
  @APIResponse(
      responseCode = "400",
      description = "bad-parameter: names the parameter and says what it should be.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "404",
      description =
          "not-found: for a coach, also where health is not shared, because entries of every kind count.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description =
          "projection-behind: the revisions in after have not arrived; athlete-incomplete: one of them could not be"
              + " read; unavailable: no database. All carry Retry-After.",
      content = @Content(mediaType = "application/problem+json"))
  public Digest digest(
      @PathParam("athlete") @Parameter(description = "The athlete's opaque id.", example = "a-17")
          String athlete) {
    if (!coaches.seesHealth(tenant.current(), athlete)) {
      throw Problems.notFound("It counts entries that this athlete does not share with you.");
    }
    Athlete about = new Athlete(tenant.current(), athlete);
    return database.snapshot(
        about.tenant(), connection -> Digest.of(connection, List.of(about)).get(about));
  }
}
