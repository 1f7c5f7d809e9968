package io.trunkline.bench.loops;

import io.trunkline.bench.loops.Life.Asked;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * One axis of a dose over time: load, variation, hold, sets, repetitions or times a day.
 *
 * @param value of a dose, in tenths so that loads are whole numbers
 * @param ticks label by value; the first and the last are the ends of the axis
 * @param height of the drawing in pixels
 */
record Panel(
    String title, ToIntFunction<Prescription> value, SortedMap<Integer, String> ticks, int height) {

  private static final int TALL = 150;
  private static final int LOW = 76;
  private static final int MOST_TICKS = 5;
  private static final int[] STEPS = {10, 20, 50, 100, 200, 250, 500, 1_000};

  /** The axes the exercise has, top to bottom. */
  static List<Panel> of(Life life) {
    List<Panel> panels = new ArrayList<>();
    Exercise exercise = life.exercise();
    if (exercise.load() != null) {
      panels.add(counted("Load, kg", life, p -> tenths(p.load().value()), TALL));
    }
    if (Drawing.climbs(exercise)) {
      panels.add(new Panel("Variation", p -> p.difficulty() * 10, rungs(exercise), TALL));
    }
    if (exercise.holdSeconds() != null) {
      panels.add(counted("Hold, s", life, p -> p.holdSeconds() * 10, LOW));
    }
    panels.add(counted("Sets", life, p -> p.sets() * 10, LOW));
    String side = exercise.perSide() ? "Reps a side" : "Reps";
    panels.add(counted(side, life, p -> p.reps() * 10, LOW));
    if (exercise.frequency().per() == Exercise.Per.DAY) {
      panels.add(counted("Times a day", life, p -> p.timesPerDay() * 10, LOW));
    }
    return panels;
  }

  private static Panel counted(
      String title, Life life, ToIntFunction<Prescription> value, int height) {
    int most = 10;
    for (Asked asked : life.asked()) {
      most = asked.dose() == null ? most : Math.max(most, value.applyAsInt(asked.dose()));
      most = asked.done() == null ? most : Math.max(most, value.applyAsInt(asked.done()));
    }
    int step = 0;
    while (most > STEPS[step] * MOST_TICKS) {
      step++;
    }
    SortedMap<Integer, String> ticks = new TreeMap<>();
    int tick = 0;
    do {
      ticks.put(tick, Integer.toString(tick / 10));
      tick += STEPS[step];
    } while (tick - STEPS[step] < most);
    return new Panel(title, value, ticks, height);
  }

  private static SortedMap<Integer, String> rungs(Exercise exercise) {
    SortedMap<Integer, String> ticks = new TreeMap<>();
    exercise.variations().stream()
        .filter(v -> v.difficulty() != null)
        .forEach(v -> ticks.put(v.difficulty() * 10, v.name()));
    return ticks;
  }

  private static int tenths(BigDecimal value) {
    return value.movePointRight(1).intValueExact();
  }

  /** Pixels above the bottom of the panel. */
  int up(int tenths) {
    int from = ticks.firstKey();
    return (tenths - from) * height / (ticks.lastKey() - from);
  }

  int up(Prescription dose) {
    return up(value.applyAsInt(dose));
  }
}
