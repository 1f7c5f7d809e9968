package io.trunkline.progress.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Problems;
import io.trunkline.progress.ops.Comparison.Counts;
import io.trunkline.progress.ops.Comparison.Difference;
import io.trunkline.progress.projection.Digest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether this copy says what the journal says. */
@Path("/v1/ops/verify")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operators")
public class VerifyResource {

  private final Comparison comparison;
  private final ObjectMapper json;

  VerifyResource(Comparison comparison, ObjectMapper json) {
    this.comparison = comparison;
    this.json = json;
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

  @PermissionsAllowed("ops")
  @POST
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
}
