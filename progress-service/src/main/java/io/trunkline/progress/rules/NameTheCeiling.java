package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Relation;
import io.trunkline.progress.rules.Exercise.Variation;
import java.util.List;
import java.util.Optional;

/** At the top of what a ladder offers: what the articles name beyond it, if they name anything. */
final class NameTheCeiling implements Remark {

  @Override
  public About about() {
    return Steps.CEILING.about();
  }

  /** What is cited for going beyond an exercise: its way on, or slow lowering and a plate. */
  static List<String> cites(Exercise exercise) {
    if (beyondByCoach(exercise)) {
      return List.of("TL:82", "TL:83");
    }
    return onwards(exercise).map(relation -> relation.evidence().cites()).orElse(List.of());
  }

  private static boolean beyondByCoach(Exercise exercise) {
    return exercise.variations().stream().anyMatch(Variation::coachOnly);
  }

  private static Optional<Relation> onwards(Exercise exercise) {
    return exercise.relations().stream()
        .filter(relation -> relation.relation().equals("PROGRESSION"))
        .findFirst();
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    if (!answer.hasDose() || !s.base().decidedBy(id())) {
      return List.of();
    }
    List<String> cites = cites(s.exercise());
    if (beyondByCoach(s.exercise())) {
      Policy.Ceiling ceiling = s.policy().ceiling();
      String text =
          "For more, lower for "
              + ceiling.tempoSecondsMin()
              + " to "
              + ceiling.tempoSecondsMax()
              + " seconds, or ask your coach whether your form is ready for a plate.";
      return List.of(new Said(id(), text, cites));
    }
    return onwards(s.exercise())
        .map(on -> List.of(new Said(id(), "For more, go on to " + on.to() + ".", cites)))
        .orElse(List.of());
  }
}
