package io.trunkline.progress.ops;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.journal.JournalOverHttp;
import io.trunkline.progress.journal.JournalOverHttp.Name;
import io.trunkline.progress.projection.AthleteLock;
import io.trunkline.progress.projection.Consequences;
import io.trunkline.progress.projection.ReconcileWish;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/** What an operator can do about a record that could not be used. */
@ApplicationScoped
class ResolveQuarantined {

  private final Database database;
  private final JournalOverHttp journal;
  private final Consequences consequences;

  ResolveQuarantined(Database database, JournalOverHttp journal, Consequences consequences) {
    this.database = database;
    this.journal = journal;
    this.consequences = consequences;
  }

  /** A page of records, oldest first. */
  List<QuarantinedRecord> list(boolean resolved, long after, int most) {
    return database.snapshotAcrossTenants(
        connection -> QuarantinedRecord.list(connection, resolved, after, most));
  }

  /**
   * Asks for a good copy. The record itself may be compacted away, so the journal sends the entry's
   * present state; where the record names nobody, its whole partition is compared.
   *
   * @return what was asked for: republish or reconcile
   */
  String redrive(long id) {
    QuarantinedRecord record = open(id);
    if (!record.isOfTheTrainingLog()) {
      throw Problems.conflict(
          "cannot-redrive",
          "Nothing can be sent again",
          "This is a record of the catalogue. Publish a new version of the exercise or programme.");
    }
    try {
      if (!record.namesAnAthlete()) {
        database.commit(
            connection ->
                new ReconcileWish("asked", record.partition(), null, null).put(connection));
        return "reconcile";
      }
      Name name = new Name(record.tenant(), record.athlete(), record.kind(), record.entryId());
      if (!journal.republish(List.of(name)).isEmpty()) {
        throw Problems.conflict(
            "cannot-redrive",
            "The journal does not know this entry",
            "No copy of it can be sent. If it never was one of ours, dismiss the record.");
      }
      return "republish";
    } catch (IOException away) {
      throw Problems.journalAway(away);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw Problems.journalAway(stopping);
    } catch (SQLException failure) {
      throw Problems.unavailable(failure);
    }
  }

  /**
   * Goes on without the record. The athlete is decided for from what there is.
   *
   * @param reason kept with the row, for whoever asks later
   */
  QuarantinedRecord dismiss(long id, String reason) {
    QuarantinedRecord record = open(id);
    try {
      database.commit(connection -> dismiss(connection, record, reason));
    } catch (SQLException failure) {
      throw Problems.unavailable(failure);
    }
    return database.snapshotAcrossTenants(connection -> QuarantinedRecord.find(connection, id));
  }

  private QuarantinedRecord open(long id) {
    QuarantinedRecord record =
        database.snapshotAcrossTenants(connection -> QuarantinedRecord.find(connection, id));
    if (record == null) {
      throw Problems.notFound("There is no quarantined record of that id.");
    }
    if (!record.isOpen()) {
      throw Problems.conflict(
          "already-resolved",
          "Nobody waits for this record any more",
          "It is resolved: " + record.resolution() + ".");
    }
    return record;
  }

  private void dismiss(Connection connection, QuarantinedRecord record, String reason)
      throws SQLException {
    Athlete athlete =
        record.namesAnAthlete() ? new Athlete(record.tenant(), record.athlete()) : null;
    if (athlete != null) {
      AthleteLock.take(connection, new TreeSet<>(List.of(athlete)));
    }
    String sql =
        """
        UPDATE quarantine SET resolved_at = clock_timestamp(), resolution = ?
        WHERE id = ? AND resolved_at IS NULL
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "dismissed:" + reason);
      statement.setLong(2, record.id());
      statement.executeUpdate();
    }
    if (athlete != null) {
      consequences.draw(connection, athlete);
    }
  }
}
