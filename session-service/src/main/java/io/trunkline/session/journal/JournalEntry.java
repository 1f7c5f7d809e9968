package io.trunkline.session.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * An entry as it stands in the journal.
 *
 * @param revision 1, 2, 3 …; strictly increasing over corrections, deletions and new beginnings
 * @param content null once deleted
 * @param recordedAt when this revision was written
 */
public record JournalEntry(EntryKey key, long revision, Content content, Instant recordedAt) {

  /** Of table {@code entry} as {@code e}. */
  public static final String COLUMNS =
      "e.tenant, e.athlete, e.kind, e.entry_id, e.revision, e.body_type, e.body, e.happened_at, e.recorded_at";

  /** Whether only the tombstone is left. */
  public boolean deleted() {
    return content == null;
  }

  /** Reads a row of {@link #COLUMNS}. */
  public static JournalEntry read(ResultSet row) throws SQLException {
    byte[] body = row.getBytes("body");
    return new JournalEntry(
        new EntryKey(
            row.getString("tenant"),
            row.getString("athlete"),
            Kind.ofWireName(row.getString("kind")),
            row.getString("entry_id")),
        row.getLong("revision"),
        body == null
            ? null
            : new Content(row.getString("body_type"), body, instant(row, "happened_at")),
        instant(row, "recorded_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
