package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An ache rests its region for one or two whole weeks. */
final class RestAfterAche implements Gate, Remark {

  @Override
  public About about() {
    return About.of(
            40,
            "G-REST",
            "An ache rests everything that loads its region for 7 whole days if mild and alone, for 14"
                + " otherwise.",
            "BE:164")
        .and("Carpenter & Nelson 1999, MSSE 31(1):18");
  }

  @Override
  public Optional<Verdict> ask(Situation s) {
    List<Report> resting =
        s.hitting().stream().filter(r -> r.restsOn(s.today()) && !excused(r, s)).toList();
    return resting.stream()
        .map(Report::allowedFrom)
        .max(Comparator.naturalOrder())
        .map(until -> verdict(until, resting, s.policy()));
  }

  /** Decision 5: a rotation a professional named after the report may go on, at its start dose. */
  static boolean excused(Report report, Situation s) {
    return !s.axes().strength()
        && report.exerciseClearedFor(s.exercise().id(), s.facts(), s.policy());
  }

  private Verdict verdict(LocalDate until, List<Report> resting, Policy policy) {
    List<Report> deciding = resting.stream().filter(r -> r.allowedFrom().equals(until)).toList();
    Report first = deciding.get(0);
    boolean unknown = deciding.stream().anyMatch(r -> r.sensation().severity() == null);
    return new Verdict(
        this,
        Advice.REST,
        until,
        deciding.stream().map(Report::ref).toList(),
        about().cites(),
        unknown ? about().external() : List.of(),
        Words.report(first)
            + " on "
            + Words.day(first.day())
            + ": "
            + first.days()
            + " whole days without this exercise, until "
            + Words.day(until)
            + "."
            + (first.days() == policy.rest().longDays()
                ? " See somebody if it does not ease."
                : ""));
  }

  @Override
  public List<Said> ask(Situation s, Answering answer) {
    return s.reports().stream()
        .filter(r -> r.restsOn(s.today()) && r.onlyTouches(s.exercise(), s.policy()))
        .limit(1)
        .map(
            r ->
                said(
                    "Your "
                        + r.where().replace('-', ' ')
                        + " steadies this exercise and aches mildly: leave it out if that gets worse."))
        .toList();
  }
}
