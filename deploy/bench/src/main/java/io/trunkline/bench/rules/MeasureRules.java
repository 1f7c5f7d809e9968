package io.trunkline.bench.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link Evaluation} and prints it beside its targets. Arguments are JMH's own. A full
 * evaluation has a bound in microseconds; or else what a new session costs where the fold goes on
 * may at most double from one year to ten.
 */
public final class MeasureRules {

  private static final String BASELINE = "everySetSeenOnce";
  private static final String REPLAY = "everySessionReplayed";

  /** Microseconds a full evaluation may take, by years. */
  private static final Map<String, Integer> TARGETS = Map.of("1", 100, "10", 1_000);

  private static final String ROW = "%-6s %-20s %11s %9s %9s %11s   %s%n";

  private MeasureRules() {}

  public static void main(String[] args)
      throws RunnerException, CommandLineOptionException, IOException {
    Path log = Path.of("target/rules.log");
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(args))
            .include(Evaluation.class.getName())
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .output(log.toString())
            .build();
    print(new Runner(options).run());
    System.out.println("JMH's own output: " + log + " (" + Files.size(log) + " bytes)");
  }

  private static void print(Collection<RunResult> results) {
    System.out.printf(
        "JDK %s, %d cores%n", Runtime.version(), Runtime.getRuntime().availableProcessors());
    System.out.printf(ROW, "years", "measured", "µs", "±99.9 %", "KiB", "x baseline", "target");
    Map<String, Double> baselines = new LinkedHashMap<>();
    for (RunResult result : results) {
      if (name(result).equals(BASELINE)) {
        baselines.put(years(result), micros(result));
      }
    }
    for (RunResult result : results) {
      double micros = micros(result);
      System.out.printf(
          Locale.ROOT,
          ROW,
          years(result),
          name(result),
          number(micros),
          number(result.getPrimaryResult().getScoreError()),
          number(result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / 1024),
          baselines.containsKey(years(result)) ? number(micros / baselines.get(years(result))) : "",
          verdict(result));
    }
    results.stream()
        .filter(result -> name(result).equals(REPLAY))
        .forEach(MeasureRules::perSession);
  }

  private static void perSession(RunResult result) {
    int sessions = Integer.parseInt(years(result)) * LongHistory.SESSIONS_A_YEAR;
    System.out.printf(
        "%s years replayed: %s µs a session of five exercises%n",
        years(result), number(micros(result) / sessions));
  }

  private static String verdict(RunResult result) {
    if (!name(result).equals("oneExercise") && !name(result).equals("workoutOfFive")) {
      return "";
    }
    int target = TARGETS.get(years(result));
    return (micros(result) <= target ? "within " : "MISSES ") + target;
  }

  private static String name(RunResult result) {
    return result.getPrimaryResult().getLabel();
  }

  private static String years(RunResult result) {
    return result.getParams().getParam("years");
  }

  private static double micros(RunResult result) {
    return result.getPrimaryResult().getScore();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
