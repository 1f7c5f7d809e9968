package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Attempt.Done;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Order;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * All that gates, caps and remarks may look at: one exercise of one athlete at one moment.
 *
 * @param reports every report of the athlete, oldest first
 * @param hits those that hit this exercise
 */
record Situation(Facts facts, Axes axes, List<Report> reports, Hits hits, Base base) {

  static Situation of(Facts facts, List<Report> reports, Exercise exercise, Policy policy) {
    Axes axes = new Axes(exercise, policy, facts.unit(exercise));
    return new Situation(facts, axes, reports, new Hits(reports, axes), Fold.of(facts, axes));
  }

  Policy policy() {
    return axes.policy;
  }

  Exercise exercise() {
    return axes.exercise;
  }

  LocalDate today() {
    return facts.today();
  }

  /** The reports that hit this exercise, oldest first. */
  List<Report> hitting() {
    return hits.reports();
  }

  List<Base.Seen> seen() {
    return base.seen();
  }

  /** The sessions, oldest first, from the first that may have been on {@code day} or later. */
  List<Base.Seen> since(LocalDate day) {
    int earlier = Moments.before(seen(), seen -> seen.attempt().at(), Moments.beginning(day));
    return seen().subList(earlier, seen().size());
  }

  boolean neverDone() {
    return seen().isEmpty();
  }

  /** Local days from the last session to {@code day}, never negative; 0 before the first. */
  long daysSinceLast(LocalDate day) {
    return neverDone() ? 0 : Math.max(0, ChronoUnit.DAYS.between(lastDay(), day));
  }

  LocalDate lastDay() {
    return base.last().attempt().day();
  }

  String lastRef() {
    return base.last().attempt().ref().toString();
  }

  /** The last session at or before a moment, or null. */
  Base.Seen lastUntil(OffsetDateTime moment) {
    int until = Moments.until(seen(), seen -> seen.attempt().at(), moment);
    return until == 0 ? null : seen().get(until - 1);
  }

  /** What was last done, as a bound. */
  Dose lastDone() {
    Done done = base.last().done();
    return axes.within(
        new Dose(
            done.sets(), done.reps(), done.load(), done.rung(), done.hold(), base.dose().times()));
  }

  /** The coach's directives of a kind that are about this exercise and hold on {@code day}. */
  List<Directive> directed(Order type, LocalDate day) {
    return facts.directives.stream()
        .filter(d -> d.type() == type && concerns(d))
        .filter(d -> d.until() == null || !day.isAfter(d.until()))
        .toList();
  }

  private boolean concerns(Directive directive) {
    boolean exercise = directive.exercise() == null || directive.exercise().equals(exercise().id());
    boolean region =
        directive.region() == null
            || exercise().regions().isEmpty()
            || exercise().regions().containsKey(directive.region());
    return exercise && region;
  }

  /** Reports that still rest or stop something on {@code today}. */
  List<Report> restingOrStopped() {
    return reports.stream().filter(r -> r.restsOn(today()) || (r.stop() && !liftedFor(r))).toList();
  }

  private boolean liftedFor(Report report) {
    return report.clearedFor(ANY_EXERCISE, facts, policy());
  }

  /** No exercise has this id: only go-aheads that name no exercise cover it. */
  private static final String ANY_EXERCISE = "";
}
