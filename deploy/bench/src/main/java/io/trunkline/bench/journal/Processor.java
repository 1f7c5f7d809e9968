package io.trunkline.bench.journal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time that this program and all it started have used. Unlike a rate it says the same
 * when others use the machine, too.
 */
record Processor(Map<String, Duration> used) {

  /**
   * What was used so far.
   *
   * @param database which is no child of this program, though started by it
   */
  static Processor now(ProcessHandle database) {
    Map<String, Duration> used = new TreeMap<>();
    Stream.of(ProcessHandle.current(), database)
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .forEach(
            process ->
                process
                    .info()
                    .totalCpuDuration()
                    .ifPresent(time -> used.merge(name(process), time, Duration::plus)));
    return new Processor(used);
  }

  /** What was used since then, in microseconds for each of so many requests. */
  double microsecondsSince(Processor before, double requests) {
    return used.keySet().stream().mapToDouble(name -> since(before, name)).sum() / requests;
  }

  /** The same for each program. */
  String inWordsSince(Processor before, double requests) {
    StringBuilder words = new StringBuilder();
    used.keySet()
        .forEach(
            name ->
                words.append(
                    String.format(Locale.ROOT, " %s %.0f", name, since(before, name) / requests)));
    return words.toString();
  }

  private double since(Processor before, String name) {
    return used.get(name).minus(before.used.getOrDefault(name, Duration.ZERO)).toNanos() / 1000.0;
  }

  private static String name(ProcessHandle process) {
    if (process.equals(ProcessHandle.current())) {
      return "load";
    }
    String line = process.info().commandLine().orElse("");
    if (line.contains("quarkus-run.jar")) {
      return "service";
    }
    return process.info().command().orElse("").endsWith("java") ? "broker" : "database";
  }
}
