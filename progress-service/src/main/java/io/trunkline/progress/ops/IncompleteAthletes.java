package io.trunkline.progress.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Database;
import io.trunkline.progress.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How many athletes wait for a good copy of something: the gauge an operator is woken by. */
@ApplicationScoped
class IncompleteAthletes {

  private final Database database;
  private final AtomicLong athletes;
  private final Rounds rounds =
      new Rounds("progress-quarantine", Duration.ofSeconds(10), this::count);

  IncompleteAthletes(Database database, MeterRegistry metrics) {
    this.database = database;
    athletes = metrics.gauge("trunkline.quarantine.athletes", new AtomicLong());
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  private void count() {
    String sql =
        """
        SELECT count(*) FROM (
          SELECT DISTINCT tenant, athlete FROM quarantine
          WHERE resolved_at IS NULL AND athlete IS NOT NULL) AS open
        """;
    athletes.set(
        database.snapshot(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql);
                  ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
              }
            }));
  }
}
