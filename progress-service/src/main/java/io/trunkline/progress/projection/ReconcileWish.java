package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * What is to be compared with the journal; the reconciler of one replica takes it up.
 *
 * @param cause why, for example {@code asked}
 * @param partition null for all
 * @param athlete null for all
 * @param changedSince null for whenever changed
 * @param adoptJournal whether the journal is right also about what is ahead of it or unknown to it
 */
public record ReconcileWish(
    String cause, Integer partition, Athlete athlete, Instant changedSince, boolean adoptJournal) {

  /** Compares, and repairs what needs no decision. */
  public ReconcileWish(String cause, Integer partition, Athlete athlete, Instant changedSince) {
    this(cause, partition, athlete, changedSince, false);
  }

  /** Returns the number of the run. */
  public long put(Connection connection) throws SQLException {
    String sql =
        """
        INSERT INTO reconcile_run (cause, topic_partition, tenant, athlete, changed_since, adopt_journal)
        VALUES (?, ?, ?, ?, ?, ?) RETURNING id
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, cause);
      statement.setObject(2, partition, Types.INTEGER);
      statement.setString(3, athlete == null ? null : athlete.tenant());
      statement.setString(4, athlete == null ? null : athlete.id());
      statement.setObject(5, changedSince == null ? null : changedSince.atOffset(ZoneOffset.UTC));
      statement.setBoolean(6, adoptJournal);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** A record that names nobody may have been anybody's of that partition. */
  static void unlessAsked(Connection connection, int partition) throws SQLException {
    String sql =
        """
        SELECT FROM reconcile_run
        WHERE ended_at IS NULL AND started_at IS NULL AND topic_partition = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, partition);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          new ReconcileWish("unreadable-key", partition, null, null).put(connection);
        }
      }
    }
  }
}
