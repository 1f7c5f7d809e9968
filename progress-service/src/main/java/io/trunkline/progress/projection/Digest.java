package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Digest of an athlete's live entries.
 *
 * @param digest lower-case hex SHA-256 over the lines {@code kind/entryId@revision:<hex
 *     sha256(body)>\n} in the order of their bytes; the bodies as stored here, so altered rows show
 *     too
 * @param entries how many lines there are
 */
@Schema(name = "Digest")
public record Digest(String digest, long entries) {

  /** One for each athlete, heard of or not. */
  public static Map<Athlete, Digest> of(Connection connection, Collection<Athlete> athletes)
      throws SQLException {
    return in("log_entry", connection, athletes);
  }

  /** The same over another table of the same columns. */
  static Map<Athlete, Digest> in(String table, Connection connection, Collection<Athlete> athletes)
      throws SQLException {
    String sql =
        """
        SELECT a.tenant, a.athlete,
          encode(sha256(coalesce(string_agg(line, ''::bytea ORDER BY line), ''::bytea)), 'hex'), count(line)
        FROM unnest(?, ?) AS a (tenant, athlete) LEFT JOIN LATERAL (
          SELECT convert_to(kind || '/' || entry_id || '@' || revision || ':' || encode(sha256(body), 'hex')
            || E'\\n', 'UTF8') AS line
          FROM %s l WHERE l.tenant = a.tenant AND l.athlete = a.athlete AND NOT l.deleted
        ) AS live ON true
        GROUP BY a.tenant, a.athlete
        """
            .formatted(table);
    Map<Athlete, Digest> digests = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("text", athletes.stream().map(Athlete::tenant).toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", athletes.stream().map(Athlete::id).toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          digests.put(
              new Athlete(rows.getString(1), rows.getString(2)),
              new Digest(rows.getString(3), rows.getLong(4)));
        }
      }
    }
    return digests;
  }
}
