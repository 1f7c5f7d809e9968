package io.trunkline.progress.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Problems;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Records that could not be used, of all tenants. */
@Path("/v1/ops/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Operators",
    description = "Whether this copy says what the journal says, and what to do if not.")
public class QuarantineResource {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,40}");

  private final ResolveQuarantined resolve;

  QuarantineResource(ResolveQuarantined resolve) {
    this.resolve = resolve;
  }

  /** A page of records. */
  @Schema(name = "QuarantinePage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuarantinePage(
      List<QuarantinedRecord> records,
      @Schema(description = "Send it as cursor to read on. Absent at the end.") String next) {}

  @PermissionsAllowed("ops")
  @GET
  @Operation(
      operationId = "quarantine",
      summary = "Records that could not be used",
      description =
          "Oldest first, of all tenants, without what they said. Each makes only the athlete it names incomplete.")
  @APIResponse(
      responseCode = "200",
      description = "A page of records.",
      content = @Content(schema = @Schema(implementation = QuarantinePage.class)))
  @APIResponse(
      responseCode = "400",
      description = "bad-parameter: names the parameter and says what it should be.",
      content = @Content(mediaType = "application/problem+json"))
  public QuarantinePage quarantine(
      @QueryParam("resolved")
          @DefaultValue("false")
          @Parameter(description = "true: also those nobody waits for any more.")
          String resolved,
      @QueryParam("limit")
          @DefaultValue("50")
          @Parameter(description = "How many at most, 1 to 100.")
          String limit,
      @QueryParam("cursor") @DefaultValue("0") @Parameter(description = "next of the page before.")
          String cursor) {
    int most = (int) number("limit", limit, 1, 100);
    if (!resolved.equals("true") && !resolved.equals("false")) {
      throw Problems.badParameter("resolved", "resolved must be true or false.");
    }
    long after = number("cursor", cursor, 0, Long.MAX_VALUE);
    List<QuarantinedRecord> found = resolve.list(resolved.equals("true"), after, most + 1);
    List<QuarantinedRecord> shown = found.subList(0, Math.min(most, found.size()));
    return new QuarantinePage(
        shown, found.size() > most ? Long.toString(shown.get(most - 1).id()) : null);
  }

  @PermissionsAllowed("ops")
  @POST
  @Path("/{id}/redrive")
  @ResponseStatus(202)
  @Operation(
      operationId = "redrive",
      summary = "Ask for a good copy of a quarantined record",
      description =
          "The journal sends the entry's present state again; a good copy of that revision or above ends the waiting."
              + " Where the record names nobody its whole partition is compared with the journal instead.")
  @APIResponse(
      responseCode = "202",
      description = "Asked: republish or reconcile.",
      content = @Content(schema = @Schema(implementation = Redriven.class)))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no record of that id.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "409",
      description =
          "already-resolved; cannot-redrive: a record of the catalogue, or of an entry the journal does not know.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description = "unavailable: session-service does not answer. Carries Retry-After.",
      content = @Content(mediaType = "application/problem+json"))
  public Redriven redrive(
      @PathParam("id") @Parameter(description = "id of the record.", example = "17") String id) {
    return new Redriven(resolve.redrive(number("id", id, 1, Long.MAX_VALUE)));
  }

  /** What was asked for. */
  @Schema(name = "Redriven")
  record Redriven(String asked) {}

  /** Why an operator goes on without a record. */
  @Schema(name = "Dismissal")
  public record Dismissal(
      @Schema(
              description = "A code of a-z, 0-9 and -, at most 40; kept with the record.",
              examples = "foreign-writer")
          String reason) {}

  @PermissionsAllowed("ops")
  @POST
  @Path("/{id}/dismiss")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "dismiss",
      summary = "Go on without a quarantined record",
      description =
          "The athlete is complete again and decided for from what there is. Only where the record is known to say nothing"
              + " that counts: a dose then rests on the other facts alone.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = Dismissal.class)))
  @APIResponse(
      responseCode = "200",
      description = "The record, resolved.",
      content = @Content(schema = @Schema(implementation = QuarantinedRecord.class)))
  @APIResponse(
      responseCode = "400",
      description = "malformed-json: the body is not one JSON object.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "404",
      description = "not-found: there is no record of that id.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "409",
      description = "already-resolved.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "invalid-entry: the reason is missing or no code.",
      content = @Content(mediaType = "application/problem+json"))
  public QuarantinedRecord dismiss(
      @PathParam("id") @Parameter(description = "id of the record.", example = "17") String id,
      byte[] body) {
    String reason = Body.read(body, Dismissal.class).reason();
    if (reason == null || !CODE.matcher(reason).matches()) {
      throw Body.fault("/reason", "must be 1 to 40 of the characters a-z 0-9 -");
    }
    return resolve.dismiss(number("id", id, 1, Long.MAX_VALUE), reason);
  }

  private static long number(String name, String text, long least, long most) {
    if (NUMBER.matcher(text).matches()) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Problems.badParameter(
        name, name + " must be a whole number from " + least + " to " + most + ".");
  }
}
