package io.trunkline.progress.backtest;

import io.trunkline.progress.rules.Policy;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * What to try.
 *
 * @param athletes null for the whole roster
 * @param exercises null for all that were trained
 * @param from first local day of the sessions to report, or null
 * @param to last local day of the sessions to report, or null
 */
record Trial(
    Policy policy, List<String> athletes, Set<String> exercises, LocalDate from, LocalDate to) {

  boolean asksFor(String exercise) {
    return exercises == null || exercises.contains(exercise);
  }

  boolean asksFor(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
