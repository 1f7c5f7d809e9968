package io.trunkline.session.entries;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The last line of the answer to a stream. */
@Schema(description = "The last line. An answer without it broke off: send the same lines again.")
record Summary(Counts summary) {

  /** How many lines ended how. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(description = "How many lines ended how.")
  record Counts(
      @Schema(description = "Lines read, blank ones included.") long lines,
      @Schema(description = "Blank lines; they get no verdict.") long blank,
      long created,
      long unchanged,
      long corrected,
      long deleted,
      long refused,
      @Schema(description = "false: lines after these were not read; send them again.")
          boolean complete,
      @Schema(description = "Why not all lines were read (RFC 9457).", ref = "Problem")
          HttpProblem problem) {}
}
