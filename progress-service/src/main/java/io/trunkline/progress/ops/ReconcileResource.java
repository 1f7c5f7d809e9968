package io.trunkline.progress.ops;

import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.Problems;
import io.trunkline.progress.projection.ReconcileWish;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Comparisons with the journal that repair what differs. */
@Path("/v1/ops/reconcile")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
public class ReconcileResource {

  private final ReconcileRuns runs;

  ReconcileResource(ReconcileRuns runs) {
    this.runs = runs;
  }

  /** What to reconcile. */
  @Schema(name = "ReconcileRequest")
  public record ReconcileRequest(
      @Schema(description = "Together with athlete, or neither: everybody.", examples = "local")
          String tenant,
      @Schema(description = "The athlete's id.", examples = "a-17") String athlete,
      @Schema(
              description =
                  "Give up what is ahead of the journal or unknown to it: the journal's revision is lifted above it;"
                      + " a deletion known here is kept. Only after a restore. false when absent.")
          boolean adoptJournal) {}

  @PermissionsAllowed("ops")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @Operation(
      operationId = "reconcile",
      summary = "Compare with the journal and repair",
      description =
          "Runs in the background, after those asked for before. Looks twice; what is missing or altered here is sent again"
              + " by the journal, and its athlete is incomplete until then. What is ahead of the journal or unknown to it"
              + " is counted and left to a person, unless adoptJournal says that the journal is right. {} means everybody. verify"
              + " shows beforehand who differs.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ReconcileRequest.class)))
  @APIResponse(
      responseCode = "202",
      description = "Its number among the runs.",
      content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(
      responseCode = "400",
      description = "malformed-json: the body is not one JSON object.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "invalid-entry: one of tenant and athlete is missing or no id.",
      content = @Content(mediaType = "application/problem+json"))
  public Asked reconcile(byte[] body) {
    ReconcileRequest request = Body.read(body, ReconcileRequest.class);
    Athlete athlete = null;
    if (request.tenant() != null || request.athlete() != null) {
      checkId("/tenant", request.tenant());
      checkId("/athlete", request.athlete());
      athlete = new Athlete(request.tenant(), request.athlete());
    }
    try {
      return new Asked(
          runs.ask(new ReconcileWish("asked", null, athlete, null, request.adoptJournal())));
    } catch (SQLException failure) {
      throw Problems.unavailable(failure);
    }
  }

  /** A run that was asked for. */
  @Schema(name = "Asked")
  record Asked(long run) {}

  /** The latest runs. */
  @Schema(name = "ReconcileRuns")
  record Runs(List<ReconcileRuns.Run> runs) {}

  @PermissionsAllowed("ops")
  @GET
  @Operation(
      operationId = "reconcileRuns",
      summary = "The last comparisons with the journal",
      description = "The newest hundred, newest first, also those that have not ended.")
  @APIResponse(
      responseCode = "200",
      description = "The runs.",
      content = @Content(schema = @Schema(implementation = Runs.class)))
  public Runs reconcileRuns() {
    return new Runs(runs.newest(100));
  }

  private static void checkId(String pointer, String id) {
    if (id == null || !Identifier.valid(id)) {
      throw Body.fault(pointer, "Must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
    }
  }
}
