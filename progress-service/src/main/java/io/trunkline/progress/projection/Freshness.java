package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * How current what is held about an athlete is.
 *
 * @param completeUntil every change made before this moment is included; null before the first
 *     watermark
 * @param complete false while an entry could not be read
 */
record Freshness(Instant completeUntil, boolean complete) {

  static Freshness of(Connection connection, Athlete athlete) throws SQLException {
    String sql =
        """
        SELECT (SELECT complete_until FROM partition_progress WHERE topic_partition = ?),
          NOT EXISTS (SELECT FROM quarantine
                      WHERE tenant = ? AND athlete = ? AND resolved_at IS NULL)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, athlete.partition());
      statement.setString(2, athlete.tenant());
      statement.setString(3, athlete.id());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        OffsetDateTime until = rows.getObject(1, OffsetDateTime.class);
        return new Freshness(until == null ? null : until.toInstant(), rows.getBoolean(2));
      }
    }
  }
}
