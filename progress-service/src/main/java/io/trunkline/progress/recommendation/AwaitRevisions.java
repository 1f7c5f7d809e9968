package io.trunkline.progress.recommendation;

import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.projection.Quarantine;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Read your writes: holds a read back until the projection contains what the caller wrote. The
 * database is asked, not this process, because another replica may own the athlete's partition.
 */
@ApplicationScoped
class AwaitRevisions {

  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long FIRST_PAUSE_MS = 25;
  private static final long LONGEST_PAUSE_MS = 200;

  private final Database database;
  private final Tenant tenant;
  // Each waiter holds a worker thread.
  private final Semaphore waiters = new Semaphore(64);

  AwaitRevisions(Database database, Tenant tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  /** Returns once all are there; throws the problem to answer when they are not there in time. */
  void of(String athlete, List<AfterRevision> wanted) {
    if (wanted.isEmpty() || arrived(athlete, wanted)) {
      return;
    }
    if (!waiters.tryAcquire()) {
      throw Problems.projectionBehind();
    }
    try {
      waitFor(athlete, wanted);
    } finally {
      waiters.release();
    }
  }

  private void waitFor(String athlete, List<AfterRevision> wanted) {
    long start = System.nanoTime();
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      if (System.nanoTime() - start >= LONGEST_WAIT_NANOS || !slept(pause)) {
        throw Problems.projectionBehind();
      }
      if (arrived(athlete, wanted)) {
        return;
      }
    }
  }

  private static boolean slept(long milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
      return true;
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean arrived(String athlete, List<AfterRevision> wanted) {
    return database.snapshot(
        connection -> {
          // What is in quarantine will not arrive by waiting.
          if (Quarantine.holds(connection, tenant.current(), athlete)) {
            throw Problems.athleteIncomplete();
          }
          return missing(connection, athlete, wanted) == 0;
        });
  }

  private int missing(Connection connection, String athlete, List<AfterRevision> wanted)
      throws SQLException {
    String sql =
        """
        SELECT count(*) FROM unnest(?, ?, ?) AS wanted (kind, entry_id, revision)
        WHERE NOT EXISTS (
          SELECT FROM log_entry
          WHERE tenant = ? AND athlete = ? AND log_entry.kind = wanted.kind
            AND log_entry.entry_id = wanted.entry_id AND log_entry.revision >= wanted.revision)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("text", wanted.stream().map(AfterRevision::kind).toArray()));
      statement.setArray(
          2,
          connection.createArrayOf("text", wanted.stream().map(AfterRevision::entryId).toArray()));
      statement.setArray(
          3,
          connection.createArrayOf("int8", wanted.stream().map(AfterRevision::revision).toArray()));
      statement.setString(4, tenant.current());
      statement.setString(5, athlete);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }
}
