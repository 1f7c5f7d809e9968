package io.trunkline.progress.recommendation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Database;
import io.trunkline.progress.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Notices whose decisions went stale although neither an entry nor the catalogue changed: other
 * rules made them, or an entry dated ahead has come to count. It only says so in the athlete's row,
 * where {@link DecideAgain} finds it; several replicas do it together or one does it alone.
 *
 * <p>While two releases run side by side each takes the other's decisions for stale. So the look at
 * the rules is a rare one, and all is as it should be once a single release is left.
 */
@ApplicationScoped
class NoticeStale {

  private static final int CHUNK = 1000;

  private final Database database;
  private final RunningRules rules;
  private final Rounds lookAtRules =
      new Rounds("progress-rules", Duration.ofMinutes(10), this::otherRules);
  private final Rounds lookAtTime = new Rounds("progress-due", Duration.ofSeconds(1), this::due);

  NoticeStale(Database database, RunningRules rules) {
    this.database = database;
    this.rules = rules;
  }

  void start(@Observes StartupEvent started) {
    lookAtRules.start();
    lookAtTime.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    lookAtRules.stop();
    lookAtTime.stop();
  }

  /** Whoever is locked is being decided for by someone, and looked at again in the next round. */
  void otherRules() throws SQLException {
    String sql =
        """
        UPDATE athlete a SET decided_for = -1
        FROM (SELECT tenant, athlete FROM athlete
              WHERE rules_version <> ? AND decided_for >= 0 LIMIT ? FOR UPDATE SKIP LOCKED) stale
        WHERE a.tenant = stale.tenant AND a.athlete = stale.athlete
        """;
    int[] noticed = {CHUNK};
    while (noticed[0] == CHUNK) {
      database.commit(
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
              statement.setString(1, rules.version());
              statement.setInt(2, CHUNK);
              noticed[0] = statement.executeUpdate();
            }
          });
    }
  }

  private void due() throws SQLException {
    String sql =
        """
        UPDATE athlete a SET decided_for = least(decided_for, -1), due = NULL
        FROM (SELECT tenant, athlete FROM athlete
              WHERE due <= clock_timestamp() LIMIT ? FOR UPDATE SKIP LOCKED) stale
        WHERE a.tenant = stale.tenant AND a.athlete = stale.athlete
        """;
    database.commit(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, CHUNK);
            statement.executeUpdate();
          }
        });
  }
}
