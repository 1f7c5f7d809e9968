package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Family;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Order;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Very light daily practice, where a coach asks for it. An ache in a region of the exercise ends
 * the permission; the bound on the dose stays until the coach lifts it, for otherwise an ache could
 * make the dose heavier.
 */
final class PractiseDaily implements Remark {

  @Override
  public About about() {
    return About.of(
        110,
        "N-DAILY",
        "Daily strength practice only where a coach asks for it: easiest variation or bodyweight, two"
            + " sets at most, no steps up, until anything aches.",
        "BE:156");
  }

  private static Optional<Directive> directive(Situation s, LocalDate day) {
    return s.directed(Order.DAILY, day).stream()
        .filter(d -> s.exercise().id().equals(d.exercise()) && admissible(s))
        .reduce((earlier, later) -> later);
  }

  /** Something with no bodyweight form cannot be very light. */
  private static boolean admissible(Situation s) {
    return s.exercise().family() == Family.LADDER || s.axes().startsAtBodyweight();
  }

  static boolean permitted(Situation s, LocalDate day) {
    return directive(s, day).filter(d -> !ached(s, d)).isPresent();
  }

  private static boolean ached(Situation s, Directive directive) {
    return s.reports().stream()
        .filter(Report::rest)
        .filter(r -> r.sensation().at().isAfter(directive.at()))
        .anyMatch(r -> r.hits(s.exercise(), s.policy()) || r.onlyTouches(s.exercise(), s.policy()));
  }

  static Optional<Cap.Bound> bound(Situation s, LocalDate day) {
    return directive(s, day)
        .map(
            d ->
                Cap.Bound.of(
                    KeepToCoach.RULE,
                    light(s.neverDone() ? s.axes().start : s.lastDone(), s),
                    List.of(d.ref().toString()),
                    "Your coach allows this daily, so it stays very light."
                        + KeepToCoach.reason(d)));
  }

  private static Dose light(Dose last, Situation s) {
    int sets = Math.min(last.sets(), s.policy().freq().dailyMaxSets());
    long load = Math.min(0, last.load());
    return Dose.FREE.withSets(sets).withLoad(load).withRung(s.axes().lowestRung());
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    return permitted(s, s.today())
        ? List.of(said("Very light and short enough for every day, as your coach asked."))
        : List.of();
  }
}
