package io.trunkline.progress.rules;

import java.util.List;
import java.util.Locale;

/** At the top of what an exercise offers: what else there is. */
final class NameTheCeiling implements Remark {

  @Override
  public About about() {
    return Steps.CEILING.about();
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    if (!answer.hasDose() || !s.base().decidedBy(id()) || !s.axes().strength()) {
      return List.of();
    }
    Policy.Ceiling ceiling = s.policy().ceiling();
    String slow =
        "Lower for " + ceiling.tempoSecondsMin() + " to " + ceiling.tempoSecondsMax() + " seconds";
    boolean plate = s.exercise().variations().stream().anyMatch(Exercise.Variation::coachOnly);
    String onwards =
        s.exercise().relations().stream()
            .filter(relation -> relation.relation().equals("PROGRESSION"))
            .findFirst()
            .map(relation -> ", or go on to " + relation.to())
            .orElse(plate ? ", or ask your coach whether your form is ready for a plate" : "");
    return List.of(said("For more: " + slow.toLowerCase(Locale.ROOT) + onwards + "."));
  }
}
