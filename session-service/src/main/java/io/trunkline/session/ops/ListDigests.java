package io.trunkline.session.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.session.journal.Digest;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The digests of all athletes of a partition, page by page, to compare a projection with. */
@Singleton
class ListDigests {

  /**
   * From one athlete to the next by the primary key, whatever number of entries lies between. Every
   * twelfth is in the partition, so a page touches about twelve times as many as it answers.
   */
  private static final String ATHLETES =
      """
      WITH RECURSIVE walk AS (
        (SELECT e.tenant, e.athlete, e.partition FROM entry e WHERE (e.tenant, e.athlete) > (?, ?)
          ORDER BY e.tenant, e.athlete LIMIT 1)
        UNION ALL
        SELECT n.tenant, n.athlete, n.partition FROM walk w CROSS JOIN LATERAL (
          SELECT e.tenant, e.athlete, e.partition FROM entry e WHERE (e.tenant, e.athlete) > (w.tenant, w.athlete)
           ORDER BY e.tenant, e.athlete LIMIT 1) n)
      SELECT tenant, athlete FROM walk WHERE partition = ? LIMIT ?
      """;

  /** Digest and marks in one snapshot. */
  private static final String ENTRIES =
      """
      SELECT e.tenant, e.athlete, w.waiting, e.recorded_at, e.kind, e.entry_id, e.revision, e.body_sha256
        FROM unnest(?::text[], ?::text[]) AS a (tenant, athlete)
       CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM outbox_mark m WHERE m.tenant = a.tenant AND m.athlete = a.athlete)
                                  AS waiting) w
        JOIN entry e ON e.tenant = a.tenant AND e.athlete = a.athlete
       WHERE NOT EXISTS (SELECT FROM erasure x WHERE x.tenant = a.tenant AND x.athlete = a.athlete)
       ORDER BY e.tenant, e.athlete
      """;

  private static final int ROWS_AT_ONCE = 1000;

  private final Transactions transactions;

  ListDigests(Transactions transactions) {
    this.transactions = transactions;
  }

  /** An athlete by name. */
  record Athlete(String tenant, String id) {

    /** Before all others. */
    static final Athlete FIRST = new Athlete("", "");
  }

  /** What one athlete's entries amount to. */
  record AthleteDigest(
      @Schema(description = "Whose athlete.") String tenant,
      @Schema(description = "The athlete's id.") String athlete,
      @Schema(description = "As of the athlete's own digest.") String digest,
      @Schema(description = "How many live entries it covers.") int entries,
      @Schema(description = "Whether changes of this athlete wait to be published.")
          boolean waiting) {}

  /** One page; {@code last} is where the next begins, null at the end. */
  record Page(List<AthleteDigest> athletes, Athlete last) {}

  /** The page as answered. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      List<AthleteDigest> athletes,
      @Schema(description = "Send it as after to read on. Absent at the end.") String next) {}

  /**
   * One page. Athletes that were erased, or not changed since {@code changedSince}, are left out,
   * so a page may be short or empty and still not the last.
   */
  Page ask(int partition, Athlete after, int limit, Instant changedSince) {
    return transactions.runAcrossTenants(
        connection -> {
          List<Athlete> athletes = walk(connection, partition, after, limit);
          List<AthleteDigest> digests = digests(connection, athletes, changedSince);
          Athlete last = athletes.size() < limit ? null : athletes.get(limit - 1);
          return new Page(digests, last);
        });
  }

  private static List<Athlete> walk(Connection connection, int partition, Athlete after, int limit)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ATHLETES)) {
      select.setString(1, after.tenant());
      select.setString(2, after.id());
      select.setInt(3, partition);
      select.setInt(4, limit);
      List<Athlete> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Athlete(row.getString(1), row.getString(2)));
        }
      }
      return found;
    }
  }

  private static List<AthleteDigest> digests(
      Connection connection, List<Athlete> athletes, Instant changedSince) throws SQLException {
    List<AthleteDigest> digests = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(ENTRIES)) {
      select.setArray(
          1, connection.createArrayOf("text", athletes.stream().map(Athlete::tenant).toArray()));
      select.setArray(
          2, connection.createArrayOf("text", athletes.stream().map(Athlete::id).toArray()));
      // Only one athlete's entries are in memory at a time.
      select.setFetchSize(ROWS_AT_ONCE);
      try (ResultSet row = select.executeQuery()) {
        boolean more = row.next();
        while (more) {
          String tenant = row.getString("tenant");
          String athlete = row.getString("athlete");
          boolean waiting = row.getBoolean("waiting");
          SortedSet<String> lines = new TreeSet<>();
          Instant changed = Instant.MIN;
          do {
            Instant recorded = row.getObject("recorded_at", OffsetDateTime.class).toInstant();
            changed = recorded.isAfter(changed) ? recorded : changed;
            byte[] sha256 = row.getBytes("body_sha256");
            if (sha256 != null) {
              lines.add(
                  Digest.line(
                      row.getString("kind"),
                      row.getString("entry_id"),
                      row.getLong("revision"),
                      sha256));
            }
            more = row.next();
          } while (more
              && row.getString("tenant").equals(tenant)
              && row.getString("athlete").equals(athlete));
          if (!changed.isBefore(changedSince)) {
            Digest.OfAthlete digest = Digest.over(lines);
            digests.add(
                new AthleteDigest(tenant, athlete, digest.digest(), digest.entries(), waiting));
          }
        }
      }
    }
    return digests;
  }
}
