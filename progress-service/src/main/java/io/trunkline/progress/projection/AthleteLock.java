package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SortedSet;

/** One at a time computes from an athlete's entries, across threads and replicas. */
public final class AthleteLock {

  private AthleteLock() {}

  /** Until the transaction ends. What others committed about these athletes is visible after it. */
  public static void take(Connection connection, SortedSet<Athlete> athletes) throws SQLException {
    execute(
        connection,
        athletes,
        "INSERT INTO athlete (tenant, athlete) SELECT * FROM unnest(?, ?) ON CONFLICT DO NOTHING");
    execute(
        connection,
        athletes,
        """
        SELECT FROM athlete JOIN unnest(?, ?) AS wanted (tenant, athlete) USING (tenant, athlete)
        ORDER BY tenant, athlete FOR UPDATE OF athlete
        """);
  }

  private static void execute(Connection connection, SortedSet<Athlete> athletes, String sql)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("text", athletes.stream().map(Athlete::tenant).toArray()));
      statement.setArray(
          2, connection.createArrayOf("text", athletes.stream().map(Athlete::id).toArray()));
      statement.execute();
    }
  }
}
