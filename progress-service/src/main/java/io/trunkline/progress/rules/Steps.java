package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Family;
import io.trunkline.progress.rules.Rule.About;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/** The base rules in table order; the first that applies decides what a session leads to. */
final class Steps {

  private static final String TWO_FOR_TWO = "NSCA 2-for-2 rule (Baechle & Earle)";
  private static final String ACSM = "10.1249/MSS.0b013e3181915670";
  private static final String ZOURDOS = "Zourdos 2021, JSCR";

  static final Step ADOPT =
      when(
          About.of(
              79,
              "B-ADOPT",
              "A first session beyond the start dose is taken as it was done, without a step.",
              "BE:148"),
          j -> j.first() && !Earning.passedBodyweight(j),
          Judging::plan,
          (j, next) -> "Your first session on record was beyond our start: we go on from there.");

  static final Step MISS_HOLD =
      when(
          About.of(
              80,
              "B-MISS-HOLD",
              "A set below the range means the same again, from the bottom of the range.",
              "TL:102"),
          j -> !j.inRange() && j.missStreak() < j.policy().reduce().afterMisses(),
          Judging::bottom,
          (j, next) -> "A set fell below " + range(j) + ": the same again, from the bottom.");

  static final Step REDUCE =
      when(
          About.of(
              80,
              "B-REDUCE",
              "A second miss in a row makes it lighter, or else easier, or else shorter.",
              "TL:102"),
          j -> !j.inRange(),
          j -> Earning.reduced(j.bottom(), j.axes()),
          (j, next) -> "Sets fell below " + range(j) + " twice in a row: one step easier.");

  static final Step REGAIN_SETS =
      when(
          About.of(84, "B-REGAIN-SETS", "Somebody on the way back first regains a second set."),
          j -> Earning.regains(j) && j.plan().sets() < Earning.wantedSets(j),
          j -> j.bottom().withSets(j.plan().sets() + 1),
          (j, next) -> "On the way back: " + Words.count(next.sets(), "set") + " now, load later.");

  static final Step REGAIN_LOAD =
      when(
          About.of(
              84,
              "B-REGAIN-LOAD",
              "Somebody on the way back regains up to nine tenths of their best recent load, ten"
                  + " percent or one increment at a time."),
          j -> Earning.regains(j) && j.axes().loaded() && j.plan().load() < Earning.regainTarget(j),
          j -> j.bottom().withLoad(Earning.regained(j)),
          (j, next) -> "On the way back to what you lifted before: one step of load.");

  static final Step PARTIAL_HOLD =
      when(
          About.of(
              86,
              "B-PARTIAL-HOLD",
              "In the range but short of the target: the target becomes what was done.",
              "BE:148"),
          j -> j.done().reps() < j.plan().reps(),
          j -> j.plan().withReps(j.done().reps()),
          (j, next) -> "In the range but short of the target: what you did is the target now.");

  static final Step QUALITY_HOLD =
      when(
          About.of(
                  87,
                  "B-QUALITY-HOLD",
                  "Form that was not right, or nothing left in reserve, means the same again.",
                  "TL:102")
              .and(ZOURDOS),
          j -> !j.clean(),
          Judging::plan,
          (j, next) ->
              j.done().formOk()
                  ? "Nothing was left in reserve: the same again before anything is added."
                  : "The form was not right yet: the same again before anything is added.");

  static final Step ADD_WEIGHT =
      when(
              About.of(
                      88,
                      "B-ADDWEIGHT",
                      "More than twelve bodyweight repetitions in every counted set, or twelve in"
                          + " two sessions, earn the first increment.",
                      "BE:116",
                      "BE:158")
                  .and(TWO_FOR_TWO),
              j -> Earning.passedBodyweight(j) || Earning.toppedBodyweight(j),
              j -> j.bottom().withLoad(j.axes().grid.step(0, 1)),
              (j, next) ->
                  Earning.passedBodyweight(j)
                      ? "More than "
                          + j.addWeightBeyond()
                          + " repetitions with your own weight: add some."
                      : "Two sessions at "
                          + j.addWeightBeyond()
                          + " with your own weight: add some.")
          .groundedOn(Steps::addWeightGrounds);

  static final Step SETS =
      when(
          About.of(
                  89,
                  "B-SETS",
                  "The top of the range, earned, adds a set before it adds load or difficulty.",
                  "BE:148")
              .and(TWO_FOR_TWO),
          j -> j.axes().strength() && j.topEarned() && j.plan().sets() < j.axes().mostSets(),
          j -> j.bottom().withSets(j.plan().sets() + 1),
          (j, next) ->
              "The top of the range is earned: one more set, repetitions from the bottom.");

  static final Step LOAD =
      when(
          About.of(
                  90,
                  "B-LOAD",
                  "The top of the range with all sets, earned, adds one increment of load.",
                  "BE:148")
              .and(TWO_FOR_TWO, ACSM),
          j -> j.axes().strength() && j.axes().loaded() && j.topEarned(),
          j -> j.bottom().withLoad(j.axes().grid.step(j.plan().load(), 1)),
          (j, next) -> "The top of the range is earned: one step of load, repetitions give way.");

