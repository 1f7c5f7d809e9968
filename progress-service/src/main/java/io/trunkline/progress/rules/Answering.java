package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Gate.Verdict;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The decision, before it is put into words.
 *
 * @param closed gates that forbid today, in table order
 * @param day the day the dose is for: today, or the first that may be; null when only a
 *     professional's word opens the gate
 * @param bounds caps in force on that day, in table order
 * @param dose the base dose under those caps
 */
record Answering(
    List<Verdict> closed, Advice advice, LocalDate day, List<Cap.Bound> bounds, Dose dose) {

  static Answering of(Situation s) {
    List<Verdict> closed = RuleBook.GATES.stream().flatMap(gate -> gate.ask(s).stream()).toList();
    Advice advice = closed.isEmpty() ? Advice.TRAIN : closed.get(0).advice();
    LocalDate day = closed.isEmpty() ? s.today() : opens(closed);
    List<Cap.Bound> bounds = Caps.bounds(s, day == null ? s.today() : day);
    return new Answering(closed, advice, day, bounds, Caps.under(s.base().dose(), bounds));
  }

  private static LocalDate opens(List<Verdict> closed) {
    if (closed.stream().anyMatch(verdict -> verdict.until() == null)) {
      return null;
    }
    return closed.stream().map(Verdict::until).max(Comparator.naturalOrder()).orElseThrow();
  }

  /** Whether there is a dose for some day. */
  boolean hasDose() {
    return day != null;
  }

  boolean stopped() {
    return day == null;
  }

  /** Whether something hurts or needs a go-ahead, rather than merely waits. */
  boolean resting() {
    return stopped() || advice == Advice.REST;
  }

  boolean gatedBy(Gate gate) {
    return closed.stream().anyMatch(verdict -> verdict.gate() == gate);
  }

  /** The gate that decides the advice, or null. */
  Verdict decisive() {
    return closed.isEmpty() ? null : closed.get(0);
  }

  /** The gate that decides the day: the first in table order among the latest, or null. */
  Verdict latest() {
    return closed.stream()
        .filter(verdict -> day == null ? verdict.until() == null : day.equals(verdict.until()))
        .findFirst()
        .orElse(null);
  }
}
