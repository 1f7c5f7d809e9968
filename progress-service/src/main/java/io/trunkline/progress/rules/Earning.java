package io.trunkline.progress.rules;

/** The arithmetic behind the base rules: what counts as earned, and how far a step goes. */
final class Earning {

  private Earning() {}

  static Dose reduced(Dose dose, Axes axes) {
    if (axes.loaded()) {
      long lighter = lighter(dose.load(), axes);
      if (lighter < dose.load()) {
        return dose.withLoad(lighter);
      }
    }
    int easier = axes.rungBelow(dose.rung());
    return easier < dose.rung()
        ? dose.withRung(easier)
        : dose.withSets(Math.max(1, dose.sets() - 1));
  }

  private static long lighter(long load, Axes axes) {
    if (axes.countsIncrements(load)) {
      return axes.moreAssistance(load, 1);
    }
    long share = axes.share(load, 100 - axes.policy.reduce().percent());
    long lighter = Math.min(share, axes.grid.step(load, -1));
    return axes.assisting() ? lighter : Math.max(0, lighter);
  }

  static boolean regains(Judging j) {
    return j.axes().strength() && j.inRange() && j.clean() && j.spaced();
  }

  static int wantedSets(Judging j) {
    return Math.min(j.policy().regain().minSets(), j.axes().mostSets());
  }

  /** Percentages say nothing of assistance: there, one increment short of the best will do. */
  static long regainTarget(Judging j) {
    if (j.axes().countsIncrements(j.best())) {
      return j.axes().grid.step(j.best(), -1);
    }
    return Math.floorDiv(j.best() * j.policy().regain().targetPercent() + 99, 100L);
  }

  static long regained(Judging j) {
    Grid grid = j.axes().grid;
    long load = j.plan().load();
    long steps = 1;
    if (load > 0) {
      long tenth = Math.floorDiv(load * j.policy().regain().stepPercent(), 100L);
      steps = Math.max(1, grid.index(load + tenth) - grid.index(load));
    }
    long most = Math.max(grid.step(load, 1), grid.step(regainTarget(j), 1));
    return Math.min(grid.step(load, steps), most);
  }

  static boolean passedBodyweight(Judging j) {
    return j.addWeightBeyond() != null
        && j.atBodyweight()
        && j.done().reps() > j.addWeightBeyond()
        && (!j.first() || j.done().sets() >= j.policy().sets().min());
  }

  static boolean toppedBodyweight(Judging j) {
    return j.addWeightBeyond() != null
        && j.atBodyweight()
        && j.done().reps() >= j.addWeightBeyond()
        && j.topStreak() >= j.policy().step().addWeightSessionsAtTop()
        && (j.spaced() || !j.stepped());
  }

  static boolean rotationEarned(Judging j) {
    Policy.Rotation rotation = j.policy().rotation();
    return !j.axes().strength()
        && j.metStreak() >= rotation.metSessions()
        && j.heldDays() >= rotation.minDays();
  }

  static boolean nothingLeft(Judging j) {
    Dose plan = j.plan();
    Axes axes = j.axes();
    return !axes.loaded()
        && plan.reps() == axes.work.max()
        && plan.sets() == axes.mostSets()
        && plan.rung() == axes.highestRung()
        && (axes.hold == null || plan.hold() == axes.hold.max())
        && plan.times() == axes.mostTimes;
  }
}
