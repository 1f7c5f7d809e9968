package io.trunkline.progress.rules.offender;

import java.util.SplittableRandom;

/** Deliberate offender: a rule that rolls dice. */
public final class RollsDice {

  /** Another answer each time. */
  public int repetitions() {
    return new SplittableRandom().nextInt(12);
  }
}
