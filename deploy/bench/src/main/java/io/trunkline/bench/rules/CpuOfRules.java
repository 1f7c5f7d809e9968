package io.trunkline.bench.rules;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Processor time of each benchmark, the least of eight rounds: for a machine that is busy with
 * other things, where {@link MeasureRules} would measure those. Garbage collection and compilation
 * run in other threads and are not in it.
 */
public final class CpuOfRules {

  private static final int ROUNDS = 8;
  private static final long ROUND_NANOS = 1_500_000_000L;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** Kept so that no compiler can leave the work out. */
  private Object last;

  private CpuOfRules() {}

  public static void main(String[] args) {
    CpuOfRules cpu = new CpuOfRules();
    System.out.printf("JDK %s, processor time%n", Runtime.version());
    for (int years : new int[] {1, 10}) {
      Evaluation evaluation = new Evaluation();
      evaluation.years = years;
      evaluation.prepare();
      cpu.print(years, "everySetSeenOnce", evaluation::everySetSeenOnce, 1);
      cpu.print(years, "oneExercise", evaluation::oneExercise, 1);
      cpu.print(years, "workoutOfFive", evaluation::workoutOfFive, 1);
      int sessions = years * LongHistory.SESSIONS_A_YEAR;
      cpu.print(years, "one session replayed", evaluation::everySessionReplayed, sessions);
    }
    System.out.println(cpu.last == null ? "nothing was done" : "");
  }

  private void print(int years, String name, Supplier<Object> benchmark, int parts) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      least = Math.min(least, round(benchmark) / parts);
    }
    System.out.printf(Locale.ROOT, "%3d %-21s %,10.1f µs%n", years, name, least / 1_000.0);
  }

  private long round(Supplier<Object> benchmark) {
    long start = threads.getCurrentThreadCpuTime();
    long calls = 0;
    long spent = 0;
    while (spent < ROUND_NANOS) {
      last = benchmark.get();
      calls++;
      spent = threads.getCurrentThreadCpuTime() - start;
    }
    return spent / calls;
  }
}
