package io.trunkline.progress.rules.offender;

/** Deliberate offender: a load that is not exact. */
public final class HidesADouble {

  private final double load = 0.1 + 0.2;

  /** Looks exact from outside. */
  public String load() {
    return String.valueOf(load);
  }
}
