package io.trunkline.progress.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.journal.JournalOverHttp;
import io.trunkline.progress.journal.JournalOverHttp.Held;
import io.trunkline.progress.journal.JournalOverHttp.Name;
import io.trunkline.progress.journal.JournalOverHttp.Row;
import io.trunkline.progress.ops.Comparison.Counts;
import io.trunkline.progress.ops.EntryDifference.Sort;
import io.trunkline.progress.projection.AthleteLock;
import io.trunkline.progress.projection.Quarantine;
import io.trunkline.progress.projection.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Finds what is not here as it is in the journal, and has it sent again. What is seen once may be a
 * change on its way; so each difference is looked at twice, and counts only if it stood still and
 * the log has vouched for the time in between.
 */
@ApplicationScoped
class Reconcile {

  private static final Logger LOG = Logger.getLogger(Reconcile.class);
  private static final int REPUBLISHED_AT_ONCE = 1000;

  /** More differences than that are the next run's; a rebuild mends them faster. */
  private static final int MOST_ATHLETES = 10_000;

  private final Database database;
  private final JournalOverHttp journal;
  private final Comparison comparison;
  private final MeterRegistry metrics;
  private final Duration betweenLooks;

  Reconcile(
      Database database,
      JournalOverHttp journal,
      Comparison comparison,
      MeterRegistry metrics,
      @ConfigProperty(name = "trunkline.reconciler.between-looks") Duration betweenLooks) {
    this.database = database;
    this.journal = journal;
    this.comparison = comparison;
    this.metrics = metrics;
    this.betweenLooks = betweenLooks;
  }

  /** An alert sees a counter grow only if it was there before. */
  void countFromZero(@Observes StartupEvent started) {
    for (Sort sort : Sort.values()) {
      count(sort, 0);
    }
  }

  private void count(Sort sort, int entries) {
    metrics.counter("trunkline.reconciler.differences", "sort", sort.code()).increment(entries);
  }

  /**
   * What a run found.
   *
   * @param repaired entries sent again
   * @param alerts entries that need a person
   */
  record Result(Counts counts, long repaired, long alerts) {}

  /** Compares these partitions and repairs. */
  Result partitions(List<Integer> partitions, Instant changedSince, boolean adoptJournal)
      throws IOException, InterruptedException, SQLException {
    Instant firstLook = Instant.now();
    Map<Athlete, List<EntryDifference>> suspects = new TreeMap<>();
    Counts counts = Counts.none();
    for (int partition : partitions) {
      List<Athlete> different = new ArrayList<>();
      counts =
          counts.plus(
              comparison.of(
                  partition,
                  changedSince,
                  difference -> {
                    if (suspects.size() + different.size() < MOST_ATHLETES) {
                      different.add(difference.athlete());
                    }
                  }));
      for (Athlete athlete : different) {
        suspects.put(athlete, look(athlete));
      }
    }
    return lookAgain(suspects, firstLook, counts, adoptJournal);
  }

  /** Compares one athlete's entries and repairs. */
  Result athlete(Athlete athlete, boolean adoptJournal)
      throws IOException, InterruptedException, SQLException {
    Instant firstLook = Instant.now();
    List<EntryDifference> found = look(athlete);
    Counts counts = new Counts(1, 0, found.isEmpty() ? 0 : 1);
    return lookAgain(Map.of(athlete, found), firstLook, counts, adoptJournal);
  }

  private List<EntryDifference> look(Athlete athlete) throws IOException, InterruptedException {
    List<Row> there = journal.entries(athlete);
    return EntryDifference.of(
        athlete,
        there,
        database.snapshotAcrossTenants(connection -> EntryDifference.here(connection, athlete)));
  }

