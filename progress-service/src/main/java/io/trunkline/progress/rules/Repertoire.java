package io.trunkline.progress.rules;

import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.Session;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an athlete trains, told by their sessions. */
public final class Repertoire {

  private static final Comparator<Session> NEWEST_FIRST =
      Comparator.comparing(Session::at, OffsetDateTime.timeLineOrder())
          .reversed()
          .thenComparing(session -> session.ref().entry());

  private Repertoire() {}

  /**
   * The exercises of the newest session up to {@code at} first, then those of earlier ones, each
   * once. What was last done so long before the newest session that the rules would start it anew
   * is no longer trained.
   */
  public static List<String> of(History history, Policy policy, OffsetDateTime at) {
    List<Session> sessions = new Facts(history, at).sessions.stream().sorted(NEWEST_FIRST).toList();
    if (sessions.isEmpty()) {
      return List.of();
    }
    List<Integer> bands = policy.layoff().afterDays();
    LocalDate oldest = sessions.get(0).at().toLocalDate().minusDays(bands.get(bands.size() - 1));
    Set<String> exercises = new LinkedHashSet<>();
    sessions.stream()
        .filter(session -> !session.at().toLocalDate().isBefore(oldest))
        .flatMap(session -> session.exercises().stream())
        .map(Performed::exercise)
        .forEach(exercises::add);
    return List.copyOf(exercises);
  }
}
