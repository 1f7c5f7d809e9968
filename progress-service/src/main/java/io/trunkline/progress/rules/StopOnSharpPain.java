package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Recommendation.Advice;
import java.util.List;
import java.util.Optional;

/** Sharp, pinching, unusual, worse or severe pain stops until a professional has spoken. */
final class StopOnSharpPain implements Gate, Remark {

  static final String EMERGENCY =
      "Go to emergency care at once if you cannot hold or pass urine or stool as usual, feel numb"
          + " between the legs, or have new weakness in a leg.";

  private static final String PAIN_MONITORING =
      "pain-monitoring model (Thomeé 1997, Silbernagel 2007)";

  @Override
  public About about() {
    return About.of(
            20,
            "G-STOP",
            "Sharp, pinching, unusual, worse or severe pain stops every exercise of that region until"
                + " a physician or physiotherapist has given a go-ahead; time alone never does.",
            "TR:7",
            "TL:101")
        .and(PAIN_MONITORING);
  }

  @Override
  public Optional<Verdict> ask(Situation s) {
    List<Report> open =
        s.hitting().stream()
            .filter(r -> r.stop() && !r.clearedFor(s.exercise().id(), s.facts(), s.policy()))
            .toList();
    return open.isEmpty() ? Optional.empty() : Optional.of(verdict(open, s.policy()));
  }

  private Verdict verdict(List<Report> open, Policy policy) {
    boolean byKind = open.stream().anyMatch(r -> policy.stop().kinds().contains(kind(r)));
    boolean bySeverity = open.stream().anyMatch(r -> !policy.stop().kinds().contains(kind(r)));
    Report first = open.get(0);
    return new Verdict(
        this,
        Advice.STOP,
        null,
        open.stream().map(Report::ref).toList(),
        byKind ? about().cites() : List.of(),
        bySeverity ? about().external() : List.of(),
        Words.report(first)
            + " on "
            + Words.day(first.day())
            + ": stop this exercise and see a physician or physiotherapist before you go on. "
            + EMERGENCY);
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    return answer.gatedBy(this) ? List.of(new Said(id(), EMERGENCY, List.of())) : List.of();
  }

  private static History.Kind kind(Report report) {
    return report.sensation().kind();
  }
}
