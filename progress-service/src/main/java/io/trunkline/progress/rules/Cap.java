package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.util.List;

/** A rule that only lowers: its bounds are met by taking the componentwise minimum. */
interface Cap extends Rule {

  /** The bounds in force on {@code day}, earliest cause first; none if it has nothing to say. */
  List<Bound> ask(Situation situation, LocalDate day);

  /**
   * An upper bound on the dose.
   *
   * @param rule id an answer names, which may be finer than the rule's own
   */
  record Bound(
      Cap cap,
      String rule,
      Dose dose,
      List<String> facts,
      List<String> cites,
      List<String> external,
      String text) {

    static Bound of(Cap cap, Dose dose, List<String> facts, String text) {
      return new Bound(
          cap, cap.id(), dose, facts, cap.about().cites(), cap.about().external(), text);
    }
  }
}
