package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Evidence;
import io.trunkline.progress.rules.Exercise.Family;
import io.trunkline.progress.rules.Exercise.Per;
import io.trunkline.progress.rules.Exercise.Range;
import io.trunkline.progress.rules.Exercise.Sense;
import io.trunkline.progress.rules.Exercise.Variation;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * The axes along which one exercise can be made harder or easier, for one athlete's unit: ranges,
 * ladder, grid of loads, start. Where a set is one hold, its seconds take the place of repetitions.
 */
final class Axes {

  final Exercise exercise;
  final Policy policy;
  final Unit unit;

  /** A set is one hold. */
  final boolean timed;

  final Range work;
  final Range hold;
  final Grid grid;
  final List<Variation> ladder;
  final Dose start;
  final int mostTimes;

  Axes(Exercise exercise, Policy policy, Unit unit) {
    this.exercise = exercise;
    this.policy = policy;
    this.unit = unit;
    this.timed =
        exercise.reps() == null || (exercise.holdSeconds() != null && exercise.reps().max() == 1);
    this.work = timed ? exercise.holdSeconds() : exercise.reps();
    this.hold = timed ? null : exercise.holdSeconds();
    this.grid = exercise.load() == null ? null : new Grid(unit, increment(unit));
    this.ladder = ladder(exercise);
    this.mostTimes = mostTimes();
    this.start =
        new Dose(
            Math.min(exercise.start().sets(), policy.sets().start()),
            work.min(),
            grid == null ? 0 : grid.floor(exercise.load().startGrams()),
            lowestRung(),
            hold == null ? 0 : hold.min(),
            strength() ? 1 : policy.freq().rotationPerDayMin());
  }

  private BigDecimal increment(Unit unit) {
    BigDecimal own = exercise.load().increments().get(unit);
    return own != null ? own : policy.increment().get(unit);
  }

  /** Only a ladder is climbed; everywhere else the default variation is the only rung. */
  private static List<Variation> ladder(Exercise exercise) {
    if (exercise.family() == Family.LADDER) {
      List<Variation> ranked =
          exercise.variations().stream()
              .filter(v -> v.difficulty() != null && !v.coachOnly())
              .sorted(Comparator.comparing(Variation::difficulty))
              .toList();
      if (!ranked.isEmpty()) {
        return ranked;
      }
    }
    return exercise.variations().stream().filter(Variation::byDefault).limit(1).toList();
  }

  private int mostTimes() {
    if (strength()) {
      return 1;
    }
    Exercise.Frequency frequency = exercise.frequency();
    return frequency != null && frequency.per() == Per.DAY
        ? frequency.max()
        : policy.freq().rotationPerDayMax();
  }

  boolean strength() {
    return exercise.family() != Family.MOBILITY;
  }

  boolean loaded() {
    return grid != null;
  }

  boolean assisting() {
    return loaded() && exercise.load().sense() == Sense.ASSISTING;
  }

  /** Whether percentages make no sense of this load, so that increments are counted instead. */
  boolean countsIncrements(long load) {
    return assisting() && load <= 0;
  }

  /** Whether a set without a posted load was done with the body alone. */
  boolean startsAtBodyweight() {
    return exercise.family() == Family.LOADED && !assisting();
  }

  /** Fewest whole days between two sessions. */
  int gap() {
    return strength() ? policy.freq().minDaysBetween() : 0;
  }

  /** Days a position must have been held before a step. */
  int spacing() {
    return policy.step().spacingDays() - gap();
  }

  int mostSets() {
    return Math.min(exercise.sets().max(), policy.sets().max());
  }

  int lowestRung() {
    return rungOf(0);
  }

  int highestRung() {
    return rungOf(ladder.size() - 1);
  }

  private int rungOf(int index) {
    Integer difficulty = ladder.isEmpty() ? null : ladder.get(index).difficulty();
    return difficulty == null ? 1 : difficulty;
  }

  /**
   * The rung of a posted variation, or {@code otherwise} if none, an unknown or an unranked one
   * was.
   */
  int rung(String variation, int otherwise) {
    for (Variation each : ladder) {
      if (each.id().equals(variation)) {
        return each.difficulty() == null ? otherwise : each.difficulty();
      }
    }
    return otherwise;
  }

  /** The nearest rung strictly above, or the same where there is none. */
  int rungAbove(int rung) {
    return ladder.stream()
        .map(v -> v.difficulty() == null ? rung : v.difficulty())
        .filter(difficulty -> difficulty > rung)
        .findFirst()
        .orElse(rung);
  }

  /** The nearest rung strictly below, or the lowest. */
  int rungBelow(int rung) {
    return ladder.stream()
        .map(v -> v.difficulty() == null ? rung : v.difficulty())
        .filter(difficulty -> difficulty < rung)
        .reduce((easier, harder) -> harder)
        .orElse(lowestRung());
  }

  /** The variation of a rung, or null where the catalogue names none. */
  Variation variation(int rung) {
    return ladder.stream()
        .filter(v -> v.difficulty() == null || v.difficulty() == rung)
        .findFirst()
        .orElse(null);
  }

  /** The largest line at or below {@code percent} of {@code load}, which must not be negative. */
  long share(long load, int percent) {
    return grid == null ? 0 : grid.floor(Math.floorDiv(load * percent, 100L));
  }

  /** Fewer increments of load on an assisting axis, never below the start unless already there. */
  long moreAssistance(long load, int increments) {
    return Math.max(grid.step(load, -increments), Math.min(start.load(), load));
  }

  /** The repetitions (or, of a hold, seconds) that limits name, or null. */
  Integer workOf(History.Limits limits) {
    return timed ? limits.holdSeconds() : limits.reps();
  }

  /** Brings a dose into the catalogue's ranges from below and above; sets may fall to one. */
  Dose within(Dose dose) {
    return new Dose(
        Math.max(1, Math.min(dose.sets(), mostSets())),
        clamp(dose.reps(), work),
        grid == null ? 0 : floorLoad(dose.load()),
        Math.max(lowestRung(), Math.min(dose.rung(), highestRung())),
        hold == null ? 0 : clamp(dose.hold(), hold),
        Math.max(1, Math.min(dose.times(), mostTimes)));
  }

  long floorLoad(long load) {
    long floored = grid.floor(load);
    return assisting() ? floored : Math.max(0, floored);
  }

  private static int clamp(int value, Range range) {
    return Math.max(range.min(), Math.min(value, range.max()));
  }

  /** The easiest ranked variation, or null where there is no easier one than the default. */
  Variation easiestVariation() {
    return exercise.variations().stream()
        .filter(v -> v.difficulty() != null && !v.coachOnly())
        .min(Comparator.comparing(Variation::difficulty))
        .filter(v -> !v.byDefault())
        .orElse(null);
  }

  /** What the catalogue says of a field of a dose. */
  Evidence evidence(Dose.Field field, Dose dose) {
    Evidence said =
        switch (field) {
          case SETS -> exercise.sets().evidence();
          case REPS -> work.evidence();
          case LOAD -> exercise.load() == null ? null : exercise.load().evidence();
          case VARIATION -> variation(dose.rung()).evidence();
          case HOLD -> hold == null ? null : hold.evidence();
          case TIMES -> exercise.frequency() == null ? null : exercise.frequency().evidence();
        };
    return said == null ? Evidence.CHOICE : said;
  }
}
