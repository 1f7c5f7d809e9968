package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Role;
import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Screening;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Back history needs a go-ahead before anything that works the lower back. */
final class AskForClearance implements Gate, Remark {

  static final String REGION = "lower-back";

  @Override
  public About about() {
    return About.of(
        30,
        "G-CLEAR",
        "With a history of back trouble, nothing that works the lower back before a physician or"
            + " physiotherapist gives the go-ahead.",
        "TL:100",
        "TL:93",
        "TR:5");
  }

  @Override
  public Optional<Verdict> ask(Situation s) {
    Screening screening = s.facts().screening;
    if (!works(s.exercise()) || goAhead(s)) {
      return Optional.empty();
    }
    if (screening == null) {
      return s.policy().clear().unansweredPrescribes()
          ? Optional.empty()
          : Optional.of(
              verdict(List.of(), List.of(), "Have you ever had back trouble? Please answer."));
    }
    if (screening.backHistory().isEmpty()) {
      return Optional.empty();
    }
    // A history the articles do not name is still a history.
    boolean named =
        screening.backHistory().stream().anyMatch(s.policy().clear().history()::contains);
    return Optional.of(
        verdict(
            List.of(screening.ref().toString()),
            named ? about().cites() : List.of(),
            "You told us of back trouble: speak to a physician or physiotherapist and record their"
                + " go-ahead before this exercise."));
  }

  private Verdict verdict(List<String> facts, List<String> cites, String text) {
    return new Verdict(this, Advice.CLEARANCE_NEEDED, null, facts, cites, List.of(), text);
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    Screening screening = s.facts().screening;
    boolean history = screening != null && !screening.backHistory().isEmpty();
    if (answer.stopped() || goAhead(s)) {
      return List.of();
    }
    if (s.exercise().goAheadForEveryone() != null) {
      String text =
          "Everybody should have a physician's or physiotherapist's go-ahead for this one.";
      return List.of(new Said(id(), text, s.exercise().goAheadForEveryone().cites()));
    }
    if (works(s.exercise()) && screening == null) {
      return List.of(
          said("Have you ever had back trouble? Please answer before you train your back."));
    }
    return history && role(s.exercise()) == Role.STABILISER
        ? List.of(
            said("This is steadied by the lower back: with your history, ask a professional."))
        : List.of();
  }

  /** The first day on which a go-ahead is missing for a history that was told of. */
  static Optional<LocalDate> missingFrom(Situation s) {
    Screening screening = s.facts().screening;
    if (screening.backHistory().isEmpty() || !works(s.exercise())) {
      return Optional.empty();
    }
    return Attention.lapse(
        s.facts().clearances.stream()
            .filter(c -> Report.mayClear(c, s.policy()) && covers(c, s.exercise()))
            .toList(),
        screening.at().toLocalDate());
  }

  private static boolean works(Exercise exercise) {
    Role role = role(exercise);
    return exercise.regions().isEmpty() || role == Role.PRIMARY || role == Role.SECONDARY;
  }

  private static Role role(Exercise exercise) {
    return exercise.regions().get(REGION);
  }

  private static boolean goAhead(Situation s) {
    return s.facts().clearances.stream()
        .filter(c -> Report.inForce(c, s.today()) && Report.mayClear(c, s.policy()))
        .anyMatch(c -> covers(c, s.exercise()));
  }

  private static boolean covers(Clearance clearance, Exercise exercise) {
    return (clearance.region() == null || clearance.region().equals(REGION))
        && (clearance.exercise() == null || clearance.exercise().equals(exercise.id()));
  }
}
