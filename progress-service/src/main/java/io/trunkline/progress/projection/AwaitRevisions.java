package io.trunkline.progress.projection;

import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Read your writes: holds a read back until the projection contains what the caller wrote. The
 * database is asked, not this process, because another replica may own the athlete's partition.
 */
@ApplicationScoped
public class AwaitRevisions {

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
  public void of(List<AfterRevision> wanted) {
    if (wanted.isEmpty() || arrived(wanted)) {
      return;
    }
    if (!waiters.tryAcquire()) {
      throw Problems.projectionBehind();
    }
    try {
      waitFor(wanted);
    } finally {
      waiters.release();
    }
  }

  private void waitFor(List<AfterRevision> wanted) {
    long start = System.nanoTime();
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      if (System.nanoTime() - start >= LONGEST_WAIT_NANOS || !slept(pause)) {
        throw Problems.projectionBehind();
      }
      if (arrived(wanted)) {
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

  private boolean arrived(List<AfterRevision> wanted) {
    return database.snapshot(
        tenant.current(),
        connection -> {
          String sql =
              """
              SELECT count(*), count(*) FILTER (WHERE EXISTS (
                SELECT FROM quarantine q
                WHERE q.resolved_at IS NULL AND q.tenant = ? AND q.athlete = wanted.athlete
                  AND q.kind = wanted.kind AND q.entry_id = wanted.entry_id
                  AND (q.revision IS NULL OR q.revision >= wanted.revision)))
              FROM unnest(?, ?, ?, ?) AS wanted (athlete, kind, entry_id, revision)
              WHERE NOT EXISTS (
                SELECT FROM log_entry l
                WHERE l.tenant = ? AND l.athlete = wanted.athlete AND l.kind = wanted.kind
                  AND l.entry_id = wanted.entry_id AND l.revision >= wanted.revision)
              """;
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.current());
            statement.setArray(2, column(connection, "text", wanted, AfterRevision::athlete));
            statement.setArray(3, column(connection, "text", wanted, AfterRevision::kind));
            statement.setArray(4, column(connection, "text", wanted, AfterRevision::entryId));
            statement.setArray(5, column(connection, "int8", wanted, AfterRevision::revision));
            statement.setString(6, tenant.current());
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              if (rows.getInt(2) > 0) {
                // What is in quarantine will not arrive by waiting.
                throw Problems.athleteIncomplete();
              }
              return rows.getInt(1) == 0;
            }
          }
        });
  }

  private static Array column(
      Connection connection,
      String type,
      List<AfterRevision> wanted,
      Function<AfterRevision, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, wanted.stream().map(value).toArray());
  }
}
