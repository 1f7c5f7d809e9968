package io.trunkline.progress.backtest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarkus.security.PermissionsAllowed;
import io.trunkline.progress.Problems;
import io.trunkline.progress.projection.AfterRevision;
import io.trunkline.progress.projection.AwaitRevisions;
import io.trunkline.progress.recommendation.Policies;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What another policy would have said. */
@Path("/v1/policy/backtest")
@Tag(name = "Policies")
public class BacktestResource {

  private final RunBacktest run;
  private final Policies policies;
  private final AwaitRevisions await;
  private final ObjectWriter lines;

  BacktestResource(RunBacktest run, Policies policies, AwaitRevisions await, ObjectMapper mapper) {
    this.run = run;
    this.policies = policies;
    this.await = await;
    // A flush per line would send a packet per line.
    this.lines =
        mapper
            .writer()
            .withRootValueSeparator("\n")
            .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }

  /** Reads the whole body before the first line, so that a refusal is a refusal. */
  @PermissionsAllowed("progress:read")
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces("application/x-ndjson")
  @Operation(
      operationId = "backtest",
      summary = "What a policy would have advised over real history, beside today's",
      description =
          "One line per athlete, exercise and session: the advice for that session from the facts strictly before it,"
              + " under the policy tried and, where it differs, under the active one. Then each athlete's sums, and a"
              + " summary as the last line; without it the run did not finish. Outcomes are held against what was last"
              + " done. Facts count as they stand now. One backtest runs at a time. For a coach"
              + " athletes without a grant have no sessions.")
  @RequestBody(
      description =
          "policy: a version's name, or an object with constants as GET /v1/policies/{version} shows them; default the"
              + " active one. changes: constants by name. athletes: default all. exercises: default all trained."
              + " from, to: days of the sessions to report.",
      content =
          @Content(
              schema = @Schema(type = SchemaType.OBJECT),
              examples =
                  @ExampleObject(
                      name = "longer rest",
                      value = "{\"changes\":{\"rest.shortDays\":10},\"athletes\":[\"a-17\"]}")))
  @APIResponse(
      responseCode = "200",
      description = "The lines.",
      content =
          @Content(
              mediaType = "application/x-ndjson",
              schema =
                  @Schema(oneOf = {Line.Session.class, Line.Athlete.class, Line.Summary.class})))
  @APIResponse(
      responseCode = "400",
      description = "malformed-json: the body is not one JSON object.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description =
          "invalid-entry: names every constant that is unknown or out of bounds, and every other fault, at once.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "503",
      description =
          "projection-behind: the revisions in after have not arrived; athlete-incomplete: one of them could not be"
              + " read; unavailable: another backtest is running. All carry Retry-After.",
      content = @Content(mediaType = "application/problem+json"))
  public StreamingOutput backtest(
      byte[] body,
      @RestQuery
          @Parameter(
              description =
                  "Start only once this revision of an entry is included, with its athlete in front. Waits up to 2 s."
                      + " Repeatable, at most 20.",
              example = "a-17/session/s1@2")
          List<String> after) {
    Trial trial = TrialReading.read(body, policies);
    await.of(AfterRevision.ofAnybody(after));
    if (!run.isFree()) {
      throw Problems.busy();
    }
    Set<String> granted = run.granted(trial);
    return output -> write(trial, granted, output);
  }

  private void write(Trial trial, Set<String> granted, OutputStream output) throws IOException {
    try (SequenceWriter writer = lines.writeValues(output)) {
      run.of(trial, granted, line -> write(writer, line));
      writer.flush(); // what it still holds comes before the last line's end
      output.write('\n');
    }
  }

  private static void write(SequenceWriter writer, Line line) {
    try {
      writer.write(line);
    } catch (IOException callerLeft) {
      throw new UncheckedIOException(callerLeft);
    }
  }
}
