package io.trunkline.session.journal;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes the relay in this process as soon as a change is committed. Only for speed: a signal that
 * is lost, or meant for another replica, costs no more than the relay's next look.
 */
@Singleton
public class MarksWaiting {

  private final Semaphore signal = new Semaphore(0);

  /** To be called after the commit, never before it. */
  public void announce() {
    signal.release();
  }

  /** Returns at a signal, at the latest after {@code atMost}. Several signals count as one. */
  public void await(Duration atMost) throws InterruptedException {
    if (signal.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      signal.drainPermits();
    }
  }
}
