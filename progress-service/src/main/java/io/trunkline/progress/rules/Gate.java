package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A rule that may forbid today altogether. Gates only forbid, so all are asked and the first wins.
 */
interface Gate extends Rule {

  Optional<Verdict> ask(Situation situation);

  /**
   * A closed gate.
   *
   * @param until first day it opens by itself, or null if time alone never opens it
   */
  record Verdict(
      Gate gate,
      Advice advice,
      LocalDate until,
      List<String> facts,
      List<String> cites,
      List<String> external,
      String text) {}
}
