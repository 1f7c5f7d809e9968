package io.trunkline.progress.rules;

import io.trunkline.progress.rules.History.Sensation;

/** Pump, tiredness and anything of severity 0 change nothing, not even a word of the answer. */
final class IgnorePump implements Rule {

  @Override
  public About about() {
    return About.of(
        100,
        "N-PUMP",
        "Pump and tiredness in the muscle, and anything of severity 0, change nothing.",
        "BE:162");
  }

  static boolean ignores(Sensation sensation, Policy policy) {
    boolean none = sensation.severity() != null && sensation.severity() == 0;
    return none || policy.feeling().ignored().contains(sensation.kind());
  }
}
