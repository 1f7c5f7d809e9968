package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Attempt.WorkingSet;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** A very hard session with many sets needs a week. */
final class RecoverFromHardSession implements Gate {

  @Override
  public About about() {
    return About.of(
        50,
        "G-HARD",
        "A session of five sets, or of four with nothing left in any, needs seven days.",
        "BE:156");
  }

  @Override
  public Optional<Verdict> ask(Situation s) {
    if (!s.axes().strength() || s.neverDone()) {
      return Optional.empty();
    }
    LocalDate free = s.lastDay().plusDays(s.policy().hard().days());
    if (!hard(s.base().last().attempt(), s.policy()) || !s.today().isBefore(free)) {
      return Optional.empty();
    }
    return Optional.of(
        new Verdict(
            this,
            Advice.WAIT,
            free,
            List.of(s.lastRef()),
            about().cites(),
            List.of(),
            "Your session on "
                + Words.day(s.lastDay())
                + " was very hard: recover until "
                + Words.day(free)
                + "."));
  }

  private static boolean hard(Attempt attempt, Policy policy) {
    List<WorkingSet> sets = attempt.sets();
    return sets.size() >= policy.hard().sets()
        || (sets.size() >= policy.hard().setsAtZeroReserve()
            && attempt.allAtReserve(policy.quality().reserveVetoTenths()));
  }
}
