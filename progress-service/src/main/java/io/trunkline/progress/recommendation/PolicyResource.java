package io.trunkline.progress.recommendation;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Problems;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The constants behind the answers. */
@Path("/v1/policies/{version}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Policies")
public class PolicyResource {

  private final Policies policies;

  PolicyResource(Policies policies) {
    this.policies = policies;
  }

  /** A version never changes once it was shipped. */
  @PermissionsAllowed("progress:read")
  @GET
  @Operation(
      operationId = "policy",
      summary = "Every constant of a policy version, and where it comes from",
      description =
          "Each constant is marked SOURCE (an article says it, with its lines), EXTERNAL (published guidance, with its"
              + " reference) or CHOICE (Trunkline's own). An answer names the version it was given by.")
  @APIResponse(
      responseCode = "200",
      description = "The policy.",
      content = @Content(schema = @Schema(implementation = PolicyFile.class)))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no policy of that version.",
      content = @Content(mediaType = "application/problem+json"))
  public PolicyFile policy(
      @PathParam("version") @Parameter(description = "The version's name.", example = "sources-1")
          String version) {
    return policies
        .find(version)
        .orElseThrow(() -> Problems.notFound("There is no policy of that version."));
  }
}
