package io.trunkline.progress.roster;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.progress.rules.Need;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The roster on the wire. */
@Schema(name = "Roster")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RosterAnswer(
    OffsetDateTime at,
    @Schema(description = "How many athletes the caller has.") int total,
    @Schema(description = "How many of them need a person, by need; needs of nobody are left out.")
        Map<Need.Sort, Integer> counts,
    List<Line> athletes,
    @Schema(description = "Send it as cursor to read on. Absent on the last page.") String next) {

  /** An athlete. */
  @Schema(name = "RosterLine")
  record Line(
      String athlete,
      @Schema(description = "The athlete's local day.") LocalDate today,
      @Schema(description = "false while an entry of the athlete could not be read.")
          boolean complete,
      @Schema(nullable = true) LocalDate lastSession,
      @Schema(
              description =
                  "The first day something may be done; null when a professional's word is needed"
                      + " or nothing is trained.",
              nullable = true)
          LocalDate nextDay,
      @Schema(description = "The weightiest first; empty for who needs nobody.")
          List<Reason> needs) {}

  /** Why a person is needed. */
  @Schema(name = "RosterNeed")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reason(
      Need.Sort need,
      @Schema(description = "Since this local day.") LocalDate since,
      @Schema(
              description =
                  "What it hangs on: the day of the report, the first day after the rest, the last"
                      + " rise, the last session or the answer.")
          LocalDate day,
      String exercise,
      String region,
      String felt,
      Integer severity,
      @Schema(description = "The entry it comes from.") String fact,
      @Schema(description = "What to do, in one sentence.") String text) {}
}
