package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Attempt.Done;
import io.trunkline.progress.rules.Exercise.Family;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** After the rest: less load and fewer sets, in four steps of at least a week. */
final class ReturnLighter implements Cap, Remark {

  private static final String ANALOGY = "10.1519/SSC.0000000000000477";

  @Override
  public About about() {
    return About.of(
            65,
            "C-RETURN-k",
            "After an ache the first sessions stay at 50, 70, 80 and 90 percent of the load and"
                + " sets before it, one step a week.",
            "BE:164")
        .and(ANALOGY);
  }

  @Override
  public List<Bound> ask(Situation s, LocalDate day) {
    List<Bound> bounds = new ArrayList<>();
    LocalDate behind = behind(s);
    for (Report report : s.hitting()) {
      if (report.rest() && report.allowedFrom().isAfter(behind)) {
        int k = step(report, s);
        if (k < steps(s)) {
          bounds.add(bound(report, k, s));
        }
      }
    }
    return bounds;
  }

  /**
   * A day from which all steps have been taken, so that a report that allowed sessions by then need
   * not be followed: in a long history nearly all. Sessions found backwards from the last, a step
   * and two days apart, as offsets can turn the order of local days round by two at most.
   */
  private static LocalDate behind(Situation s) {
    LocalDate latest = LocalDate.MAX;
    int k = 0;
    for (int i = s.seen().size() - 1; i >= 0 && !s.hitting().isEmpty(); i--) {
      Attempt session = s.seen().get(i).attempt();
      if (!session.day().isAfter(latest) && s.hits().spare(session, s.facts())) {
        k++;
        if (k == steps(s)) {
          return session.day();
        }
        latest = session.day().minusDays(s.policy().returning().stepDays() + 2L);
      }
    }
    return LocalDate.MIN;
  }

  private static int steps(Situation s) {
    return s.policy().returning().percents().size();
  }

  /** Return sessions that count: after the rest, peaceful, a week apart. */
  static int step(Report report, Situation s) {
    int k = 0;
    LocalDate next = report.allowedFrom();
    for (Base.Seen seen : s.since(next)) {
      if (k == steps(s)) {
        return k;
      }
      LocalDate day = seen.attempt().day();
      if (!day.isBefore(next) && s.hits().spare(seen.attempt(), s.facts())) {
        next = day.plusDays(s.policy().returning().stepDays());
        k++;
      }
    }
    return k;
  }

  private Bound bound(Report report, int k, Situation s) {
    Base.Seen before = s.lastUntil(report.sensation().at());
    List<String> facts =
        before == null
            ? List.of(report.ref())
            : List.of(report.ref(), before.attempt().ref().toString());
    return new Bound(
        this,
        "C-RETURN-" + k,
        before == null ? s.axes().start.withSets(1) : lighter(before.done(), k, s),
        facts,
        about().cites(),
        about().external(),
        text(report, k, before, s));
  }

  private static Dose lighter(Done done, int k, Situation s) {
    Axes axes = s.axes();
    int percent = s.policy().returning().percents().get(k);
    int sets = Math.min(done.sets(), axes.mostSets());
    boolean easier = k < s.policy().returning().easierVariationBelowStep();
    return Dose.FREE
        .withSets(Math.max(1, sets * percent / 100))
        .withReps(axes.work.min())
        .withLoad(
            load(done.load(), percent, s.policy().returning().assistIncrements().get(k), axes))
        .withRung(
            easier && axes.exercise.family() == Family.LADDER
                ? axes.rungBelow(done.rung())
                : Integer.MAX_VALUE)
        .withHold(axes.hold == null ? 0 : axes.hold.min())
        .withTimes(1);
  }

  private static long load(long load, int percent, int increments, Axes axes) {
    if (!axes.loaded()) {
      return 0;
    }
    return axes.countsIncrements(load)
        ? axes.moreAssistance(load, increments)
        : axes.share(load, percent);
  }

  private static String text(Report report, int k, Base.Seen before, Situation s) {
    String since = Words.report(report) + " on " + Words.day(report.day()) + ": ";
    if (before == null) {
      return since + "one set of the start dose first.";
    }
    return since
        + (k == 0 ? "the first session after the rest" : "step " + (k + 1) + " of the way back")
        + " stays within "
        + s.policy().returning().percents().get(k)
        + " percent of the load and sets before it.";
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    List<String> ids =
        answer.bounds().stream().filter(b -> b.cap() == this).map(Bound::rule).sorted().toList();
    if (!answer.hasDose() || ids.isEmpty()) {
      return List.of();
    }
    return texts(s, answer.dose()).stream()
        .map(text -> new Said(ids.get(0), text, about().cites()))
        .toList();
  }

  private static List<String> texts(Situation s, Dose dose) {
    List<String> notices = new ArrayList<>();
    notices.add("Check your form before you add anything; a trainer can help.");
    boolean atFloor = s.axes().startsAtBodyweight() && dose.load() == 0;
    if (atFloor && s.axes().easiestVariation() != null) {
      notices.add(
          "There is no load left to take off: do the easier way, "
              + s.axes().easiestVariation().name()
              + ".");
    }
    if (s.exercise().family() == Family.BARBELL && dose.load() < s.axes().start.load()) {
      notices.add("Take a lighter implement; do not go up to the weight of a bar.");
    }
    return notices;
  }
}
