package io.trunkline.progress.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.erasure.ErasedAthletes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Keeps the compacted topic right. Compaction keeps the last copy of a key, not the highest
 * revision; so behind a copy that is not the decision that stands, that one is sent again, and
 * behind a value about an erased athlete a null. Counter {@code trunkline.echo.copies} by verdict.
 */
@ApplicationScoped
class CompareWithDecisions {

  private static final Logger LOG = Logger.getLogger(CompareWithDecisions.class);

  /** The heads of erased athletes have no decision; a null is right there. */
  private static final String VERDICTS =
      """
      SELECT CASE
          WHEN h.revision IS NULL OR c.revision > h.revision THEN 'AHEAD'
          WHEN c.revision < h.revision THEN 'STALE'
          WHEN c.on_its_topic AND c.sha256 IS NOT DISTINCT FROM encode(sha256(d.body), 'hex') THEN 'CURRENT'
          ELSE 'MISMATCH' END
      FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::boolean[]) WITH ORDINALITY
        AS c (tenant, athlete, exercise, revision, sha256, on_its_topic, place)
      LEFT JOIN decision_head h
        ON h.tenant = c.tenant AND h.athlete = c.athlete AND h.exercise = c.exercise
      LEFT JOIN decision d
        ON d.tenant = h.tenant AND d.athlete = h.athlete AND d.exercise = h.exercise
        AND d.revision = h.decision_revision
      ORDER BY c.place
      """;

  /** A claim is lost by it: what is on its way may arrive before or behind the copy seen. */
  private static final String AGAIN =
      """
      UPDATE decision_head SET published_revision = 0, claimed_until = NULL
      WHERE tenant = ? AND athlete = ? AND exercise = ?
      """;

  private static final String NULL_BEHIND =
      """
      INSERT INTO decision_head (tenant, athlete, exercise, revision, erased) VALUES (?, ?, ?, ? + 1, true)
      ON CONFLICT (tenant, athlete, exercise) DO UPDATE
        SET revision = EXCLUDED.revision, published_revision = 0, claimed_until = NULL
      """;

  private final Database database;
  private final ErasedAthletes erased;
  private final MeterRegistry metrics;

  CompareWithDecisions(Database database, ErasedAthletes erased, MeterRegistry metrics) {
    this.database = database;
    this.erased = erased;
    this.metrics = metrics;
    for (Verdict verdict : Verdict.values()) {
      count(verdict, 0);
    }
  }

  private enum Verdict {
    CURRENT,
    /** Older than what stands: a late sender. */
    STALE,
    /** A value about an erased athlete. */
    ERASED,
    /** The revision that stands with another content, or meant for another topic. */
    MISMATCH,
    /** Newer than what stands, or of what was never decided here: for a person to look at. */
    AHEAD
  }

  /**
   * Has sent again what must be. May be repeated.
   *
   * @param copies the last one of each key
   */
  void with(Collection<TopicCopy> copies) throws SQLException {
    List<Verdict> verdicts = new ArrayList<>();
    database.commit(
        connection -> {
          verdicts.clear();
          verdicts.addAll(judge(connection, List.copyOf(copies)));
        });
    for (Verdict verdict : Verdict.values()) {
      count(verdict, (int) verdicts.stream().filter(verdict::equals).count());
    }
    if (verdicts.contains(Verdict.MISMATCH)) {
      LOG.error(
          "LogContentMismatch: recommendations on the topic have a revision of ours and another content;"
              + " they are published again");
    }
    if (verdicts.contains(Verdict.AHEAD)) {
      LOG.error(
          "LogAheadOfDecisions: recommendations on the topic are newer than ours or unknown here;"
              + " was this database restored, or does someone else write?");
    }
  }

  private List<Verdict> judge(Connection connection, List<TopicCopy> copies) throws SQLException {
    erased.hold(connection);
    List<Verdict> seen = select(connection, copies);
    Set<Athlete> gone =
        erased.among(
            connection,
            IntStream.range(0, copies.size())
                .filter(place -> seen.get(place) == Verdict.AHEAD)
                .mapToObj(place -> copies.get(place).athlete())
                .collect(Collectors.toSet()));
    List<Verdict> verdicts = new ArrayList<>();
    for (int place = 0; place < copies.size(); place++) {
      TopicCopy copy = copies.get(place);
      Verdict verdict = seen.get(place);
      if (verdict == Verdict.AHEAD && gone.contains(copy.athlete())) {
        verdict = copy.sha256() == null ? Verdict.CURRENT : Verdict.ERASED;
      }
      repair(connection, copy, verdict);
      verdicts.add(verdict);
    }
    return verdicts;
  }

  private static List<Verdict> select(Connection connection, List<TopicCopy> copies)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(VERDICTS)) {
      bind(select, 1, "text", copies.stream().map(copy -> copy.athlete().tenant()).toArray());
      bind(select, 2, "text", copies.stream().map(copy -> copy.athlete().id()).toArray());
      bind(select, 3, "text", copies.stream().map(TopicCopy::exercise).toArray());
      bind(select, 4, "bigint", copies.stream().map(TopicCopy::revision).toArray());
      bind(select, 5, "text", copies.stream().map(TopicCopy::sha256).toArray());
      bind(select, 6, "boolean", copies.stream().map(TopicCopy::onItsTopic).toArray());
      List<Verdict> verdicts = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          verdicts.add(Verdict.valueOf(rows.getString(1)));
        }
      }
      return verdicts;
    }
  }

  private static void bind(PreparedStatement statement, int index, String type, Object[] values)
      throws SQLException {
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
  }

  private static void repair(Connection connection, TopicCopy copy, Verdict verdict)
      throws SQLException {
    if (verdict == Verdict.CURRENT || verdict == Verdict.AHEAD) {
      return;
    }
    boolean erased = verdict == Verdict.ERASED;
    try (PreparedStatement repair = connection.prepareStatement(erased ? NULL_BEHIND : AGAIN)) {
      repair.setString(1, copy.athlete().tenant());
      repair.setString(2, copy.athlete().id());
      repair.setString(3, copy.exercise());
      if (erased) {
        repair.setLong(4, copy.revision());
      }
      repair.executeUpdate();
    }
  }

  private void count(Verdict verdict, int copies) {
    metrics
        .counter("trunkline.echo.copies", "verdict", verdict.name().toLowerCase(Locale.ROOT))
        .increment(copies);
  }
}
