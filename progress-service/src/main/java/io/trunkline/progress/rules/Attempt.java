package io.trunkline.progress.rules;

import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Session;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One exercise in one session: its working sets, as posted. Warm-ups are left out; failed sets are
 * sets.
 */
record Attempt(Ref ref, OffsetDateTime at, List<WorkingSet> sets, boolean uncomfortable) {

  private static final Comparator<Done> HEAVIEST_FIRST =
      Comparator.comparingLong((Done d) -> d.load())
          .thenComparingInt(Done::rung)
          .thenComparingInt(Done::reps)
          .reversed();

  /** One working set; rung and load null where nothing usable was posted. */
  record WorkingSet(
      int reps,
      Long load,
      Integer rung,
      Integer hold,
      Integer rir,
      boolean formOk,
      int left,
      int right) {}

  /** The exercise's part of a session, or null if it holds no working set of it. */
  static Attempt of(Session session, Axes axes) {
    List<WorkingSet> sets = new ArrayList<>();
    boolean uncomfortable = false;
    for (Performed performed : session.exercises()) {
      if (performed.exercise().equals(axes.exercise.id())) {
        uncomfortable |= Boolean.FALSE.equals(performed.comfortable());
        int rung = axes.rung(performed.variation(), 0);
        for (PerformedSet set : performed.sets()) {
          if (!set.warmup()) {
            sets.add(working(set, rung == 0 ? null : rung, axes));
          }
        }
      }
    }
    return sets.isEmpty()
        ? null
        : new Attempt(session.ref(), session.at(), List.copyOf(sets), uncomfortable);
  }

  private static WorkingSet working(PerformedSet set, Integer rung, Axes axes) {
    Integer left = set.repsLeft() != null ? set.repsLeft() : set.reps();
    Integer right = set.repsRight() != null ? set.repsRight() : set.reps();
    left = left != null ? left : right;
    right = right != null ? right : left;
    int reps;
    if (axes.timed) {
      reps = set.holdSeconds() != null ? set.holdSeconds() : 0;
    } else {
      // A hold posted without repetitions is one repetition.
      reps = left == null ? 1 : Math.min(left, right);
    }
    return new WorkingSet(
        reps,
        set.load() == null ? null : set.load().grams(),
        rung,
        set.holdSeconds(),
        set.rirTenths(),
        !Boolean.FALSE.equals(set.formOk()),
        left == null ? 0 : left,
        right == null ? 0 : right);
  }

  LocalDate day() {
    return at.toLocalDate();
  }

  /**
   * What the heaviest {@code planned} sets amount to: the lightest load, easiest variation, fewest
   * repetitions and shortest hold among them. What was not posted counts as {@code otherwise} says.
   */
  Done counted(int planned, Dose otherwise, Axes axes) {
    List<Done> done = new ArrayList<>(sets.size());
    for (WorkingSet set : sets) {
      done.add(Done.of(set, otherwise, axes));
    }
    if (planned < done.size()) {
      done.sort(HEAVIEST_FIRST);
      done.subList(planned, done.size()).clear();
    }
    Done weakest = done.get(0);
    for (Done each : done.subList(1, done.size())) {
      weakest = weakest.weaker(each);
    }
    return weakest;
  }

  /** Whether some set had a reserve of at most {@code tenths}, in every set. */
  boolean allAtReserve(int tenths) {
    return sets.stream().allMatch(set -> set.rir() != null && set.rir() <= tenths);
  }

  /** The larger difference between the sides in any set, in percent of the stronger side. */
  int sideDifferencePercent() {
    return sets.stream()
        .filter(set -> Math.max(set.left(), set.right()) > 0)
        .mapToInt(
            set -> Math.abs(set.left() - set.right()) * 100 / Math.max(set.left(), set.right()))
        .max()
        .orElse(0);
  }

  /**
   * What counted.
   *
   * @param sets how many sets counted
   * @param rir lowest reserve posted, in tenths, or null
   */
  record Done(int sets, int reps, long load, int rung, int hold, Integer rir, boolean formOk) {

    private static Done of(WorkingSet set, Dose otherwise, Axes axes) {
      return new Done(
          1,
          set.reps(),
          load(set, otherwise, axes),
          set.rung() == null ? otherwise.rung() : set.rung(),
          hold(set, axes),
          set.rir(),
          set.formOk());
    }

    /** No load posted is bodyweight where that is the floor, else the load that was planned. */
    private static long load(WorkingSet set, Dose otherwise, Axes axes) {
      if (!axes.loaded()) {
        return 0;
      }
      if (set.load() != null) {
        return set.load();
      }
      return axes.startsAtBodyweight() ? 0 : otherwise.load();
    }

    private static int hold(WorkingSet set, Axes axes) {
      if (axes.hold == null) {
        return 0;
      }
      return set.hold() == null ? axes.hold.min() : set.hold();
    }

    private Done weaker(Done other) {
      return new Done(
          sets + other.sets,
          Math.min(reps, other.reps),
          Math.min(load, other.load),
          Math.min(rung, other.rung),
          Math.min(hold, other.hold),
          rir == null
              ? other.rir
              : other.rir == null ? rir : Integer.valueOf(Math.min(rir, other.rir)),
          formOk && other.formOk);
    }
  }
}
