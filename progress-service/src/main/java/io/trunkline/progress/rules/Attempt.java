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

  /** One working set; rung and load null where nothing usable was posted. */
  record WorkingSet(
      int reps,
      Load load,
      Integer rung,
      Integer hold,
      Integer rir,
      boolean formOk,
      int left,
      int right) {

    /** No load posted is bodyweight where that is the floor, else the load that was planned. */
    private long load(Dose otherwise, Axes axes) {
      if (!axes.loaded()) {
        return 0;
      }
      if (load != null) {
        return load.grams();
      }
      return axes.startsAtBodyweight() ? 0 : otherwise.load();
    }

    private int rung(Dose otherwise) {
      return rung == null ? otherwise.rung() : rung;
    }

    private int hold(Axes axes) {
      if (axes.hold == null) {
        return 0;
      }
      return hold == null ? axes.hold.min() : hold;
    }
  }

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
    return sets.isEmpty() ? null : new Attempt(session.ref(), session.at(), sets, uncomfortable);
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
        set.load(),
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
    List<WorkingSet> counting = sets.size() <= planned ? sets : heaviest(planned, otherwise, axes);
    int reps = Integer.MAX_VALUE;
    long load = Long.MAX_VALUE;
    int rung = Integer.MAX_VALUE;
    int hold = Integer.MAX_VALUE;
    Integer rir = null;
    boolean formOk = true;
    for (WorkingSet set : counting) {
      reps = Math.min(reps, set.reps());
      load = Math.min(load, set.load(otherwise, axes));
      rung = Math.min(rung, set.rung(otherwise));
      hold = Math.min(hold, set.hold(axes));
      rir = rir == null || (set.rir() != null && set.rir() < rir) ? set.rir() : rir;
      formOk &= set.formOk();
    }
    return new Done(counting.size(), reps, load, rung, hold, rir, formOk);
  }

  private List<WorkingSet> heaviest(int planned, Dose otherwise, Axes axes) {
    return sets.stream()
        .sorted(
            Comparator.comparingLong((WorkingSet set) -> set.load(otherwise, axes))
                .thenComparingInt(set -> set.rung(otherwise))
                .thenComparingInt(WorkingSet::reps)
                .reversed())
        .limit(planned)
        .toList();
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
  record Done(int sets, int reps, long load, int rung, int hold, Integer rir, boolean formOk) {}
}
