package io.trunkline.progress.recommendation;

import io.trunkline.progress.Database;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommender;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;

/** One exercise's next dose: wait for the caller's writes, load the facts, ask the rules. */
@ApplicationScoped
class RecommendDose {

  private final Database database;
  private final AwaitRevisions await;
  private final LoadFacts load;
  private final Policies policies;

  RecommendDose(Database database, AwaitRevisions await, LoadFacts load, Policies policies) {
    this.database = database;
    this.await = await;
    this.load = load;
    this.policies = policies;
  }

  /**
   * The same facts and the same moment give an equal answer.
   *
   * @param at null for now
   */
  Recommendation of(String athlete, String exercise, OffsetDateTime at, List<AfterRevision> after) {
    await.of(athlete, after);
    Facts facts = database.snapshot(connection -> load.about(athlete, connection));
    return Recommender.recommend(
        facts.history(), facts.catalogue(), policies.active(), exercise, facts.at(at));
  }
}
