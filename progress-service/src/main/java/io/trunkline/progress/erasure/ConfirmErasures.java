package io.trunkline.progress.erasure;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Rounds;
import io.trunkline.progress.journal.JournalOverHttp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells session-service that an athlete is gone from here and from {@code
 * progress.recommendations}, until it has heard. What it has not heard stands in the table, so a
 * restart forgets none.
 */
@ApplicationScoped
class ConfirmErasures {

  private static final int BATCH = 100;

  private final Database database;
  private final ErasedAthletes erased;
  private final JournalOverHttp journal;
  private final Rounds rounds =
      new Rounds("progress-erasures", Duration.ofSeconds(1), this::confirm);

  ConfirmErasures(Database database, ErasedAthletes erased, JournalOverHttp journal) {
    this.database = database;
    this.erased = erased;
    this.journal = journal;
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  private record Erased(String tenant, String pseudonym) {}

  /** One that is refused must not keep the others waiting. */
  private void confirm() throws SQLException, IOException, InterruptedException {
    IOException refused = null;
    for (Erased one : due()) {
      try {
        journal.confirmErasure(one.tenant(), one.pseudonym());
        set(one, "confirmed_at = clock_timestamp()");
      } catch (IOException failure) {
        refused = failure;
        set(one, "next_try = clock_timestamp() + interval '30 s'");
      }
    }
    if (refused != null) {
      throw refused;
    }
  }

  private List<Erased> due() throws SQLException {
    List<Erased> due = new ArrayList<>();
    database.commit(connection -> due.addAll(read(connection)));
    return due;
  }

  private List<Erased> read(Connection connection) throws SQLException {
    String sql =
        """
        SELECT tenant, pseudonym FROM erased_athlete
        WHERE confirmed_at IS NULL AND applied AND next_try <= clock_timestamp()
        ORDER BY learned_at LIMIT ?
        """;
    List<Erased> due = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, BATCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          due.add(new Erased(rows.getString(1), rows.getString(2)));
        }
      }
    }
    if (!due.isEmpty()) {
      Set<String> stillPublished = stillPublished(connection);
      due.removeIf(one -> stillPublished.contains(one.pseudonym()));
    }
    return due;
  }

  /** Whose recommendations have not all been taken back yet. */
  private Set<String> stillPublished(Connection connection) throws SQLException {
    Set<String> pseudonyms = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT tenant, athlete FROM decision_head WHERE erased")) {
      while (rows.next()) {
        pseudonyms.add(erased.pseudonym(new Athlete(rows.getString(1), rows.getString(2))));
      }
    }
    return pseudonyms;
  }

  private void set(Erased one, String assignment) throws SQLException {
    database.commit(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "UPDATE erased_athlete SET " + assignment + " WHERE pseudonym = ?")) {
            statement.setString(1, one.pseudonym());
            statement.executeUpdate();
          }
        });
  }
}
