package io.trunkline.session.journal;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets changes that arrive at the same time share a transaction, and with it the wait for the disk.
 * A caller who finds nobody writing writes at once, alone; who comes while others write waits, and
 * the first of those then takes along all the others. There is no thread and no delay of its own.
 */
@Singleton
public class SharedWrites {

  /** Two, so that one is sent while the other waits for the disk. */
  private static final int TRANSACTIONS = 2;

  private static final int MOST_IN_ONE = 100;
  private static final int MOST_WAITING = 1000;

  private final Journal journal;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Semaphore transactions = new Semaphore(TRANSACTIONS);

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
      if (mine.taken || !writeWhatWaits()) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
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

  /** False if as many as may are writing already; one of them will wake the next. */
  private boolean writeWhatWaits() {
    if (!transactions.tryAcquire()) {
      return false;
    }
    try {
      List<Waiting> together = new ArrayList<>();
      queue.drainTo(together, MOST_IN_ONE);
      together.forEach(waiting -> waiting.taken = true);
      if (!together.isEmpty()) {
        write(together);
      }
    } finally {
      transactions.release();
      Waiting next = queue.peek();
      if (next != null) {
        LockSupport.unpark(next.caller);
      }
    }
    return true;
  }

  private void write(List<Waiting> together) {
    try {
      List<Outcome> outcomes = journal.apply(together.stream().map(each -> each.change).toList());
      for (int i = 0; i < together.size(); i++) {
        together.get(i).outcome = outcomes.get(i);
      }
    } catch (RuntimeException failure) {
      if (together.size() == 1 || (failure instanceof DatabaseAway away && away.isForEverybody())) {
        together.forEach(waiting -> waiting.failure = failure);
      }
    } finally {
      together.forEach(Waiting::wake);
    }
  }
}
