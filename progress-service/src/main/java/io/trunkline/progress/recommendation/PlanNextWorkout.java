package io.trunkline.progress.recommendation;

import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.exercises.KnownCatalogue;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.NextWorkout;
import io.trunkline.progress.rules.NextWorkout.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The next workout: a programme's exercises, those named, or those the athlete trains. */
@ApplicationScoped
class PlanNextWorkout {

  private final Database database;
  private final LoadFacts load;
  private final KnownCatalogue catalogue;
  private final Policies policies;

  PlanNextWorkout(Database database, LoadFacts load, KnownCatalogue catalogue, Policies policies) {
    this.database = database;
    this.load = load;
    this.catalogue = catalogue;
    this.policies = policies;
  }

  /** The facts, and the exercises asked for; null where the athlete's own are meant. */
  private record Asked(Facts facts, List<Wanted> wanted) {}

  /**
   * The same facts and the same moment give an equal answer.
   *
   * @param program null unless a programme is asked for
   * @param exercises null unless exercises are named
   * @param at null for now
   */
  WorkoutAnswer of(String athlete, String program, List<String> exercises, OffsetDateTime at) {
    Asked asked =
        database.snapshot(
            connection -> {
              List<Wanted> wanted = null;
              if (program != null) {
                wanted =
                    catalogue
                        .program(connection, program)
                        .orElseThrow(() -> Problems.notFound("There is no programme of that id."))
                        .items();
              } else if (exercises != null) {
                wanted = withoutSubstitutes(exercises);
              }
              return new Asked(load.about(athlete, connection), wanted);
            });
    Facts facts = asked.facts();
    OffsetDateTime moment = facts.at(at);
    List<Wanted> wanted =
        asked.wanted() != null ? asked.wanted() : trained(facts.history(), moment);
    NextWorkout workout =
        NextWorkout.of(facts.history(), facts.catalogue(), policies.active(), wanted, moment);
    return new WorkoutAnswer(
        athlete, workout.at(), workout.date(), program, workout.items(), workout.notices());
  }

  private static List<Wanted> withoutSubstitutes(Iterable<String> exercises) {
    List<Wanted> wanted = new ArrayList<>();
    exercises.forEach(exercise -> wanted.add(new Wanted(exercise, List.of())));
    return wanted;
  }

  /**
   * The exercises of the newest session first, then those of earlier ones. What was last done so
   * long before the newest session that the rules would start it anew is no longer trained.
   */
  private List<Wanted> trained(History history, OffsetDateTime at) {
    List<Session> sessions =
        history.sessions().stream()
            .filter(session -> !session.at().isAfter(at))
            .sorted(
                Comparator.comparing((Session session) -> session.at().toInstant())
                    .reversed()
                    .thenComparing(session -> session.ref().entry()))
            .toList();
    List<Integer> bands = policies.active().layoff().afterDays();
    int longest = bands.get(bands.size() - 1);
    Set<String> exercises = new LinkedHashSet<>();
    for (Session session : sessions) {
      long days =
          ChronoUnit.DAYS.between(session.at().toLocalDate(), sessions.get(0).at().toLocalDate());
      if (days <= longest) {
        session.exercises().forEach(performed -> exercises.add(performed.exercise()));
      }
    }
    return withoutSubstitutes(exercises);
  }
}
