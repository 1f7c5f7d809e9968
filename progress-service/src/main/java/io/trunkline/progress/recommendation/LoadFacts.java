package io.trunkline.progress.recommendation;

import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.exercises.KnownCatalogue;
import io.trunkline.progress.journal.AthleteJournal;
import io.trunkline.progress.journal.NewerKind;
import io.trunkline.progress.projection.Quarantine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** Loads the facts about one athlete, or refuses while some are known to be missing. */
@ApplicationScoped
public class LoadFacts {

  private final Tenant tenant;
  private final KnownCatalogue catalogue;

  LoadFacts(Tenant tenant, KnownCatalogue catalogue) {
    this.tenant = tenant;
    this.catalogue = catalogue;
  }

  public Facts about(String athlete, Connection connection) throws SQLException {
    if (Quarantine.holds(connection, tenant.current(), athlete)) {
      throw Problems.athleteIncomplete();
    }
    try {
      return new Facts(
          AthleteJournal.of(connection, tenant.current(), athlete),
          catalogue.exercises(connection));
    } catch (NewerKind unread) {
      throw Problems.athleteIncomplete();
    }
  }
}
