package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Local days on which an exercise rested or was stopped for what was reported.
 *
 * @param from the day of the report
 * @param until last day; null while only a professional's word ends it
 * @param stop whether a professional's word was, or is, needed
 * @param fact the report, for example {@code sensation/p1@1}
 */
public record Pause(LocalDate from, LocalDate until, boolean stop, String region, String fact) {

  /** Oldest first, by the facts up to {@code at}. */
  public static List<Pause> of(
      History history, Policy policy, Exercise exercise, OffsetDateTime at) {
    return of(history, policy, List.of(exercise), at);
  }

  /** One exercise after the other. */
  public static List<Pause> of(
      History history, Policy policy, Collection<Exercise> exercises, OffsetDateTime at) {
    Facts facts = new Facts(history, at);
    List<Report> reports = Report.of(facts, policy).stream().filter(Report::rest).toList();
    List<Pause> pauses = new ArrayList<>();
    for (Exercise exercise : exercises) {
      for (Report report : reports) {
        if (report.hits(exercise, policy)) {
          pauses.add(of(report, exercise, facts, policy));
        }
      }
    }
    return List.copyOf(pauses);
  }

  private static Pause of(Report report, Exercise exercise, Facts facts, Policy policy) {
    LocalDate until = report.allowedFrom().minusDays(1);
    if (report.stop()) {
      LocalDate cleared = report.clearedOn(exercise.id(), facts, policy);
      until = cleared != null && cleared.isBefore(until) ? until : cleared;
    }
    return new Pause(report.day(), until, report.stop(), report.sensation().region(), report.ref());
  }
}
