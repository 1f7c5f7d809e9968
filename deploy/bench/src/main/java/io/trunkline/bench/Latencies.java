package io.trunkline.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How long something took that was begun at fixed moments, whether the one before had ended or not.
 */
public final class Latencies {

  /** More at once than this means that the system does not keep up; their waiting still counts. */
  private static final int AT_ONCE = 64;

  private final long[] nanos;

  private Latencies(long[] nanos) {
    this.nanos = nanos;
    Arrays.sort(this.nanos);
  }

  /** What is done, each time with the next number. */
  @FunctionalInterface
  public interface Act {
    void run(int number) throws Exception;
  }

  /** Does it so many times a second. A latency counts from the moment at which it was due. */
  public static Latencies of(int perSecond, int seconds, Act act)
      throws ExecutionException, InterruptedException {
    long[] nanos = new long[perSecond * seconds];
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    long begin = System.nanoTime();
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      workers.add(
          threads.submit(
              () -> {
                for (int number = next.getAndIncrement();
                    number < nanos.length;
                    number = next.getAndIncrement()) {
                  long due = begin + number * TimeUnit.SECONDS.toNanos(1) / perSecond;
                  for (long left = due - System.nanoTime();
                      left > 0;
                      left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                  }
                  act.run(number);
                  nanos[number] = System.nanoTime() - due;
                }
                return null;
              }));
    }
    try {
      for (Future<?> each : workers) {
        each.get();
      }
    } finally {
      // After a failure nobody waits for the rest.
      threads.shutdownNow();
    }
    return new Latencies(nanos);
  }

  /** In milliseconds. */
  public double percentile(double percent) {
    return nanos[(int) Math.ceil(nanos.length * percent / 100) - 1] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "p50 %6.1f ms  p99 %6.1f ms", percentile(50), percentile(99));
  }
}
