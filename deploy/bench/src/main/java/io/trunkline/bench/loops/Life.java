package io.trunkline.bench.loops;

import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** Two years of one athlete with one exercise: everything told, done, felt and cleared. */
public record Life(
    Athlete athlete,
    Exercise exercise,
    List<Asked> asked,
    List<Sensation> felt,
    List<Clearance> cleared) {

  public Life {
    asked = List.copyOf(asked);
    felt = List.copyOf(felt);
    cleared = List.copyOf(cleared);
  }

  /**
   * One question and what came of it.
   *
   * @param done null where the athlete did not train
   */
  public record Asked(OffsetDateTime at, Recommendation told, Prescription done) {

    /** The local day. */
    public LocalDate day() {
      return at.toLocalDate();
    }

    /** The dose told, for that day or the first possible one; null while stopped. */
    public Prescription dose() {
      return told.prescription() == null ? told.preview() : told.prescription();
    }
  }

  /** The questions that were followed by a session. */
  public List<Asked> sessions() {
    return asked.stream().filter(each -> each.done() != null).toList();
  }
}
