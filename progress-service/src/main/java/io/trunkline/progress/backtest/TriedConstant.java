package io.trunkline.progress.backtest;

import java.util.Arrays;
import java.util.Optional;

/**
 * A constant that a coach may try another value of: a whole number that a person can picture. What
 * guards somebody may only be tried stricter than it is today; the API's own bounds are wider.
 */
public enum TriedConstant {
  SESSIONS_AT_TOP("step.sessionsAtTop", 1, 10, Guard.NONE),
  SPACING("step.spacingDays", 1, 28, Guard.NO_LESS),
  PERCENT("step.maxPercent", 0, 25, Guard.NO_MORE),
  MISSES("reduce.afterMisses", 1, 5, Guard.NONE),
  MET_SESSIONS("rotation.metSessions", 1, 10, Guard.NONE),
  RESERVE("quality.reserveVeto", 0, 5, Guard.NO_LESS),
  PER_WEEK("freq.strengthPer7Days", 1, 7, Guard.NO_MORE),
  DAYS_BETWEEN("freq.minDaysBetween", 1, 7, Guard.NO_LESS),
  HARD_DAYS("hard.days", 1, 28, Guard.NO_LESS),
  // Not above the long rest.
  SHORT_REST("rest.shortDays", 7, 14, Guard.NO_LESS),
  LONG_REST("rest.longDays", 7, 56, Guard.NO_LESS),
  MILD("rest.shortMaxSeverity", 0, 6, Guard.NO_MORE),
  STOP("stop.minSeverity", 1, 10, Guard.NO_MORE),
  RETURN_STEP("return.stepDays", 1, 28, Guard.NO_LESS);

  private enum Guard {
    NONE,
    NO_LESS,
    NO_MORE
  }

  private final String constant;
  private final int least;
  private final int most;
  private final Guard guard;

  TriedConstant(String constant, int least, int most, Guard guard) {
    this.constant = constant;
    this.least = least;
    this.most = most;
    this.guard = guard;
  }

  /** By its name in the policy. */
  public static Optional<TriedConstant> of(String constant) {
    return Arrays.stream(values()).filter(one -> one.constant.equals(constant)).findFirst();
  }

  /** Its name in the policy. */
  public String constant() {
    return constant;
  }

  /** Whether it guards somebody, so that only stricter values may be tried. */
  public boolean guards() {
    return guard != Guard.NONE;
  }

  /** The least that may be tried while {@code today} is in force. */
  public int least(int today) {
    return guard == Guard.NO_LESS ? Math.max(least, today) : least;
  }

  /** The most that may be tried while {@code today} is in force. */
  public int most(int today) {
    return guard == Guard.NO_MORE ? Math.min(most, today) : most;
  }
}
