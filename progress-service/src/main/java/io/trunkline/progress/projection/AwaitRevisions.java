package io.trunkline.progress.projection;

import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Read your writes: holds a read back until the projection contains what the caller wrote. The
 * database is asked, not this process, because another replica may own the athlete's partition.
 */
@ApplicationScoped
public class AwaitRevisions {

  /**
   * {@code athlete.decided_for} while entries are here that no decision knows of; -1 is for a
   * catalogue or rules that changed.
   */
  public static final int ENTRIES_TO_DECIDE_ON = -2;

  /** One at a time: a statement over arrays would be planned anew each time, dearer than it is. */
  private static final String ARRIVED =
      """
      SELECT
        EXISTS (
          SELECT FROM log_entry l
          WHERE l.tenant = w.tenant AND l.athlete = w.athlete AND l.kind = w.kind
            AND l.entry_id = w.entry_id AND l.revision >= w.revision)
        AND NOT EXISTS (
          SELECT FROM athlete a
          WHERE a.tenant = w.tenant AND a.athlete = w.athlete AND a.decided_for = %d),
        EXISTS (
          SELECT FROM quarantine q
          WHERE q.resolved_at IS NULL AND q.tenant = w.tenant AND q.athlete = w.athlete
            AND q.kind = w.kind AND q.entry_id = w.entry_id
            AND (q.revision IS NULL OR q.revision >= w.revision))
      FROM (VALUES (?, ?, ?, ?, ?)) AS w (tenant, athlete, kind, entry_id, revision)
      """
          .formatted(ENTRIES_TO_DECIDE_ON);

  /** With every coach who has a grant. */
  private static final Set<String> SHARED = Set.of("session", "directive", "observation");

  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Database database;
  private final Tenant tenant;
  private final CoachView coaches;
  // Each waiter holds a worker thread.
  private final Semaphore waiters = new Semaphore(64);

  AwaitRevisions(Database database, Tenant tenant, CoachView coaches) {
    this.coaches = coaches;
    this.database = database;
    this.tenant = tenant;
  }

  /** Returns once all are there; throws the problem to answer when they are not there in time. */
  public void of(List<AfterRevision> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    if (coaches.isPerson()) {
      wanted.forEach(this::requireShown);
    }
    if (arrived(wanted)) {
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

  /** Whether an entry arrives says that there is one: a person asks only for what is shared. */
  private void requireShown(AfterRevision one) {
    CoachView.View view =
        coaches
            .of(tenant.current(), one.athlete(), Instant.now())
            .orElseThrow(() -> Problems.notFound("There is no athlete of that id."));
    if (!view.seesHealth() && !SHARED.contains(one.kind())) {
      throw Problems.badParameter(
          "after", "This athlete does not share entries of the kind " + one.kind() + " with you.");
    }
  }

  private void waitFor(List<AfterRevision> wanted) {
    long start = System.nanoTime();
    boolean undisturbed = true;
    for (long waited = 0;
        undisturbed && waited < LONGEST_WAIT_NANOS;
        waited = System.nanoTime() - start) {
      // In proportion: what took long to come may be noticed a little later.
      undisturbed =
          slept(Math.max(SHORTEST_PAUSE_NANOS, Math.min(waited / 4, LONGEST_PAUSE_NANOS)));
      if (arrived(wanted)) {
        return;
      }
    }
    throw Problems.projectionBehind();
  }

  private static boolean slept(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
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
          boolean all = true;
          try (PreparedStatement statement = connection.prepareStatement(ARRIVED)) {
            for (AfterRevision one : wanted) {
              all &= arrived(statement, one);
            }
          }
          return all;
        });
  }

  private boolean arrived(PreparedStatement statement, AfterRevision one) throws SQLException {
    statement.setString(1, tenant.current());
    statement.setString(2, one.athlete());
    statement.setString(3, one.kind());
    statement.setString(4, one.entryId());
    statement.setLong(5, one.revision());
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      boolean arrived = row.getBoolean(1);
      if (!arrived && row.getBoolean(2)) {
        // What is in quarantine will not arrive by waiting.
        throw Problems.athleteIncomplete();
      }
      return arrived;
    }
  }
}
