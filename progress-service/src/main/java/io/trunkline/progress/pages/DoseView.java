package io.trunkline.progress.pages;

import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Because;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.wording.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A recommendation as it is shown: the dose large, each number with the rule that bound it.
 *
 * @param big for example {@code 3 × 12}; empty without a dose
 * @param load for example {@code 22.5 kg}; empty where there is none to say
 * @param rest the other parts of the dose, in words
 * @param when empty on TRAIN
 */
public record DoseView(
    String exercise,
    String name,
    Tone tone,
    String advice,
    String phase,
    String when,
    String big,
    String load,
    List<String> rest,
    List<Reason> reasons,
    List<Note> notices,
    List<String> silent,
    List<Other> alternates) {

  /** One rule and what it decided. */
  public record Reason(
      String rule,
      String sentence,
      String text,
      List<String> binds,
      List<String> facts,
      List<Recommendation.Source> sources,
      List<String> external,
      boolean choice,
      String change) {}

  /** A remark. */
  public record Note(String text, List<Recommendation.Source> sources) {}

  /** Another exercise. */
  public record Other(String exercise, String name, String dose) {}

  static DoseView of(Recommendation told, Exercise exercise, Words words, LocalDate today) {
    Prescription dose = told.prescription() == null ? told.preview() : told.prescription();
    boolean train = told.advice() == Advice.TRAIN;
    return new DoseView(
        told.exercise(),
        words.exercise(told.exercise()),
        Tone.of(told.advice()),
        words.advice(told.advice()),
        train ? words.phase(told.phase()) : "",
        train || told.earliest() == null
            ? ""
            : words.texts().not_before(words.near(told.earliest(), today)),
        dose == null ? "" : words.setsAndReps(dose),
        dose == null ? "" : words.load(dose.load()),
        dose == null ? List.of() : words.rest(dose, exercise),
        told.because().stream().map(because -> reason(because, words)).toList(),
        told.notices().stream().map(n -> new Note(words.notice(n), n.sources())).toList(),
        told.silent().stream().map(id -> id + " – " + words.rule(id)).toList(),
        told.alternates().stream().map(other -> other(other, words)).toList());
  }

  private static Reason reason(Because because, Words words) {
    List<String> binds = new ArrayList<>();
    because.binds().forEach(field -> binds.add(words.field(field)));
    return new Reason(
        because.rule(),
        words.rule(because.rule()),
        words.own(because.text()),
        binds,
        because.facts(),
        because.sources(),
        because.external(),
        because.sources().isEmpty() && because.external().isEmpty(),
        words.change(because.rule()));
  }

  private static Other other(Recommendation.Alternate other, Words words) {
    Prescription dose = other.recommendation().prescription();
    return new Other(
        other.exercise(),
        words.exercise(other.exercise()),
        dose == null ? words.advice(other.recommendation().advice()) : words.dose(dose));
  }

  /** Whether only another day or a professional makes it possible. */
  public boolean closed() {
    return tone != Tone.GOOD;
  }
}
