package io.trunkline.session.importing;

import io.trunkline.session.entries.Warning;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of every row of an imported file. */
@Schema(
    description =
        "What became of every row. A row stands in exactly one session or is skipped, so that the"
            + " counts add up to rows.total.")
record Ledger(
    @Schema(description = "The tracker recognised by its header.", examples = "strong")
        String format,
    @Schema(description = "Whether this only says what would happen.") boolean dryRun,
    @Schema(description = "Zone the times were read in.", examples = "Europe/Berlin")
        String timeZone,
    @Schema(description = "How many rows, without the header and blank lines.") Counts rows,
    @Schema(description = "The sessions, in the order of their first rows.")
        List<OfSession> sessions,
    @Schema(description = "Rows that are in no session.") List<Skipped> skipped,
    @Schema(description = "Values of imported rows that have no place in a session.")
        List<NotKept> notKept,
    @Schema(description = "Columns with values, of which none has a place in a session.")
        List<String> columnsNotKept,
    @Schema(description = "What the names of exercises were taken for.")
        List<OfExercise> exercises) {

  /** Sums; {@code total} is that of the others. */
  @Schema(name = "LedgerCounts")
  record Counts(int total, int imported, int updated, int unchanged, int skipped) {}

  /** A workout of the file. */
  @Schema(name = "LedgerSession")
  record OfSession(
      @Schema(
              description = "Kind and id, as other calls name the entry.",
              examples = "session/strong-20260504T180000-5f2c81d09ab3")
          String entry,
      @Schema(description = "Revision now current; 0 in a dry run for a session not yet there.")
          long revision,
      @Schema(
              description =
                  "imported: recorded for the first time. updated: it said something else before.",
              enumeration = {"imported", "updated", "unchanged"})
          String status,
      @Schema(description = "When it began.", examples = "2026-05-04T18:00:00+02:00")
          String startedAt,
      @Schema(description = "What the tracker called it.") String title,
      @Schema(description = "Its rows, as a spreadsheet numbers them; the header is 1.")
          List<Integer> rows,
      @Schema(description = "What you may want to look at; see also exercises.")
          List<Warning> warnings) {}

  /** A row in no session. */
  @Schema(name = "LedgerSkipped")
  record Skipped(
      @Schema(description = "As a spreadsheet numbers it; the header is 1.") int row,
      @Schema(
              description = "Why, in a word.",
              enumeration = {
                "rest-timer",
                "nothing-done",
                "distance-only",
                "summary-only",
                "wrong-columns",
                "no-exercise",
                "unreadable-time",
                "unreadable-number",
                "unknown-unit",
                "refused"
              })
          String reason,
      @Schema(description = "Why, for a person.") String detail) {}

  /** A value left out. */
  @Schema(name = "LedgerNotKept")
  record NotKept(int row, String column, String value, String reason) {}

  /** A name and its meaning. */
  @Schema(name = "LedgerExercise")
  record OfExercise(
      @Schema(description = "As the file has it; also kept in the session.") String name,
      @Schema(description = "The id it was recorded under.") String exercise,
      @Schema(description = "The variation, where the name tells one.") String variation,
      @Schema(
              description =
                  "Who said so: the tenant's own names, the shipped ones, or nobody, so that the id"
                      + " is made of the name.",
              enumeration = {"tenant", "shipped", "name"})
          String by,
      @Schema(
              description =
                  "false: the catalogue has no such exercise, so nothing is recommended for it."
                      + " Give the name a meaning with PUT /v1/exercise-names and import again.")
          boolean inCatalogue) {}
}