  static final Step RUNG =
      when(
              About.of(
                      90,
                      "B-RUNG",
                      "The top of the range with all sets, earned, moves to the next harder"
                          + " variation with two sets.",
                      "TL:38",
                      "TL:39",
                      "TL:40",
                      "TL:79")
                  .and(TWO_FOR_TWO),
              j ->
                  j.axes().exercise.family() == Family.LADDER
                      && j.topEarned()
                      && j.plan().rung() < j.axes().highestRung(),
              j ->
                  j.bottom()
                      .withRung(j.axes().rungAbove(j.plan().rung()))
                      .withSets(Math.min(j.plan().sets(), j.axes().exercise.sets().min())),
              (j, next) -> "This variation is mastered: the next harder one, with fewer sets.")
          .groundedOn(Steps::rungGrounds);

  static final Step MOB_REPS =
      when(
          About.of(
              91,
              "B-MOB-REPS",
              "A rotation met in three sessions over a week gains one repetition a side.",
              "LTR:68",
              "TR:15"),
          j -> Earning.rotationEarned(j) && j.plan().reps() < j.axes().work.max(),
          j -> j.plan().withReps(j.plan().reps() + 1),
          (j, next) -> "Met for a week: one repetition more on each side.");

  static final Step MOB_HOLD =
      when(
          About.of(
              91,
              "B-MOB-HOLD",
              "A rotation at its most repetitions, met in three sessions over a week, is held one"
                  + " second longer.",
              "LTR:62",
              "LTR:74"),
          j ->
              Earning.rotationEarned(j)
                  && j.axes().hold != null
                  && j.plan().hold() < j.axes().hold.max(),
          j -> j.plan().withHold(j.plan().hold() + 1),
          (j, next) -> "Met for a week: hold each side one second longer.");

  static final Step MOB_TIMES =
      when(
          About.of(
              91,
              "B-MOB-TIMES",
              "A rotation at its most repetitions and longest hold, met in three sessions over a"
                  + " week, may be done twice a day.",
              "TR:15"),
          j -> Earning.rotationEarned(j) && j.plan().times() < j.axes().mostTimes,
          j -> j.plan().withTimes(j.plan().times() + 1),
          (j, next) -> "Met for a week: you may do it " + next.times() + " times a day.");

  static final Step REPS =
      when(
          About.of(
              92,
              "B-REPS",
              "A target met rises by one repetition, or to what every counted set reached, within"
                  + " the range.",
              "BE:158"),
          j -> j.axes().strength() && j.plan().reps() < j.axes().work.max(),
          j ->
              j.plan()
                  .withReps(
                      Math.min(
                          j.axes().work.max(), Math.max(j.plan().reps() + 1, j.done().reps()))),
          (j, next) -> "Every set reached its target: " + next.reps() + " next.");

  static final Step CEILING =
      when(
              About.of(
                  93,
                  "B-CEILING",
                  "With nothing left to add, the same again; slow lowering or a coach-approved"
                      + " plate are options.",
                  "TL:82",
                  "TL:83",
                  "BE:106"),
              Earning::nothingLeft,
              Judging::plan,
              (j, next) -> "This is all the exercise offers: keep it.")
          .groundedOn(Steps::ceilingGrounds);

  static final Step HOLD =
      when(
          About.of(93, "B-HOLD", "A step not yet earned: the same again.", "BE:148")
              .and(TWO_FOR_TWO),
          j -> true,
          Judging::plan,
          (j, next) -> "Well done, once more before the next step.");

  static final List<Step> IN_ORDER =
      List.of(
          ADOPT,
          MISS_HOLD,
          REDUCE,
          REGAIN_SETS,
          REGAIN_LOAD,
          PARTIAL_HOLD,
          QUALITY_HOLD,
          ADD_WEIGHT,
          SETS,
          LOAD,
          RUNG,
          MOB_REPS,
          MOB_HOLD,
          MOB_TIMES,
          REPS,
          CEILING,
          HOLD);

  private Steps() {}

  private static Step when(
      About about,
      Predicate<Judging> applies,
      Function<Judging, Dose> next,
      BiFunction<Judging, Dose, String> why) {
    return new Step(about, applies, next, j -> about, why);
  }

  private static String range(Judging j) {
    return Integer.toString(j.axes().work.min());
  }

  /** More than twelve is the article's own rule; twelve twice is only gradual increase. */
  private static About addWeightGrounds(Judging j) {
    return Earning.passedBodyweight(j)
        ? ADD_WEIGHT.about().citing(List.of("BE:116")).and()
        : ADD_WEIGHT.about().citing(List.of("BE:158"));
  }

  /** The article speaks of one ladder; another's rungs rest on their own evidence. */
  private static About rungGrounds(Judging j) {
    Exercise.Variation rung = j.axes().variation(j.plan().rung());
    return rung.evidence().cites().isEmpty() ? RUNG.about().citing(List.of()) : RUNG.about();
  }

  private static About ceilingGrounds(Judging j) {
    return CEILING.about().citing(NameTheCeiling.cites(j.axes().exercise));
  }
}
