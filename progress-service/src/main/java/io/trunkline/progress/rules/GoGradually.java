package io.trunkline.progress.rules;

import java.util.List;

/** Every step up comes with the reason why it is small. */
final class GoGradually implements Remark {

  @Override
  public About about() {
    return About.of(
        120,
        "N-GRADUAL",
        "Every increase is small and slow, so that tissue can get used to it.",
        "BE:150",
        "BE:152");
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    boolean unbound = answer.dose().equals(s.base().dose());
    return answer.hasDose() && s.base().raised() && unbound
        ? List.of(said("One small step: stay with it until it feels usual."))
        : List.of();
  }
}
