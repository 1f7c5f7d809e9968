package io.trunkline.progress.rules;

import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Professional;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Screening;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random but plausible athletes: most do roughly what they are told, some do not, things hurt now
 * and then, people say things about it. What they are told comes from the rules themselves, for
 * otherwise hardly any history would get past the first weeks.
 */
final class Histories {

  private static final List<String> EXERCISES =
      List.of(
          "back-extension",
          "back-extension",
          "trunk-lift",
          "trunk-lift",
          "lower-trunk-rotation",
          "trunk-rotation",
          "deadlift",
          "pull-up",
          "dumbbell-row",
          "floor-back-extension",
          "side-plank",
          Gym.UNMAPPED);

  private static final List<String> REGIONS =
      List.of("lower-back", "lower-back", "lower-back", "upper-back", "abdomen", "knees", "glutes");

  private final SplittableRandom random;
  private final List<Session> sessions = new ArrayList<>();
  private final List<Sensation> sensations = new ArrayList<>();
  private final List<Clearance> clearances = new ArrayList<>();
  private final List<Directive> directives = new ArrayList<>();
  private Screening screening;
  private int day;
  private int ids;

  private Histories(SplittableRandom random) {
    this.random = random;
  }

  /**
   * A question about one athlete: the facts, the exercise and the moment. Many properties ask the
   * same one, so it is worked out once; {@link #with} gives one that has not been worked out yet.
   */
  static final class Question {
    private final History history;
    private final String exercise;
    private final OffsetDateTime at;
    private volatile Situation situation;
    private volatile Recommendation plain;
    private volatile Recommendation answer;

    Question(History history, String exercise, OffsetDateTime at) {
      this.history = history;
      this.exercise = exercise;
      this.at = at;
    }

    History history() {
      return history;
    }

    String exercise() {
      return exercise;
    }

    OffsetDateTime at() {
      return at;
    }

    Question with(History other) {
      return new Question(other, exercise, at);
    }

    Situation situation() {
      if (situation == null) {
        Facts facts = new Facts(history, at);
        List<Report> reports = Report.of(facts, Gym.POLICY);
        situation = Situation.of(facts, reports, Gym.exercise(exercise), Gym.POLICY);
      }
      return situation;
    }

    Recommendation answer() {
      if (answer == null) {
        answer = Recommender.recommend(history, Gym.CATALOGUE, Gym.POLICY, exercise, at);
      }
      return answer;
    }

    /** The answer without the work of finding alternates. */
    Recommendation plain() {
      if (plain == null) {
        Situation s = situation();
        plain = Recommender.plain(s, Answering.of(s), Gym.CATALOGUE);
      }
      return plain;
    }
  }

  static Question question(SplittableRandom random) {
    return new Histories(random).tell();
  }

  private Question tell() {
    String exercise = EXERCISES.get(random.nextInt(EXERCISES.size()));
    if (chance(30)) {
      screen();
    }
    // Most people train one thing for weeks before anything happens, and only then does it get
    // complex.
    int turns = random.nextInt(random.nextInt(4) == 0 ? 40 : 14);
    int obedience = random.nextInt(101);
    int trouble = random.nextInt(3) * 12;
    boolean rotation = Gym.exercise(exercise).family() == Exercise.Family.MOBILITY;
    if (rotation && chance(50)) {
      // From the start dose it takes a rotation three months to reach its last steps.
      place(
          exercise,
          new Limits(null, 9 + random.nextInt(2), null, null, 4 + random.nextInt(2), null));
    }
    for (int turn = 0; turn < turns; turn++) {
      day += rotation && chance(80) ? random.nextInt(4) : pause();
      train(chance(90) ? exercise : EXERCISES.get(random.nextInt(EXERCISES.size())), obedience);
      if (chance(trouble)) {
        feel();
      }
      if (chance(6)) {
        speak(exercise);
      }
    }
    day += chance(15) ? random.nextInt(130) : random.nextInt(20);
    return new Question(history(), exercise, Story.evening(day));
  }

  private int pause() {
    return switch (random.nextInt(12)) {
      case 0 -> random.nextInt(3);
      case 1 -> 10 + random.nextInt(50);
      case 2 -> random.nextInt(130);
      default -> 2 + random.nextInt(7);
    };
  }

  private History history() {
    return new History("a-17", sessions, sensations, clearances, screening, directives);
  }

  private void train(String exercise, int obedience) {
    OffsetDateTime at = Story.MONDAY.plusDays(day).plusHours(18).plusSeconds(ids);
    Recommendation told = new Question(history(), exercise, at).plain();
    boolean may = told.advice() == Advice.TRAIN;
    Prescription dose = may ? told.prescription() : told.preview();
    if (!may && chance(obedience)) {
      return;
    }
    Performed done =
        dose != null && chance(obedience)
            ? obey(exercise, dose)
            : improvise(Gym.exercise(exercise), dose);
    sessions.add(new Session(ref("session/s"), at, List.of(done)));
  }

