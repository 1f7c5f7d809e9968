package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Role;
import java.util.List;
import java.util.Optional;

/** A workout that is only back work lacks the front of the trunk. */
final class BalanceTheTrunk implements Rule {

  private static final String FRONT = "abdomen";

  @Override
  public About about() {
    return About.of(
        140,
        "N-BALANCE",
        "A workout with back work only should gain abdominal and oblique work.",
        "TL:103");
  }

  /** What to say of a whole workout, if anything. */
  Optional<Remark.Said> ask(List<Exercise> workout) {
    boolean back = workout.stream().anyMatch(e -> primary(e, AskForClearance.REGION));
    boolean front = workout.stream().anyMatch(e -> primary(e, FRONT));
    return back && !front
        ? Optional.of(
            new Remark.Said(
                id(), "Add some work for the abdomen, straight and oblique.", about().cites()))
        : Optional.empty();
  }

  private static boolean primary(Exercise exercise, String region) {
    return exercise.regions().get(region) == Role.PRIMARY;
  }
}
