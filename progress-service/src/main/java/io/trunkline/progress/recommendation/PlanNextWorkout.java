package io.trunkline.progress.recommendation;

import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.exercises.KnownCatalogue;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.rules.NextWorkout;
import io.trunkline.progress.rules.NextWorkout.Wanted;
import io.trunkline.progress.rules.Repertoire;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The next workout: a programme's exercises, those named, or those the athlete trains. */
@ApplicationScoped
class PlanNextWorkout {

  private final Database database;
  private final Tenant tenant;
  private final CoachView coaches;
  private final LoadFacts load;
  private final KnownCatalogue catalogue;
  private final Policies policies;

  PlanNextWorkout(
      CoachView coaches,
      Database database,
      Tenant tenant,
      LoadFacts load,
      KnownCatalogue catalogue,
      Policies policies) {
    this.database = database;
    this.tenant = tenant;
    this.coaches = coaches;
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
            tenant.current(),
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
        asked.wanted() != null
            ? asked.wanted()
            : withoutSubstitutes(Repertoire.of(facts.history(), policies.active(), moment));
    NextWorkout workout =
        NextWorkout.of(facts.history(), facts.catalogue(), policies.active(), wanted, moment);
    List<NextWorkout.Item> items =
        coaches.seesHealth(tenant.current(), athlete)
            ? workout.items()
            : workout.items().stream().map(WithoutHealth::of).toList();
    return new WorkoutAnswer(
        athlete, workout.at(), workout.date(), program, items, workout.notices());
  }

  private static List<Wanted> withoutSubstitutes(Iterable<String> exercises) {
    List<Wanted> wanted = new ArrayList<>();
    exercises.forEach(exercise -> wanted.add(new Wanted(exercise, List.of())));
    return wanted;
  }
}
