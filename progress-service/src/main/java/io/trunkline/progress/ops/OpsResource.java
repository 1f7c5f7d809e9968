package io.trunkline.progress.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.Problems;
import io.trunkline.progress.ops.Comparison.Counts;
import io.trunkline.progress.ops.Comparison.Difference;
import io.trunkline.progress.projection.Digest;
import io.trunkline.progress.projection.ReconcileWish;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** For operators, who cross tenants and therefore name them. */
@Path("/v1/ops")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
    name = "Operators",
    description = "Whether this copy says what the journal says, and what to do if not.")
public class OpsResource {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final Pattern CODE = Pattern.compile("[a-z0-9-]{1,40}");

  private final ResolveQuarantined resolve;
  private final Comparison comparison;
  private final ReconcileRuns runs;
  private final ObjectMapper json;

  OpsResource(
      ResolveQuarantined resolve, Comparison comparison, ReconcileRuns runs, ObjectMapper json) {
    this.resolve = resolve;
    this.comparison = comparison;
    this.runs = runs;
    this.json = json;
  }

  /** A page of records. */
  @Schema(name = "QuarantinePage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuarantinePage(
      List<QuarantinedRecord> records,
      @Schema(description = "Send it as cursor to read on. Absent at the end.") String next) {}

  @GET
  @Path("/quarantine")
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

  @POST
  @Path("/quarantine/{id}/redrive")
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

  @POST
  @Path("/quarantine/{id}/dismiss")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "dismiss",
      summary = "Go on without a quarantined record",
      description =
          "The athlete is complete again and decided for from what there is. Only where the record is known to say nothing"
              + " that counts: a dose then rests on the other facts alone.")
  @APIResponse(
      responseCode = "200",
      description = "The record, resolved.",
      content = @Content(schema = @Schema(implementation = QuarantinedRecord.class)))
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
      Dismissal dismissal) {
    if (dismissal == null
        || dismissal.reason() == null
        || !CODE.matcher(dismissal.reason()).matches()) {
      throw invalid("/reason", "reason must be 1 to 40 of the characters a-z 0-9 -");
    }
    return resolve.dismiss(number("id", id, 1, Long.MAX_VALUE), dismissal.reason());
  }

  /** A line of the answer to verify: a difference, a partition's counts, or the sums at the end. */
  @Schema(name = "VerifyLine")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VerifyLine(
      @Schema(description = "Of a difference.") String tenant,
      @Schema(description = "Of a difference.") String athlete,
      @Schema(description = "Of a difference; absent for one the journal does not know.")
          Digest journal,
      @Schema(description = "Of a difference.") Digest projection,
      @Schema(description = "Of a partition's counts.") Integer partition,
      @Schema(description = "true on the last line. Without it the comparison did not finish.")
          Boolean done,
      @Schema(description = "Athletes looked at.") Long athletes,
      @Schema(description = "Of them, with changes on their way; not compared.") Long waiting,
      @Schema(description = "Of them, those that differ.") Long different) {

    static VerifyLine of(Difference one) {
      return new VerifyLine(
          one.athlete().tenant(),
          one.athlete().id(),
          one.journal(),
          one.projection(),
          null,
          null,
          null,
          null,
          null);
    }

    static VerifyLine of(Integer partition, Boolean done, Counts counts) {
      return new VerifyLine(
          null,
          null,
          null,
          null,
          partition,
          done,
          counts.athletes(),
          counts.waiting(),
          counts.different());
    }
  }

  @POST
  @Path("/verify")
  @Produces("application/x-ndjson")
  @Operation(
      operationId = "verify",
      summary = "Compare everybody's digest with the journal's",
      description =
          "One line per difference and per partition while it goes on, and the sums as the last line. Looks once and"
              + " changes nothing: what was on its way shows as a difference here and is none to the reconciler.")
  @APIResponse(
      responseCode = "200",
      description = "The lines.",
      content =
          @Content(
              mediaType = "application/x-ndjson",
              schema = @Schema(implementation = VerifyLine.class)))
  @APIResponse(
      responseCode = "503",
      description = "unavailable: session-service does not answer. Carries Retry-After.",
      content = @Content(mediaType = "application/problem+json"))
  public StreamingOutput verify() {
    try {
      comparison.reachJournal();
    } catch (IOException away) {
      throw Problems.journalAway(away);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Problems.journalAway(stopping);
    }
    return this::verify;
  }

  private void verify(OutputStream output) throws IOException {
    Counts sum = Counts.none();
    try {
      for (int partition = 0; partition < Athlete.PARTITIONS; partition++) {
        Counts counts = comparison.of(partition, null, one -> line(output, VerifyLine.of(one)));
        line(output, VerifyLine.of(partition, null, counts));
        sum = sum.plus(counts);
      }
      line(output, VerifyLine.of(null, true, sum));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void line(OutputStream output, VerifyLine line) {
    try {
      output.write(json.writeValueAsBytes(line));
      output.write('\n');
      output.flush();
    } catch (IOException callerLeft) {
      throw new UncheckedIOException(callerLeft);
    }
  }

  /** What to reconcile. */
  @Schema(name = "ReconcileRequest")
  public record ReconcileRequest(
      @Schema(description = "Together with athlete, or neither: everybody.", examples = "local")
          String tenant,
      @Schema(description = "The athlete's id.", examples = "a-17") String athlete) {}

  @POST
  @Path("/reconcile")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(202)
  @Operation(
      operationId = "reconcile",
      summary = "Compare with the journal and repair",
      description =
          "Runs in the background, after those asked for before. Looks twice; what is missing or altered here is sent again"
              + " by the journal, and its athlete is incomplete until then. What is ahead of the journal or unknown to it"
              + " is counted and left to a person. {} means everybody.")
  @APIResponse(
      responseCode = "202",
      description = "Its number among the runs.",
      content = @Content(schema = @Schema(implementation = Asked.class)))
  @APIResponse(
      responseCode = "422",
      description = "invalid-entry: one of tenant and athlete is missing or no id.",
      content = @Content(mediaType = "application/problem+json"))
  public Asked reconcile(ReconcileRequest request) {
    Athlete athlete = null;
    if (request != null && (request.tenant() != null || request.athlete() != null)) {
      checkId("/tenant", request.tenant());
      checkId("/athlete", request.athlete());
      athlete = new Athlete(request.tenant(), request.athlete());
    }
    try {
      return new Asked(runs.ask(new ReconcileWish("asked", null, athlete, null)));
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

  @GET
  @Path("/reconcile")
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

  private static void checkId(String pointer, String id) {
    if (id == null || !Identifier.valid(id)) {
      throw invalid(pointer, "Must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ -");
    }
  }

  private static RuntimeException invalid(String pointer, String detail) {
    return Problems.invalidEntry(List.of(new Problems.Fault(pointer, detail)));
  }
}
