package io.trunkline.progress.publishing;

import io.trunkline.progress.Athlete;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One decision this process has undertaken to publish.
 *
 * <p>A claim is a time on the row, not a lock: deciding never waits for Kafka. It only keeps
 * replicas from sending the same thing; after a crash it lapses and another takes over.
 *
 * @param token the claim's end as PostgreSQL writes it; another claim has another
 * @param traceparent of the trace the decision was made in; null if nobody keeps it
 */
record Claim(PublishedDecision decision, String token, String traceparent) {

  private static final int BATCH = 100;
  private static final String MINE =
      " WHERE tenant = ? AND athlete = ? AND exercise = ? AND claimed_until = ?::timestamptz";

  /** Which head was claimed; its body is read in a later statement, see {@link #batch}. */
  private record Row(
      Athlete athlete,
      String exercise,
      long revision,
      String token,
      boolean erased,
      String traceparent) {}

  /**
   * Claims what stands and is not published. A claim outlives the producer's delivery timeout (30
   * s); one that ends further ahead than any claim can is from before the database's clock went
   * back. Its transaction must have committed before anything is sent.
   */
  static List<Claim> batch(Connection connection) throws SQLException {
    String sql =
        """
        UPDATE decision_head h SET claimed_until = clock_timestamp() + interval '45 s'
        FROM (SELECT tenant, athlete, exercise FROM decision_head
              WHERE published_revision < revision
                AND (claimed_until IS NULL OR claimed_until <= clock_timestamp()
                     OR claimed_until > clock_timestamp() + interval '60 s')
              ORDER BY tenant, athlete, exercise LIMIT ? FOR UPDATE SKIP LOCKED) c
        WHERE h.tenant = c.tenant AND h.athlete = c.athlete AND h.exercise = c.exercise
        RETURNING h.tenant, h.athlete, h.exercise, h.revision, h.claimed_until::text, h.erased,
                  h.traceparent
        """;
    List<Row> claimed = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, BATCH);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          claimed.add(
              new Row(
                  new Athlete(rows.getString(1), rows.getString(2)),
                  rows.getString(3),
                  rows.getLong(4),
                  rows.getString(5),
                  rows.getBoolean(6),
                  rows.getString(7)));
        }
      }
    }
    // The order in which they are settled, and in which deciding writes them, so that neither waits
    // for the other in a circle.
    claimed.sort(Comparator.comparing(Row::athlete).thenComparing(Row::exercise));
    // A statement of its own: the one above may return a revision newer than its own snapshot,
    // whose body it could not see.
    List<Claim> claims = new ArrayList<>();
    for (Row row : claimed) {
      PublishedDecision decision = row.erased() ? withdrawn(row) : read(connection, row);
      claims.add(new Claim(decision, row.token(), row.erased() ? null : row.traceparent()));
    }
    return claims;
  }

  /** An erased athlete's: nothing is kept of it, not even when it was made. */
  private static PublishedDecision withdrawn(Row row) {
    return new PublishedDecision(
        row.athlete(), row.exercise(), row.revision(), Instant.now(), null);
  }

  private static PublishedDecision read(Connection connection, Row row) throws SQLException {
    String sql =
        """
        SELECT convert_from(body, 'UTF8'), decided_at FROM decision
        WHERE tenant = ? AND athlete = ? AND exercise = ? AND revision = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, row.athlete().tenant());
      statement.setString(2, row.athlete().id());
      statement.setString(3, row.exercise());
      statement.setLong(4, row.revision());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return new PublishedDecision(
            row.athlete(),
            row.exercise(),
            row.revision(),
            rows.getObject(2, OffsetDateTime.class).toInstant(),
            rows.getString(1));
      }
    }
  }

  /**
   * The broker has acknowledged the record. If the claim was lost meanwhile, somebody may have sent
   * a newer revision before our copy arrived, and a compacted topic keeps the last copy: then the
   * one that stands is sent once more, behind ours. None stands where an erased athlete's null has
   * been sent and forgotten: then another null goes behind ours.
   */
  void acknowledged(Connection connection) throws SQLException {
    if (decision.body() == null) {
      try (PreparedStatement statement =
          connection.prepareStatement("DELETE FROM decision_head" + MINE)) {
        onMine(statement, 1);
      }
      return;
    }
    String settle = "UPDATE decision_head SET published_revision = ?, claimed_until = NULL" + MINE;
    try (PreparedStatement statement = connection.prepareStatement(settle)) {
      statement.setLong(1, decision.revision());
      if (onMine(statement, 2) > 0) {
        return;
      }
    }
    String again =
        """
        INSERT INTO decision_head (tenant, athlete, exercise, revision, erased)
        VALUES (?, ?, ?, ? + 1, true)
        ON CONFLICT (tenant, athlete, exercise) DO UPDATE
          SET published_revision = 0, claimed_until = NULL
          WHERE decision_head.revision >= EXCLUDED.revision
        """;
    try (PreparedStatement statement = connection.prepareStatement(again)) {
      statement.setString(1, decision.athlete().tenant());
      statement.setString(2, decision.athlete().id());
      statement.setString(3, decision.exercise());
      statement.setLong(4, decision.revision());
      statement.executeUpdate();
    }
  }

  /** The broker did not acknowledge the record: the others go first. */
  void refused(Connection connection) throws SQLException {
    release(connection, "clock_timestamp() + interval '5 s'");
  }

  /** The record was not sent: anybody may send it at once. */
  void unsent(Connection connection) throws SQLException {
    release(connection, "NULL");
  }

  private void release(Connection connection, String until) throws SQLException {
    String sql = "UPDATE decision_head SET claimed_until = " + until + MINE;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      onMine(statement, 1);
    }
  }

  private int onMine(PreparedStatement statement, int first) throws SQLException {
    statement.setString(first, decision.athlete().tenant());
    statement.setString(first + 1, decision.athlete().id());
    statement.setString(first + 2, decision.exercise());
    statement.setString(first + 3, token);
    return statement.executeUpdate();
  }
}
