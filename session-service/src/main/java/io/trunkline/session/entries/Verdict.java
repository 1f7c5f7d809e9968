package io.trunkline.session.entries;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.trunkline.session.journal.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of one line. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What became of one line. Whatever is not refused is durable.")
public record Verdict(
    @Schema(description = "Number of the line, from 1; blank ones count.", examples = "1")
        long line,
    Status status,
    @Schema(description = "Kind and id; absent if the line names none.", examples = "session/s1")
        String entry,
    @Schema(description = "Revision now current; absent if refused.", examples = "1") Long revision,
    @Schema(description = "What the sender may want to look at; absent if refused.")
        List<Warning> warnings,
    @Schema(description = "Why it was refused (RFC 9457).", ref = "Problem") HttpProblem problem) {

  /** As said on the line. */
  @Schema(description = "unchanged: it stood like this already, or was deleted already.")
  public enum Status {
    CREATED,
    UNCHANGED,
    CORRECTED,
    DELETED,
    REFUSED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Verdict of(long line, Outcome outcome, List<Warning> doubts) {
    Status status =
        switch (outcome.status()) {
          case CREATED -> Status.CREATED;
          case UNCHANGED, ALREADY_DELETED -> Status.UNCHANGED;
          case CORRECTED -> Status.CORRECTED;
          case DELETED -> Status.DELETED;
          case UNKNOWN, REVISION_MISMATCH, ENTRY_DELETED, ATHLETE_ERASED -> Status.REFUSED;
        };
    if (status == Status.REFUSED) {
      return refused(line, outcome.key().name(), Problems.of(outcome));
    }
    List<Warning> warnings = new ArrayList<>(doubts);
    Warning.ofLateRetry(outcome).ifPresent(warnings::add);
    return new Verdict(line, status, outcome.key().name(), outcome.revision(), warnings, null);
  }

  static Verdict refused(long line, String entry, HttpProblem problem) {
    return new Verdict(line, Status.REFUSED, entry, null, null, problem);
  }
}
