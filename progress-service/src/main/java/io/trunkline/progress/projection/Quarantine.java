package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * The records that could not be used. Nobody waits for them: only the athlete they name is
 * incomplete, until a good copy of the same entry arrives.
 */
public final class Quarantine {

  private Quarantine() {}

  /**
   * Remembers a bad record once, however often it is delivered.
   *
   * @return 1, or 0 when it was known
   */
  static int put(Connection connection, BadRecord bad) throws SQLException {
    String sql =
        """
        INSERT INTO quarantine (topic, topic_partition, topic_offset, reason_code, value_sha256,
          tenant, athlete, kind, entry_id, revision)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO NOTHING
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, bad.record().topic());
      statement.setInt(2, bad.record().partition());
      statement.setLong(3, bad.record().offset());
      statement.setString(4, bad.reason().code());
      statement.setBytes(5, bad.record().value() == null ? null : sha256(bad.record().value()));
      EntryKey key = bad.key();
      statement.setString(6, key == null ? null : key.tenant());
      statement.setString(7, key == null ? null : key.athlete());
      statement.setString(8, key == null ? null : key.kind());
      statement.setString(9, key == null ? null : key.entryId());
      statement.setObject(10, bad.revision(), Types.BIGINT);
      return statement.executeUpdate();
    }
  }

  /**
   * Remembers that an entry is known to be missing or wrong although no record says so. Its athlete
   * is incomplete until a good copy arrives.
   */
  public static void put(
      Connection connection,
      Athlete athlete,
      String kind,
      String entryId,
      long revision,
      Reason reason)
      throws SQLException {
    String sql =
        """
        INSERT INTO quarantine (topic, topic_partition, reason_code, tenant, athlete, kind, entry_id, revision)
        SELECT 'session.training-log', ?, ?, w.tenant, w.athlete, w.kind, w.entry_id, w.revision
        FROM (VALUES (?, ?, ?, ?, ?)) AS w (tenant, athlete, kind, entry_id, revision)
        WHERE NOT EXISTS (
          SELECT FROM quarantine q
          WHERE q.resolved_at IS NULL AND q.tenant = w.tenant AND q.athlete = w.athlete
            AND q.kind = w.kind AND q.entry_id = w.entry_id AND q.revision = w.revision)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, athlete.partition());
      statement.setString(2, reason.code());
      statement.setString(3, athlete.tenant());
      statement.setString(4, athlete.id());
      statement.setString(5, kind);
      statement.setString(6, entryId);
      statement.setLong(7, revision);
      statement.executeUpdate();
    }
  }

  /**
   * A good copy resolves what was bad about the same entry at that revision or below, and a bad
   * record without a revision that stood before it.
   */
  static void resolve(Connection connection, List<Copy> good) throws SQLException {
    String sql =
        """
        UPDATE quarantine SET resolved_at = clock_timestamp(), resolution = 'good-copy'
        FROM unnest(?, ?, ?, ?, ?, ?, ?)
          AS copy (tenant, athlete, kind, entry_id, revision, topic_partition, topic_offset)
        WHERE quarantine.resolved_at IS NULL
          AND quarantine.tenant IS NOT DISTINCT FROM copy.tenant
          AND quarantine.athlete IS NOT DISTINCT FROM copy.athlete
          AND quarantine.kind = copy.kind AND quarantine.entry_id = copy.entry_id
          AND (quarantine.revision <= copy.revision
            OR quarantine.revision IS NULL
              AND (quarantine.topic_partition <> copy.topic_partition
                OR quarantine.topic_offset < copy.topic_offset))
        """;
    Columns columns = new Columns(connection, good);
    List<Array> arrays =
        List.of(
            columns.text(copy -> copy.key().tenant()),
            columns.text(copy -> copy.key().athlete()),
            columns.text(copy -> copy.key().kind()),
            columns.text(copy -> copy.key().entryId()),
            columns.revisions(),
            columns.partitions(),
            columns.offsets());
    Columns.execute(connection, sql, arrays);
  }

  /** True while a record about this athlete is missing from the projection. */
  public static boolean holds(Connection connection, String tenant, String athlete)
      throws SQLException {
    String sql =
        "SELECT 1 FROM quarantine WHERE tenant = ? AND athlete = ? AND resolved_at IS NULL LIMIT 1";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, athlete);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static byte[] sha256(byte[] value) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }
}
