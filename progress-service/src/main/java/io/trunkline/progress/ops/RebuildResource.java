package io.trunkline.progress.ops;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Building the projection anew from the topic, beside the one that is served. */
@Path("/v1/ops/rebuild")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
public class RebuildResource {

  private static final Set<String> STEPS = Set.of("start", "compare", "switch");

  private final RebuildRuns runs;

  RebuildResource(RebuildRuns runs) {
    this.runs = runs;
  }

  /** What is to be done next. */
  @Schema(name = "RebuildStep")
  public record Step(
      @Schema(description = "start, compare or switch.", examples = "start") String step) {}

  @PermissionsAllowed("ops")
  @GET
  @Operation(
      operationId = "rebuild",
      summary = "How far the rebuild is",
      description = "The newest rebuild, also when it is done.")
  @APIResponse(
      responseCode = "200",
      description = "The rebuild.",
      content = @Content(schema = @Schema(implementation = RebuildRuns.Run.class)))
  public RebuildRuns.Run rebuild() {
    return runs.newest();
  }

  @PermissionsAllowed("ops")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @Operation(
      operationId = "rebuildStep",
      summary = "Take the next step of a rebuild",
      description =
          "start reads the whole topic into rows beside those that are served; compare counts the athletes whose digests"
              + " differ; switch serves what was read wherever it differs, in one transaction. Reading and consuming go on"
              + " all the while; during the switch consuming waits. Decisions and their revisions stay.")
  @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Step.class)))
  @APIResponse(
      responseCode = "202",
      description = "The rebuild, with the step under way.",
      content = @Content(schema = @Schema(implementation = RebuildRuns.Run.class)))
  @APIResponse(
      responseCode = "400",
      description = "malformed-json: the body is not one JSON object.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "409",
      description = "wrong-step: another step is under way, or the one before is missing.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "invalid-entry: there is no such step.",
      content = @Content(mediaType = "application/problem+json"))
  public RebuildRuns.Run next(byte[] body) {
    String step = Body.read(body, Step.class).step();
    if (step == null || !STEPS.contains(step)) {
      throw Body.fault("/step", "must be start, compare or switch");
    }
    return runs.ask(step);
  }
}
