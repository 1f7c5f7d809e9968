package io.trunkline.progress.recommendation;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Parameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an athlete was told, and when it changed. */
@Path("/v1/athletes/{athlete}/decisions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Recommendations")
public class DecisionsResource {

  private final ListDecisions listDecisions;

  DecisionsResource(ListDecisions listDecisions) {
    this.listDecisions = listDecisions;
  }

  /** Every decision is kept: what was superseded can still be read as it was. */
  @PermissionsAllowed("progress:read")
  @GET
  @Operation(
      operationId = "decisions",
      summary = "Every decision about an athlete, newest first",
      description =
          "A decision is made when an entry or the catalogue changes what the athlete is told:"
              + " advice, dose, earliest, reasons or policy. Each is complete in itself and never"
              + " edited; supersedes names the one before. With Trunkline-Complete: false nothing"
              + " is decided at present.")
  @Parameter(
      name = "exercise",
      in = ParameterIn.QUERY,
      description = "Only the decisions about this exercise.",
      schema = @Schema(type = SchemaType.STRING),
      example = "back-extension")
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      description = "How many at most, 1 to 100. Default 20.",
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
  @Parameter(
      name = "cursor",
      in = ParameterIn.QUERY,
      description = "What the page before gave as next.",
      schema = @Schema(type = SchemaType.STRING))
  @APIResponse(
      responseCode = "200",
      description = "A page of decisions; empty for an athlete nobody heard of.",
      content = @Content(schema = @Schema(implementation = DecisionPage.class)))
  @APIResponse(
      responseCode = "400",
      description = "bad-parameter: names the parameter and says what it should be.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description =
          "projection-behind: the revisions in after have not arrived; athlete-incomplete: after"
              + " was given and an entry of this athlete could not be read; unavailable: no"
              + " database. All carry Retry-After.",
      content = @Content(mediaType = "application/problem+json"))
  public DecisionPage decisions(
      @PathParam("athlete")
          @Parameter(
              description =
                  "The athlete's opaque id, 1 to 64 of A-Z a-z 0-9 . _ ~ -. Needs no registration.",
              example = "a-17")
          String athlete,
      @Context UriInfo uri) {
    Parameters query = Parameters.of(uri, Set.of("exercise", "limit", "cursor", "after"));
    return listDecisions.of(
        Parameters.id("athlete", athlete),
        query.idOrNull("exercise"),
        query.limit(),
        query.cursorOrNull());
  }
}
