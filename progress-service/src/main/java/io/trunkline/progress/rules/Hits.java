package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The reports that hit one exercise, and the sessions they leave in peace. */
final class Hits {

  private final List<Report> reports;
  private final List<Report> stops = new ArrayList<>();
  private final Axes axes;

  /** From a day on: before which day whatever was felt by then forbids or spoils a session. */
  private final NavigableMap<LocalDate, LocalDate> unrest = new TreeMap<>();

  /** Of all the athlete's reports, oldest first, those that hit the exercise. */
  Hits(List<Report> all, Axes axes) {
    this.axes = axes;
    this.reports = all.stream().filter(r -> r.hits(axes.exercise, axes.policy)).toList();
    for (Report report : reports) {
      if (report.rest()) {
        LocalDate from = report.day().minusDays(axes.policy.returning().quietDays());
        unrest.merge(from, later(report.allowedFrom(), report.day().plusDays(1)), Hits::later);
      }
      if (report.stop()) {
        stops.add(report);
      }
    }
    LocalDate latest = LocalDate.MIN;
    for (Map.Entry<LocalDate, LocalDate> each : unrest.entrySet()) {
      latest = later(latest, each.getValue());
      each.setValue(latest);
    }
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? b : a;
  }

  /** Oldest first. */
  List<Report> reports() {
    return reports;
  }

  /**
   * Whether no report forbade a session and none followed it within the quiet days. Weeks trained
   * against a stop, before the go-ahead, are no way back from it.
   */
  boolean spare(Attempt session, Facts facts) {
    LocalDate day = session.day();
    Map.Entry<LocalDate, LocalDate> felt = unrest.floorEntry(day);
    return (felt == null || !day.isBefore(felt.getValue()))
        && stops.stream().allMatch(stop -> lifted(stop, session, facts));
  }

  private boolean lifted(Report stop, Attempt session, Facts facts) {
    return !stop.day().isBefore(session.day())
        || stop.clearedFor(axes.exercise.id(), session.at(), facts, axes.policy);
  }
}
