package io.trunkline.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Work that is looked for again and again, on a thread of its own. Whatever goes wrong is tried
 * again with the next round.
 */
public final class Rounds {

  private static final Logger LOG = Logger.getLogger(Rounds.class);

  private final String name;
  private final Duration pause;
  private final Round round;
  private final ScheduledExecutorService worker;
  private boolean failing;

  /** One look for work; ends when there is no more. */
  @FunctionalInterface
  public interface Round {
    void run() throws Exception;
  }

  /**
   * Nothing runs before {@link #start()}.
   *
   * @param name of the thread, and in the log
   * @param pause from the end of a round to the next
   */
  public Rounds(String name, Duration pause, Round round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
    worker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  public void start() {
    // A round throws nothing, so nobody needs the future.
    ScheduledFuture<?> unused =
        worker.scheduleWithFixedDelay(this::once, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Lets a running round end, for at most five seconds. */
  public void stop() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
        worker.shutdownNow();
      }
    } catch (InterruptedException end) {
      worker.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      round.run();
      failing = false;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (Exception failure) {
      // Once per outage, and never the message: it may name an athlete.
      if (!failing) {
        LOG.warnf("%s waits and tries again: %s", name, failure.getClass().getName());
      }
      failing = true;
    }
  }
}
