package io.trunkline.session.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * An athlete who is erased, and how far that has come.
 *
 * @param athlete null once closed: only the pseudonym is left
 */
record Erasure(
    String tenant,
    String pseudonym,
    String receipt,
    String athlete,
    Instant requestedAt,
    Steps steps) {

  /** Of table {@code erasure}. */
  static final String COLUMNS =
      "tenant, pseudonym, receipt, athlete, requested_at, announced_at, journal_at, log_at, projection_at, closed_at";

  /**
   * When each step was done; null: not yet.
   *
   * @param announced the pseudonym is in {@code session.erasures}, where a restored copy finds it
   */
  record Steps(
      Instant announced, Instant journal, Instant log, Instant projection, Instant closed) {

    /** The last step before one that is open. */
    String status() {
      if (journal == null) {
        return "requested";
      }
      if (log == null) {
        return "journal";
      }
      if (projection == null) {
        return "log";
      }
      return closed == null ? "projection" : "closed";
    }
  }

  static Erasure read(ResultSet row) throws SQLException {
    return new Erasure(
        row.getString("tenant"),
        row.getString("pseudonym"),
        row.getString("receipt"),
        row.getString("athlete"),
        instant(row, "requested_at"),
        new Steps(
            instant(row, "announced_at"),
            instant(row, "journal_at"),
            instant(row, "log_at"),
            instant(row, "projection_at"),
            instant(row, "closed_at")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
