package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Because;
import io.trunkline.progress.rules.Recommendation.Phase;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/** The one entry point of the rules: facts in, answer out; no clock, no chance, no memory. */
public final class Recommender {

  private static final Set<String> HOLDING =
      Set.of("B-HOLD", "B-CEILING", "B-QUALITY-HOLD", "B-MISS-HOLD", "B-PARTIAL-HOLD", "B-REDUCE");

  private Recommender() {}

  /**
   * The answer for one exercise at one moment. The same arguments give an equal answer, whatever
   * the order of the facts.
   *
   * @param at the moment asked about; its local date is today
   */
  public static Recommendation recommend(
      History history, Catalogue catalogue, Policy policy, String exerciseId, OffsetDateTime at) {
    Facts facts = new Facts(history, at);
    return recommend(facts, Report.of(facts, policy), catalogue, policy, exerciseId);
  }

  static Recommendation recommend(
      Facts facts, List<Report> reports, Catalogue catalogue, Policy policy, String exerciseId) {
    return catalogue
        .find(exerciseId)
        .map(exercise -> answer(Situation.of(facts, reports, exercise, policy), catalogue))
        .orElseGet(() -> RuleBook.UNKNOWN.answer(facts, catalogue, policy, exerciseId));
  }

  private static Recommendation answer(Situation s, Catalogue catalogue) {
    Answering answer = Answering.of(s);
    return put(s, answer, catalogue, Alternates.of(s, answer, catalogue));
  }

  /** An answer that offers nothing else, for use inside another. */
  static Recommendation plain(Situation s, Answering answer, Catalogue catalogue) {
    return put(s, answer, catalogue, List.of());
  }

  private static Recommendation put(
      Situation s,
      Answering answer,
      Catalogue catalogue,
      List<Recommendation.Alternate> alternates) {
    Explanation explanation = new Explanation(s, answer);
    List<Because> because = explanation.because();
    Prescription dose = answer.hasDose() ? prescription(s.axes(), answer.dose()) : null;
    boolean today = answer.advice() == Advice.TRAIN;
    Phase phase = phase(s, answer);
    return new Recommendation(
        s.facts().athlete,
        s.exercise().id(),
        s.facts().at,
        answer.advice(),
        phase,
        answer.day(),
        phase == Phase.RETURNING ? step(answer) : null,
        today ? dose : null,
        today ? null : dose,
        because,
        explanation.silent(because),
        explanation.notices(),
        alternates,
        s.policy().version(),
        catalogue.version(),
        s.facts().digest());
  }

  static Prescription prescription(Axes axes, Dose dose) {
    Exercise exercise = axes.exercise;
    Integer work = dose.reps();
    Integer one = exercise.reps() == null ? null : exercise.reps().max();
    Integer held = axes.hold == null ? null : dose.hold();
    Exercise.Variation variation = axes.variation(dose.rung());
    return new Prescription(
        dose.sets(),
        axes.timed ? one : work,
        exercise.reps() == null ? null : List.of(exercise.reps().min(), exercise.reps().max()),
        axes.loaded() ? axes.grid.quantity(dose.load()) : null,
        variation == null ? null : variation.id(),
        variation == null ? null : variation.difficulty(),
        axes.timed ? work : held,
        exercise.perSide(),
        dose.times());
  }

  /** The lowest step of the open returns, or null. */
  private static Integer step(Answering answer) {
    return answer.bounds().stream()
        .filter(bound -> bound.cap() instanceof ReturnLighter)
        .map(bound -> Integer.valueOf(bound.rule().substring("C-RETURN-".length())))
        .min(Integer::compare)
        .orElse(null);
  }

  static Phase phase(Situation s, Answering answer) {
    if (answer.stopped()) {
      return Phase.STOPPED;
    }
    if (answer.advice() == Advice.REST) {
      return Phase.RESTING;
    }
    if (answer.bounds().stream().anyMatch(bound -> returning(bound.cap()))) {
      return Phase.RETURNING;
    }
    if (s.neverDone() || StartAgainAfterLongBreak.applies(s, answer.day())) {
      return Phase.NEW;
    }
    return HOLDING.contains(s.base().decided().id()) ? Phase.HOLDING : Phase.BUILDING;
  }

  private static boolean returning(Cap cap) {
    return cap instanceof ReturnLighter || cap instanceof EaseInAfterBreak;
  }
}
