package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Family;
import io.trunkline.progress.rules.Rule.About;
import java.util.List;

/** The first dose of somebody who never did the exercise. */
final class StartLight implements Remark {

  static final StartLight RULE = new StartLight();

  private StartLight() {}

  @Override
  public About about() {
    return About.of(
        79, "B-START", "Somebody new to an exercise starts light and with few sets.", "BE:148");
  }

  static String text(Axes axes) {
    return axes.strength()
        ? "No session on record: start light and with few sets."
        : "No session on record: start slowly, with few repetitions and under control.";
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    boolean barbell = s.exercise().family() == Family.BARBELL && answer.hasDose();
    return barbell && s.base().decidedBy("B-START")
        ? List.of(said("Take a lighter implement if this load is not easy."))
        : List.of();
  }
}
