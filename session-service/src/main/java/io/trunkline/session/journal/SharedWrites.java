package io.trunkline.session.journal;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets changes that arrive at the same time share a transaction: most of its cost is the same for
 * one change and for many. A caller who finds nobody writing writes at once, alone; who comes while
 * others write waits, and the first of those then takes along all the others. Where many come, that
 * one stays a moment for more of them; who is alone never waits. There is no thread of its own.
 */
@Singleton
public class SharedWrites {

  private static final int MOST_IN_ONE = 100;

  /** As many in a transaction that has just ended mean that more are on their way. */
  private static final int CROWD = 5;

  private static final long JUST_NANOS = 20_000_000;

  /** As many are worth a transaction at once. */
  private static final int ENOUGH = 32;

  /** One stays as long as each of these brings somebody, and at most {@link #MOMENTS} of them. */
  private static final long MOMENT_NANOS = 1_000_000;

  private static final int MOMENTS = 10;

  private static final long HELD_UP_NANOS = 100_000_000;
  private static final int MOST_WAITING = 1000;

  private final Journal journal;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);

  /** One transaction at a time: two would be half as full, and dearer together. */
  private final Semaphore turn = new Semaphore(1);

  /** Only for those who wait behind a transaction that is held up. */
  private final Semaphore detour = new Semaphore(1);

  /** Of the last transaction of who had the turn. */
  private volatile long began = System.nanoTime();

  private volatile long ended = began;
  private volatile int together;

  SharedWrites(Journal journal) {
    this.journal = journal;
  }

  /** A change, its caller, and what became of it. */
  private static final class Waiting {
    private final Change change;
    private final Thread caller = Thread.currentThread();
    private Outcome outcome;
    private RuntimeException failure;
    private volatile boolean taken;
    private volatile boolean done;

    Waiting(Change change) {
      this.change = change;
    }

    void wake() {
      done = true;
      LockSupport.unpark(caller);
    }
  }

  /**
   * Applies one change.
   *
   * @return its outcome, after the commit
   * @throws DatabaseAway if nothing could be written, nobody knows, or too many wait already; the
   *     same call may be repeated
   */
  public Outcome apply(Change change) {
    Waiting mine = new Waiting(change);
    if (!queue.offer(mine)) {
      throw new DatabaseAway(MOST_WAITING + " changes wait to be written");
    }
    boolean interrupted = false;
    while (!mine.done) {
      if (mine.taken || !writeWhatWaits(turn, MOST_IN_ONE)) {
        interrupted |= await(mine);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    // Neither: the shared transaction failed, perhaps because of somebody else's change.
    return mine.outcome != null ? mine.outcome : journal.apply(List.of(change)).get(0);
  }

  /**
   * Returns when woken. The first in the queue watches the transaction before it; if that is held
   * up, perhaps by a lock that is nobody else's matter, it goes past it alone.
   */
  private boolean await(Waiting mine) {
    if (queue.peek() == mine && detour.availablePermits() > 0) {
      long left = began + HELD_UP_NANOS - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
      } else {
        writeWhatWaits(detour, 1);
      }
    } else {
      LockSupport.park(this);
    }
    return Thread.interrupted();
  }

  /** False if somebody is writing already, who will wake the next. */
  private boolean writeWhatWaits(Semaphore lane, int most) {
    if (!lane.tryAcquire()) {
      return false;
    }
    try {
      if (lane == turn) {
        began = System.nanoTime();
        stayForACrowd();
      }
      List<Waiting> company = new ArrayList<>();
      queue.drainTo(company, most);
      company.forEach(waiting -> waiting.taken = true);
      wakeFirst();
      if (!company.isEmpty()) {
        write(company);
      }
      if (lane == turn) {
        ended = System.nanoTime();
        together = company.size();
      }
    } finally {
      lane.release();
      wakeFirst();
    }
    return true;
  }

  private void wakeFirst() {
    Waiting first = queue.peek();
    if (first != null) {
      LockSupport.unpark(first.caller);
    }
  }

  private void stayForACrowd() {
    if (together < CROWD || System.nanoTime() - ended > JUST_NANOS) {
      return;
    }
    int before = -1;
    for (int i = 0; i < MOMENTS && queue.size() > before && queue.size() < ENOUGH; i++) {
      before = queue.size();
      rest();
    }
  }

  /** A whole moment: who waits first is woken early, and often. */
  private void rest() {
    long until = System.nanoTime() + MOMENT_NANOS;
    for (long left = MOMENT_NANOS; left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /** A transaction sees one tenant's rows. */
  private void write(List<Waiting> company) {
    Map<String, List<Waiting>> byTenant = new LinkedHashMap<>();
    company.forEach(
        waiting ->
            byTenant
                .computeIfAbsent(waiting.change.key().tenant(), tenant -> new ArrayList<>())
                .add(waiting));
    byTenant.values().forEach(this::writeOfOneTenant);
  }

  private void writeOfOneTenant(List<Waiting> company) {
    try {
      List<Outcome> outcomes = journal.apply(company.stream().map(each -> each.change).toList());
      for (int i = 0; i < company.size(); i++) {
        company.get(i).outcome = outcomes.get(i);
      }
    } catch (RuntimeException failure) {
      if (company.size() == 1 || (failure instanceof DatabaseAway away && away.isForEverybody())) {
        company.forEach(waiting -> waiting.failure = failure);
      }
    } finally {
      company.forEach(Waiting::wake);
    }
  }
}
