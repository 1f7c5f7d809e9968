package io.trunkline.progress.recommendation;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.tracing.Traceparent;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One athlete's decisions, all of them; appended to under the athlete's lock. */
final class DecisionLog {

  private final Connection connection;
  private final Athlete athlete;

  DecisionLog(Connection connection, Athlete athlete) {
    this.connection = connection;
    this.athlete = athlete;
  }

  /**
   * The decision that stands.
   *
   * @param contentSha256 hex, over {@link Decision#content}
   */
  record Head(long revision, String contentSha256, String inputs) {}

  /** What stands for each exercise. */
  SortedMap<String, Head> heads() throws SQLException {
    String sql =
        """
        SELECT exercise, revision, content_sha256, inputs
        FROM decision_head JOIN decision USING (tenant, athlete, exercise, revision)
        WHERE tenant = ? AND athlete = ?
        """;
    SortedMap<String, Head> heads = new TreeMap<>();
    try (PreparedStatement statement = forAthlete(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        heads.put(
            rows.getString(1), new Head(rows.getLong(2), rows.getString(3), rows.getString(4)));
      }
    }
    return heads;
  }

  /** The bodies of the decisions that stand for these exercises. */
  Map<String, byte[]> bodies(Collection<String> exercises) throws SQLException {
    if (exercises.isEmpty()) {
      return Map.of();
    }
    String sql =
        """
        SELECT exercise, body
        FROM decision_head JOIN decision USING (tenant, athlete, exercise, revision)
        WHERE tenant = ? AND athlete = ? AND exercise = ANY (?)
        """;
    Map<String, byte[]> bodies = new HashMap<>();
    try (PreparedStatement statement = forAthlete(sql)) {
      statement.setArray(3, connection.createArrayOf("text", exercises.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          bodies.put(rows.getString(1), rows.getBytes(2));
        }
      }
    }
    return bodies;
  }

  /**
   * A decision as it is kept.
   *
   * @param contentSha256 hex, over {@link Decision#content}
   */
  record Written(Decision decision, String body, String contentSha256) {}

  /**
   * Keeps decisions, which from now on are those that stand and are to be published.
   *
   * @param rulesVersion of the rules that made them
   */
  void append(List<Written> decisions, String rulesVersion) throws SQLException {
    if (decisions.isEmpty()) {
      return;
    }
    String kept =
        """
        INSERT INTO decision (tenant, athlete, exercise, revision, body, content_sha256, inputs,
                              decided_at, rules_version)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    try (PreparedStatement statement = forAthlete(kept)) {
      for (Written one : decisions) {
        Recommendation answer = one.decision().recommendation();
        statement.setString(3, answer.exercise());
        statement.setLong(4, one.decision().revision());
        statement.setBytes(5, one.body().getBytes(StandardCharsets.UTF_8));
        statement.setString(6, one.contentSha256());
        statement.setString(7, answer.inputs());
        statement.setObject(8, answer.at());
        statement.setString(9, rulesVersion);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    String stands =
        """
        INSERT INTO decision_head (tenant, athlete, exercise, revision, traceparent)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (tenant, athlete, exercise) DO UPDATE
          SET revision = EXCLUDED.revision, traceparent = EXCLUDED.traceparent
        """;
    try (PreparedStatement statement = forAthlete(stands)) {
      for (Written one : decisions) {
        statement.setString(3, one.decision().recommendation().exercise());
        statement.setLong(4, one.decision().revision());
        statement.setString(5, Traceparent.current());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** A kept decision and its place in the order in which they were made. */
  record Kept(long number, String body) {}

  /** The body of a decision, as text; empty where there is none of that revision. */
  Optional<String> one(String exercise, long revision) throws SQLException {
    String sql =
        """
        SELECT convert_from(body, 'UTF8') FROM decision
        WHERE tenant = ? AND athlete = ? AND exercise = ? AND revision = ?
        """;
    try (PreparedStatement statement = forAthlete(sql)) {
      statement.setString(3, exercise);
      statement.setLong(4, revision);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  /**
   * At most {@code most} decisions, newest first.
   *
   * @param exercise null for all of the athlete's
   * @param before only those made before this one; null for no bound
   */
  List<Kept> newest(String exercise, Long before, int most) throws SQLException {
    String sql =
        """
        SELECT number, convert_from(body, 'UTF8') FROM decision
        WHERE tenant = ? AND athlete = ? AND (?::text IS NULL OR exercise = ?) AND number < ?
        ORDER BY number DESC LIMIT ?
        """;
    try (PreparedStatement statement = forAthlete(sql)) {
      statement.setString(3, exercise);
      statement.setString(4, exercise);
      statement.setLong(5, before == null ? Long.MAX_VALUE : before);
      statement.setInt(6, most);
      List<Kept> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(new Kept(rows.getLong(1), rows.getString(2)));
        }
      }
      return found;
    }
  }

  /**
   * When the facts about the athlete last changed, and the present.
   *
   * @param recorded null for an athlete nobody heard of. Deletions count, else a decision could be
   *     made at an earlier moment than the one it supersedes
   * @param now by the database's clock, the one clock all replicas share
   */
  record Times(OffsetDateTime recorded, OffsetDateTime now) {}

  Times times() throws SQLException {
    String sql =
        "SELECT max(recorded_at), clock_timestamp() FROM log_entry"
            + " WHERE tenant = ? AND athlete = ? AND kind NOT IN ('coach-grant', 'observation')";
    try (PreparedStatement statement = forAthlete(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return new Times(
          rows.getObject(1, OffsetDateTime.class), rows.getObject(2, OffsetDateTime.class));
    }
  }

  /**
   * Remembers what the decisions now rest on besides the entries.
   *
   * @param due when the next entry that is dated ahead comes to count, or null
   */
  void restsOn(long catalogueState, String rulesVersion, OffsetDateTime due) throws SQLException {
    String sql =
        """
        UPDATE athlete SET decided_for = ?, rules_version = ?, due = ?
        WHERE tenant = ? AND athlete = ?
          AND (decided_for, rules_version, due) IS DISTINCT FROM (?, ?, ?)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, catalogueState);
      statement.setString(2, rulesVersion);
      statement.setObject(3, due, Types.TIMESTAMP_WITH_TIMEZONE);
      statement.setString(4, athlete.tenant());
      statement.setString(5, athlete.id());
      statement.setLong(6, catalogueState);
      statement.setString(7, rulesVersion);
      statement.setObject(8, due, Types.TIMESTAMP_WITH_TIMEZONE);
      statement.executeUpdate();
    }
  }

  private PreparedStatement forAthlete(String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, athlete.tenant());
    statement.setString(2, athlete.id());
    return statement;
  }
}
