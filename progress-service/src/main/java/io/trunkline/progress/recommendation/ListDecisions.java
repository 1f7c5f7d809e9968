package io.trunkline.progress.recommendation;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.projection.Quarantine;
import io.trunkline.progress.recommendation.DecisionLog.Kept;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** An athlete's decisions, newest first, page by page. */
@ApplicationScoped
class ListDecisions {

  private final Database database;
  private final AwaitRevisions await;
  private final Tenant tenant;

  ListDecisions(Database database, AwaitRevisions await, Tenant tenant) {
    this.database = database;
    this.await = await;
    this.tenant = tenant;
  }

  /**
   * A page, and whether all that is known to be about the athlete is in the decisions.
   *
   * @param complete false while an entry could not be read: nothing is decided until it can
   */
  record Answer(DecisionPage page, boolean complete) {}

  /**
   * The same page however many decisions are made meanwhile.
   *
   * @param exercise null for all
   * @param cursor null for the first page
   */
  Answer of(String athlete, String exercise, int limit, Long cursor, List<AfterRevision> after) {
    await.of(athlete, after);
    return database.snapshot(
        connection -> {
          DecisionLog log = new DecisionLog(connection, new Athlete(tenant.current(), athlete));
          List<Kept> found = log.newest(exercise, cursor, limit + 1);
          List<Kept> shown = found.subList(0, Math.min(limit, found.size()));
          DecisionPage page =
              new DecisionPage(
                  shown.stream().map(kept -> new DecisionPage.Body(kept.body())).toList(),
                  found.size() > limit ? Parameters.cursor(shown.get(limit - 1).number()) : null);
          return new Answer(page, !Quarantine.holds(connection, tenant.current(), athlete));
        });
  }
}
