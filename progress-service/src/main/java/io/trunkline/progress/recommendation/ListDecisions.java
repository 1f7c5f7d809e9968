package io.trunkline.progress.recommendation;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.recommendation.DecisionLog.Kept;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** An athlete's decisions, newest first, page by page. */
@ApplicationScoped
class ListDecisions {

  private final Database database;
  private final Tenant tenant;

  ListDecisions(Database database, Tenant tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  /**
   * The same page however many decisions are made meanwhile.
   *
   * @param exercise null for all
   * @param cursor null for the first page
   */
  DecisionPage of(String athlete, String exercise, int limit, Long cursor) {
    return database.snapshot(
        tenant.current(),
        connection -> {
          DecisionLog log = new DecisionLog(connection, new Athlete(tenant.current(), athlete));
          List<Kept> found = log.newest(exercise, cursor, limit + 1);
          List<Kept> shown = found.subList(0, Math.min(limit, found.size()));
          return new DecisionPage(
              shown.stream().map(kept -> new DecisionPage.Body(kept.body())).toList(),
              found.size() > limit ? Parameters.cursor(shown.get(limit - 1).number()) : null);
        });
  }
}
