package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.e2e.Readme.Step;
import io.trunkline.local.PortPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A terminal at the root of the checkout, with ports and run directory of its own. */
final class Shell implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 300;

  private final Map<String, String> environment;
  private final Path run = Path.of("target", "launcher-" + UUID.randomUUID()).toAbsolutePath();
  private final int portBase = PortPlan.free().api().values().iterator().next() - 1;

  Shell() {
    this(Map.of());
  }

  /**
   * One in which something was exported before.
   *
   * @param environment added to this JVM's own
   */
  Shell(Map<String, String> environment) {
    this.environment = environment;
  }

  /** What a finished command left. */
  record Result(int exitCode, String output) {}

  Path run() {
    return run;
  }

  int portBase() {
    return portBase;
  }

  /** Types what a page says, which must end well and print what the page expects. */
  Shell types(Step step) {
    Result result = run("set -e\n" + step.commands());
    assertThat(result.exitCode()).as("%s%n%s", step.commands(), result.output()).isZero();
    assertThat(step.expected().flatMap(expected -> expected.missingIn(result.output())))
        .as("what %s%nprinted lacks:%n%s", step.commands(), result.output())
        .isEmpty();
    return this;
  }

  /** Runs a command to its end. */
  Result run(String command) {
    Path output = output();
    Process process = start(command, output);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroy();
        throw new AssertionError(
            "Not finished after " + PATIENCE_SECONDS + " s: " + command + "\n" + read(output));
      }
      return new Result(process.exitValue(), read(output));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Starts a command whose output goes to the file; {@code exec} makes it the process itself. */
  Process start(String command, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", "-c", command))
            .directory(Line.CHECKOUT.toFile())
            .redirectErrorStream(true);
    // A file, not a pipe: a launcher that goes on in the background would keep a pipe open for
    // ever.
    builder.redirectOutput(output.toFile());
    builder.environment().put("TRUNKLINE_RUN_DIR", run.toString());
    builder.environment().put("TRUNKLINE_PORT_BASE", Integer.toString(portBase));
    // A build inside the build would replace the files the other stories run from.
    builder.environment().put("TRUNKLINE_BUILD", "no");
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  Path output() {
    try {
      return Files.createTempFile(Path.of("target"), "shell-", ".log");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    run("deploy/local/down");
  }
}
