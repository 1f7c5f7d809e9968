package io.trunkline.progress.projection;

import io.trunkline.progress.Problems;
import io.trunkline.progress.Tenant;
import io.trunkline.progress.identity.CoachView;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Read your writes: holds a read back until the projection contains what the caller wrote. */
@ApplicationScoped
public class AwaitRevisions {

  /**
   * {@code athlete.decided_for} while entries are here that no decision knows of; -1 is for a
   * catalogue or rules that changed.
   */
  public static final int ENTRIES_TO_DECIDE_ON = -2;

  /** With every coach who has a grant. */
  private static final Set<String> SHARED = Set.of("session", "directive", "observation");

  private static final long LONGEST_WAIT_SECONDS = 2;

  private final Arrivals arrivals;
  private final Tenant tenant;
  private final CoachView coaches;
  // Each waiter holds a worker thread.
  private final Semaphore waiters = new Semaphore(64);

  AwaitRevisions(Arrivals arrivals, Tenant tenant, CoachView coaches) {
    this.arrivals = arrivals;
    this.tenant = tenant;
    this.coaches = coaches;
  }

  /** Returns once all are there; throws the problem to answer when they are not there in time. */
  public void of(List<AfterRevision> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    if (coaches.isPerson()) {
      wanted.forEach(this::requireShown);
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
    Future<Void> arrival = arrivals.of(tenant.current(), wanted);
    try {
      arrival.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException problem) {
      throw (RuntimeException) problem.getCause();
    } catch (TimeoutException notYet) {
      throw Problems.projectionBehind();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      throw Problems.projectionBehind();
    } finally {
      arrival.cancel(false);
    }
  }
}
