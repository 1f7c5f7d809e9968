package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.util.List;

/** The bounds of a day and the dose they leave. */
final class Caps {

  private Caps() {}

  /** Every bound in force on {@code day}, in table order. */
  static List<Cap.Bound> bounds(Situation s, LocalDate day) {
    return RuleBook.CAPS.stream().flatMap(cap -> cap.ask(s, day).stream()).toList();
  }

  /** The base dose under all its bounds. */
  static Dose dose(Situation s, LocalDate day) {
    return under(s.base().dose(), bounds(s, day));
  }

  static Dose under(Dose base, List<Cap.Bound> bounds) {
    return bounds.stream().map(Cap.Bound::dose).reduce(base, Dose::min);
  }
}