  private Result lookAgain(
      Map<Athlete, List<EntryDifference>> suspects,
      Instant firstLook,
      Counts counts,
      boolean adoptJournal)
      throws IOException, InterruptedException, SQLException {
    if (suspects.values().stream().allMatch(List::isEmpty)) {
      return new Result(counts, 0, 0);
    }
    TimeUnit.NANOSECONDS.sleep(betweenLooks.toNanos());
    List<EntryDifference> confirmed = new ArrayList<>();
    for (Map.Entry<Athlete, List<EntryDifference>> suspect : suspects.entrySet()) {
      if (!suspect.getValue().isEmpty() && isCaughtUp(suspect.getKey(), firstLook)) {
        List<EntryDifference> still = look(suspect.getKey());
        still.retainAll(suspect.getValue());
        confirmed.addAll(still);
      }
    }
    long repaired = repair(confirmed);
    long alerts = alert(confirmed);
    if (adoptJournal) {
      adoptJournal(confirmed.stream().filter(one -> !one.sort().mendable()).toList());
      return new Result(counts, repaired + alerts, 0);
    }
    return new Result(counts, repaired, alerts);
  }

  /** Behind, everything is different, and nothing is wrong. Without a watermark nobody can tell. */
  private boolean isCaughtUp(Athlete athlete, Instant moment) {
    return database.snapshotAcrossTenants(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT complete_until FROM partition_progress WHERE topic_partition = ?")) {
            statement.setInt(1, athlete.partition());
            try (ResultSet rows = statement.executeQuery()) {
              return !rows.next()
                  || !rows.getObject(1, OffsetDateTime.class).toInstant().isBefore(moment);
            }
          }
        });
  }

  private long alert(List<EntryDifference> confirmed) {
    long alerts = 0;
    for (EntryDifference one : confirmed) {
      count(one.sort(), 1);
      if (!one.sort().mendable()) {
        alerts++;
      }
    }
    if (alerts > 0) {
      LOG.errorf("%d entries are ahead of the journal or unknown to it; see the runbook.", alerts);
    }
    return alerts;
  }

  /** No dose may rest on facts known to be missing: the athletes wait for what is sent again. */
  private long repair(List<EntryDifference> confirmed)
      throws IOException, InterruptedException, SQLException {
    List<EntryDifference> mendable =
        confirmed.stream().filter(one -> one.sort().mendable()).toList();
    for (EntryDifference one : mendable) {
      database.commit(connection -> setAside(connection, one));
    }
    for (int from = 0; from < mendable.size(); from += REPUBLISHED_AT_ONCE) {
      List<EntryDifference> some =
          mendable.subList(from, Math.min(from + REPUBLISHED_AT_ONCE, mendable.size()));
      journal.republish(some.stream().map(Reconcile::name).toList());
    }
    return mendable.size();
  }

  /** The journal takes revisions above these and sends its states; nothing is deleted here. */
  private void adoptJournal(List<EntryDifference> ahead) throws IOException, InterruptedException {
    for (int from = 0; from < ahead.size(); from += REPUBLISHED_AT_ONCE) {
      List<EntryDifference> some =
          ahead.subList(from, Math.min(from + REPUBLISHED_AT_ONCE, ahead.size()));
      journal.adopt(
          some.stream()
              .map(
                  one ->
                      new Held(
                          one.athlete().tenant(),
                          one.athlete().id(),
                          one.kind(),
                          one.id(),
                          one.projection().revision(),
                          one.projection().deleted()))
              .toList());
    }
  }

  private static Name name(EntryDifference one) {
    return new Name(one.athlete().tenant(), one.athlete().id(), one.kind(), one.id());
  }

  /** A copy of the same revision would be dropped as known, so an altered row goes first. */
  private static void setAside(Connection connection, EntryDifference one) throws SQLException {
    AthleteLock.take(connection, new TreeSet<>(List.of(one.athlete())));
    List<Row> now = EntryDifference.here(connection, one.athlete());
    if (one.projection() == null
        ? now.stream().anyMatch(row -> row.kind().equals(one.kind()) && row.id().equals(one.id()))
        : !now.contains(one.projection())) {
      return; // it has just arrived
    }
    if (one.sort() == Sort.ALTERED) {
      String sql =
          "DELETE FROM log_entry WHERE tenant = ? AND athlete = ? AND kind = ? AND entry_id = ?";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, one.athlete().tenant());
        statement.setString(2, one.athlete().id());
        statement.setString(3, one.kind());
        statement.setString(4, one.id());
        statement.executeUpdate();
      }
    }
    Quarantine.put(
        connection,
        one.athlete(),
        one.kind(),
        one.id(),
        one.journal().revision(),
        one.sort() == Sort.ALTERED ? Reason.ALTERED : Reason.MISSING);
  }
}
