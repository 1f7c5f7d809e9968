package io.trunkline.bench.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples one benchmark with Flight Recorder and says which methods of the rules were on the stack,
 * in percent of the samples: with all they call, and without the other methods of the rules they
 * call. Arguments: benchmark name, years.
 */
public final class ProfileRules {

  private static final String RULES = "io.trunkline.progress.rules.";
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration SAMPLED = Duration.ofSeconds(20);
  private static final int SHOWN = 25;

  private ProfileRules() {}

  public static void main(String[] args) throws IOException {
    Evaluation evaluation = new Evaluation();
    evaluation.years = Integer.parseInt(args[1]);
    evaluation.prepare();
    Runnable benchmark = benchmark(evaluation, args[0]);
    repeat(benchmark, WARM_UP);
    Path file = Path.of("target/rules-" + args[0] + "-" + args[1] + ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.start();
      repeat(benchmark, SAMPLED);
      recording.stop();
      recording.dump(file);
    }
    System.out.println(args[0] + ", " + args[1] + " years");
    print(file);
  }

  private static Runnable benchmark(Evaluation evaluation, String name) {
    return switch (name) {
      case "oneExercise" -> evaluation::oneExercise;
      case "fiveExercises" -> evaluation::fiveExercises;
      case "workoutOfFive" -> evaluation::workoutOfFive;
      default -> throw new IllegalArgumentException("No benchmark " + name + ".");
    };
  }

  private static void repeat(Runnable benchmark, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      benchmark.run();
    }
  }

  private static void print(Path file) throws IOException {
    Map<String, Integer> within = new HashMap<>();
    Map<String, Integer> own = new HashMap<>();
    int samples = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      Set<String> stack = rules(event);
      if (!stack.isEmpty()) {
        samples++;
        own.merge(stack.iterator().next(), 1, Integer::sum);
        stack.forEach(method -> within.merge(method, 1, Integer::sum));
      }
    }
    System.out.printf("%7s %7s  method (%d samples)%n", "total", "own", samples);
    int all = Math.max(1, samples);
    within.entrySet().stream()
        .sorted(
            Map.Entry.<String, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN)
        .forEach(
            e ->
                System.out.printf(
                    Locale.ROOT,
                    "%6d%% %6d%%  %s%n",
                    e.getValue() * 100 / all,
                    own.getOrDefault(e.getKey(), 0) * 100 / all,
                    e.getKey()));
  }

  /**
   * Methods of the rules on the stack, innermost first; lambdas count for the method they are in.
   */
  private static Set<String> rules(RecordedEvent event) {
    Set<String> methods = new LinkedHashSet<>();
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      RecordedMethod method = frame.getMethod();
      String type = method.getType().getName();
      if (type.startsWith(RULES) && !type.contains("$$Lambda")) {
        String name = method.getName().replaceAll("^lambda\\$(.*)\\$\\d+$", "$1");
        methods.add(type.substring(RULES.length()) + "." + name);
      }
    }
    return methods;
  }
}
