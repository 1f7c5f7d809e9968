package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Attempt.Done;

/**
 * One session held against its plan. The plan has already dropped to what was done on every axis,
 * and never rose: more than planned is noted, not adopted.
 *
 * @param plan the dose judged against
 * @param done what the counted sets amount to
 * @param topStreak sessions in a row at the top of the range at this position, this one included
 * @param missStreak sessions in a row below the range, this one included
 * @param metStreak sessions in a row that met the plan at this position, this one included
 * @param heldDays days since this position was first performed
 * @param best highest load of the look-back, as far as it was planned
 * @param stepped whether any step was ever taken
 * @param first whether this is the first session and beyond the start dose
 */
record Judging(
    Axes axes,
    Attempt attempt,
    Dose plan,
    Done done,
    int topStreak,
    int missStreak,
    int metStreak,
    long heldDays,
    long best,
    boolean stepped,
    boolean first) {

  Policy policy() {
    return axes.policy;
  }

  /** Good form, and something left in reserve as far as anybody said. */
  boolean clean() {
    return clean(done, axes.policy);
  }

  static boolean clean(Done done, Policy policy) {
    return done.formOk()
        && (done.rir() == null || done.rir() > policy.quality().reserveVetoTenths());
  }

  boolean inRange() {
    return inRange(done, axes);
  }

  static boolean inRange(Done done, Axes axes) {
    return done.reps() >= axes.work.min() && (axes.hold == null || done.hold() >= axes.hold.min());
  }

  /** Long enough at this position that the next may be done a week after this one began. */
  boolean spaced() {
    return heldDays >= axes.spacing();
  }

  /** Repetitions beyond which bodyweight earns weight, or null if the exercise has no such rule. */
  Integer addWeightBeyond() {
    return axes.loaded() ? axes.exercise.load().addWeightBeyondReps() : null;
  }

  boolean atBodyweight() {
    return axes.startsAtBodyweight() && plan.load() == 0;
  }

  /** Top of the range often enough, or past it once where a step is small; and held long enough. */
  boolean topEarned() {
    boolean pastTop = done.reps() > axes.work.max() && smallStep();
    return spaced() && (topStreak >= policy().step().sessionsAtTop() || pastTop);
  }

  /** At load 0, or an increment of at most the allowed percentage of the load. */
  private boolean smallStep() {
    if (!axes.loaded() || plan.load() == 0) {
      return true;
    }
    long increment = axes.grid.step(plan.load(), 1) - plan.load();
    return plan.load() > 0 && increment * 100 <= plan.load() * policy().step().maxPercent();
  }

  /** The same position with the repetitions back at the bottom. */
  Dose bottom() {
    return plan.withReps(axes.work.min());
  }
}