  static Performed obey(String exercise, Prescription dose) {
    Load load =
        dose.load() == null ? null : new Load(dose.load().value(), Unit.of(dose.load().unit()));
    PerformedSet set =
        new PerformedSet(dose.reps(), null, null, load, dose.holdSeconds(), null, null, false);
    return new Performed(exercise, dose.variation(), null, Collections.nCopies(dose.sets(), set));
  }

  private Performed improvise(Exercise exercise, Prescription told) {
    boolean pound = chance(10);
    int top = exercise.reps() == null ? 1 : exercise.reps().max();
    int wanted = told == null || told.reps() == null ? top : told.reps();
    int usual = Math.max(0, wanted + random.nextInt(-3, 5));
    Load load = exercise.load() == null || chance(10) ? null : load(told, pound);
    List<PerformedSet> sets = new ArrayList<>();
    int count = told != null && chance(60) ? told.sets() : 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      int reps = chance(80) ? usual : Math.max(0, usual - random.nextInt(3));
      boolean sides = exercise.perSide() && chance(50);
      Integer right = sides ? Integer.valueOf(reps / (chance(30) ? 2 : 1)) : null;
      Integer hold =
          exercise.holdSeconds() != null && chance(70)
              ? 2 + random.nextInt(exercise.holdSeconds().max())
              : null;
      sets.add(
          new PerformedSet(
              sides ? null : reps,
              sides ? reps : null,
              right,
              load,
              hold,
              chance(25) ? Integer.valueOf(random.nextInt(4) * 10) : null,
              chance(8) ? Boolean.FALSE : null,
              chance(3)));
    }
    String variation =
        chance(40)
            ? null
            : exercise.variations().get(random.nextInt(exercise.variations().size())).id();
    return new Performed(exercise.id(), variation, chance(15) ? Boolean.FALSE : null, sets);
  }

  private Load load(Prescription told, boolean pound) {
    if (told != null && chance(60)) {
      BigDecimal more = BigDecimal.valueOf(random.nextInt(-4, 5)).multiply(new BigDecimal("1.25"));
      BigDecimal value = told.load().value().add(more);
      return new Load(
          value.signum() < 0 && told.load().value().signum() >= 0 ? BigDecimal.ZERO : value,
          Unit.of(told.load().unit()));
    }
    return new Load(
        BigDecimal.valueOf(random.nextInt(60)).multiply(new BigDecimal("1.25")),
        pound ? Unit.LB : Unit.KG);
  }

  private void feel() {
    sensations.add(sensation(random, day + random.nextInt(2), ref("sensation/p")));
  }

  /** Mostly milder things, as in life; severity often unknown. */
  static Sensation sensation(SplittableRandom random, int day, Ref ref) {
    Kind kind =
        random.nextInt(3) > 0
            ? List.of(Kind.ACHE, Kind.DISCOMFORT, Kind.SORENESS, Kind.PUMP).get(random.nextInt(4))
            : List.of(Kind.values()).get(random.nextInt(Kind.values().length));
    Integer severity =
        random.nextInt(4) == 0
            ? null
            : Integer.valueOf(random.nextInt(random.nextInt(3) == 0 ? 11 : 5));
    String region = random.nextInt(60) == 0 ? null : REGIONS.get(random.nextInt(REGIONS.size()));
    return new Sensation(
        ref, Story.MONDAY.plusDays(day).plusHours(19), region, kind, severity, null, null);
  }

  private void screen() {
    List<String> history = chance(25) ? List.of("herniation") : List.of();
    screening =
        new Screening(
            new Ref("screening/screening", 1), Story.MONDAY, history, chance(20) ? Unit.LB : null);
  }

  private void place(String exercise, Limits limits) {
    directives.add(
        new Directive(
            ref("directive/d"),
            Story.MONDAY,
            Order.POSITION,
            exercise,
            null,
            limits,
            null,
            null,
            null,
            "coach",
            null));
  }

  private void speak(String exercise) {
    OffsetDateTime at = Story.MONDAY.plusDays(day).plusHours(20).plusSeconds(ids);
    LocalDate until = chance(30) ? at.toLocalDate().plusDays(random.nextInt(60)) : null;
    if (chance(50)) {
      clearances.add(
          new Clearance(
              ref("clearance/c"),
              at,
              Professional.PHYSICIAN,
              chance(50) ? "lower-back" : null,
              chance(50) ? exercise : null,
              until,
              chance(20) ? limits() : null));
      return;
    }
    Order type = List.of(Order.values()).get(random.nextInt(Order.values().length));
    directives.add(
        new Directive(
            ref("directive/d"),
            at,
            type,
            type == Order.REST ? null : exercise,
            type == Order.REST ? "lower-back" : null,
            limits(),
            null,
            5 + random.nextInt(12),
            until,
            "coach",
            null));
  }

  private Limits limits() {
    return new Limits(
        chance(50) ? Integer.valueOf(1 + random.nextInt(3)) : null,
        chance(30) ? Integer.valueOf(5 + random.nextInt(8)) : null,
        chance(30) ? new Load(BigDecimal.valueOf(random.nextInt(40)), Unit.KG) : null,
        null,
        null,
        null);
  }

  private Ref ref(String prefix) {
    return new Ref(prefix + ++ids, 1);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
