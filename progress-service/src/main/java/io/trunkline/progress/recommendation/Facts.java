package io.trunkline.progress.recommendation;

import io.trunkline.progress.journal.AthleteJournal;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.History;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** What an answer rests on, all read at one moment of the projection. */
public record Facts(AthleteJournal journal, Catalogue catalogue) {

  public History history() {
    return journal.history();
  }

  /** The moment to answer for: the one asked for, else now where the athlete is. */
  public OffsetDateTime at(OffsetDateTime asked) {
    // The only place where this service reads a clock to decide something.
    return asked != null
        ? asked
        : OffsetDateTime.now(journal.zone()).truncatedTo(ChronoUnit.SECONDS);
  }
}
