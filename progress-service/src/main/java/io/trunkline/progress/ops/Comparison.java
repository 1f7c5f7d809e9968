package io.trunkline.progress.ops;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.journal.JournalOverHttp;
import io.trunkline.progress.journal.JournalOverHttp.AthleteDigest;
import io.trunkline.progress.projection.Digest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds the projection against the journal, athlete by athlete, by digest. A difference seen once
 * may only be a change that was on its way between the two readings.
 */
@ApplicationScoped
class Comparison {

  private static final int PAGE = 1000;

  private final Database database;
  private final JournalOverHttp journal;

  Comparison(Database database, JournalOverHttp journal) {
    this.database = database;
    this.journal = journal;
  }

  /**
   * An athlete whose digests differ.
   *
   * @param journal null for one the journal does not know
   */
  record Difference(Athlete athlete, Digest journal, Digest projection) {}

  /**
   * How many athletes were looked at.
   *
   * @param waiting of them, those with changes on their way; they are not compared
   */
  record Counts(long athletes, long waiting, long different) {

    static Counts none() {
      return new Counts(0, 0, 0);
    }

    Counts plus(Counts other) {
      return new Counts(
          athletes + other.athletes, waiting + other.waiting, different + other.different);
    }
  }

  /** Fails at once when session-service does not answer. */
  void reachJournal() throws IOException, InterruptedException {
    journal.digests(0, null, Instant.now());
  }

  /**
   * All athletes of a partition.
   *
   * @param changedSince null for all; only then those the journal does not know are found
   */
  Counts of(int partition, Instant changedSince, Consumer<Difference> found)
      throws IOException, InterruptedException {
    Set<Athlete> known = new HashSet<>();
    Counts counts = Counts.none();
    String after = null;
    do {
      JournalOverHttp.Page page = journal.digests(partition, after, changedSince);
      counts = counts.plus(compare(page.athletes(), found));
      if (changedSince == null) {
        page.athletes().forEach(one -> known.add(one.owner()));
      }
      after = page.next();
    } while (after != null);
    return changedSince == null ? counts.plus(unknown(partition, known, found)) : counts;
  }

  private Counts compare(List<AthleteDigest> page, Consumer<Difference> found) {
    List<AthleteDigest> settled = page.stream().filter(one -> !one.waiting()).toList();
    Map<Athlete, Digest> here = here(settled.stream().map(AthleteDigest::owner).toList());
    long different = 0;
    for (AthleteDigest one : settled) {
      Digest there = new Digest(one.digest(), one.entries());
      if (!there.equals(here.get(one.owner()))) {
        different++;
        found.accept(new Difference(one.owner(), there, here.get(one.owner())));
      }
    }
    return new Counts(page.size(), page.size() - settled.size(), different);
  }

  private Map<Athlete, Digest> here(List<Athlete> athletes) {
    return athletes.isEmpty()
        ? Map.of()
        : database.snapshotAcrossTenants(connection -> Digest.of(connection, athletes));
  }

  /** Tombstones of an athlete the journal has forgotten are no difference. */
  private Counts unknown(int partition, Set<Athlete> known, Consumer<Difference> found) {
    long different = 0;
    Athlete last = new Athlete("", "");
    for (List<Athlete> page = page(last); !page.isEmpty(); page = page(last)) {
      last = page.get(page.size() - 1);
      List<Athlete> strangers =
          page.stream()
              .filter(one -> one.partition() == partition && !known.contains(one))
              .toList();
      for (Map.Entry<Athlete, Digest> one : here(strangers).entrySet()) {
        if (one.getValue().entries() > 0) {
          different++;
          found.accept(new Difference(one.getKey(), null, one.getValue()));
        }
      }
    }
    return new Counts(different, 0, different);
  }

  private List<Athlete> page(Athlete last) {
    return database.snapshotAcrossTenants(connection -> read(connection, last));
  }

  private static List<Athlete> read(Connection connection, Athlete last) throws SQLException {
    String sql =
        """
        SELECT tenant, athlete FROM athlete WHERE (tenant, athlete) > (?, ?)
        ORDER BY tenant, athlete LIMIT ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, last.tenant());
      statement.setString(2, last.id());
      statement.setInt(3, PAGE);
      List<Athlete> page = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(new Athlete(rows.getString(1), rows.getString(2)));
        }
      }
      return page;
    }
  }
}
