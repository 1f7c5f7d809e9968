package io.trunkline.progress.recommendation;

import io.trunkline.progress.Database;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommender;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;

/** One exercise's next dose: load the facts, ask the rules. */
@ApplicationScoped
class RecommendDose {

  private final Database database;
  private final Tenant tenant;
  private final CoachView coaches;
  private final LoadFacts load;
  private final Policies policies;

  RecommendDose(
      Database database, Tenant tenant, LoadFacts load, Policies policies, CoachView coaches) {
    this.coaches = coaches;
    this.database = database;
    this.tenant = tenant;
    this.load = load;
    this.policies = policies;
  }

  /**
   * The same facts and the same moment give an equal answer.
   *
   * @param at null for now
   */
  Recommendation of(String athlete, String exercise, OffsetDateTime at) {
    Facts facts =
        database.snapshot(tenant.current(), connection -> load.about(athlete, connection));
    Recommendation answer =
        Recommender.recommend(
            facts.history(), facts.catalogue(), policies.active(), exercise, facts.at(at));
    return coaches.seesHealth(tenant.current(), athlete) ? answer : WithoutHealth.of(answer);
  }
}
