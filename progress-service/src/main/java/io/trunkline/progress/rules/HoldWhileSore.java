package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.util.List;

/** Sore muscles hold what was done; they neither rest nor step. */
final class HoldWhileSore implements Cap {

  @Override
  public About about() {
    return About.of(
            75,
            "C-SORE-HOLD",
            "Soreness on or after the day of the last session holds everything at what was last done.")
        .and("Delaware soreness rules, PMC6044585 table 5");
  }

  @Override
  public List<Bound> ask(Situation s, LocalDate day) {
    if (s.neverDone()) {
      return List.of();
    }
    return s.hitting().stream()
        .filter(r -> r.hold() && !r.day().isBefore(s.lastDay()))
        .limit(1)
        .map(
            r ->
                Bound.of(
                    this,
                    s.lastDone(),
                    List.of(r.ref(), s.lastRef()),
                    "Still sore on " + Words.day(r.day()) + ": nothing above what you last did."))
        .toList();
  }
}
