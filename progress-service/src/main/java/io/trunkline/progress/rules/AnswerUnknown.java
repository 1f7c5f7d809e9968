package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Because;
import java.util.List;

/** No numbers for what the catalogue does not know. */
final class AnswerUnknown implements Rule {

  @Override
  public About about() {
    return About.of(10, "D-UNKNOWN", "An exercise the catalogue does not know gets no numbers.");
  }

  Recommendation answer(Facts facts, Catalogue catalogue, Policy policy, String exerciseId) {
    Because because =
        new Because(
            id(),
            List.of("advice", "earliest"),
            List.of(),
            List.of(),
            List.of(),
            Explanation.chosen("The catalogue has no exercise " + exerciseId + "."));
    return new Recommendation(
        facts.athlete,
        exerciseId,
        facts.at,
        Advice.UNKNOWN_EXERCISE,
        null,
        null,
        null,
        null,
        null,
        List.of(because),
        List.of(),
        List.of(),
        List.of(),
        policy.version(),
        catalogue.version(),
        facts.digest());
  }
}
