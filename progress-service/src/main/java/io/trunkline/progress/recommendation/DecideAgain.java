package io.trunkline.progress.recommendation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Rounds;
import io.trunkline.progress.exercises.KnownCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides anew for everybody whose decisions rest on an earlier state of the catalogue, or on none
 * because {@link NoticeStale} said so. The work to do stands in the rows themselves, so a restart
 * forgets none and every replica may take part.
 */
@ApplicationScoped
class DecideAgain {

  private static final int CHUNK = 20;

  private final Database database;
  private final KnownCatalogue catalogue;
  private final DecideDoses decideDoses;
  private final Rounds rounds = new Rounds("progress-again", Duration.ofSeconds(1), this::catchUp);

  DecideAgain(Database database, KnownCatalogue catalogue, DecideDoses decideDoses) {
    this.database = database;
    this.catalogue = catalogue;
    this.decideDoses = decideDoses;
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  private record Behind(long decidedFor, Athlete athlete) {}

  /** One athlete that cannot be decided for must not keep the others waiting. */
  private void catchUp() throws SQLException {
    RuntimeException ours = null;
    Behind last = new Behind(Long.MIN_VALUE, new Athlete("", ""));
    List<Behind> chunk = behind(last);
    while (!chunk.isEmpty()) {
      for (Behind one : chunk) {
        try {
          database.commit(connection -> decide(connection, one.athlete()));
        } catch (RuntimeException failure) {
          ours = failure;
        }
      }
      last = chunk.get(chunk.size() - 1);
      chunk = behind(last);
    }
    if (ours != null) {
      throw ours;
    }
  }

  private List<Behind> behind(Behind last) {
    String sql =
        """
        SELECT decided_for, tenant, athlete FROM athlete
        WHERE decided_for < ? AND (decided_for, tenant, athlete) > (?, ?, ?)
        ORDER BY decided_for, tenant, athlete LIMIT ?
        """;
    return database.snapshotAcrossTenants(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, catalogue.state(connection));
            statement.setLong(2, last.decidedFor());
            statement.setString(3, last.athlete().tenant());
            statement.setString(4, last.athlete().id());
            statement.setInt(5, CHUNK);
            List<Behind> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(
                    new Behind(rows.getLong(1), new Athlete(rows.getString(2), rows.getString(3))));
              }
            }
            return found;
          }
        });
  }

  /** Whoever holds the lock decides by the present state anyway, so nobody waits for it. */
  private void decide(Connection connection, Athlete athlete) throws SQLException {
    String sql =
        """
        SELECT FROM athlete WHERE tenant = ? AND athlete = ? AND decided_for < ?
        FOR UPDATE SKIP LOCKED
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, athlete.tenant());
      statement.setString(2, athlete.id());
      statement.setLong(3, catalogue.state(connection));
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return;
        }
      }
    }
    decideDoses.draw(connection, athlete);
  }
}
