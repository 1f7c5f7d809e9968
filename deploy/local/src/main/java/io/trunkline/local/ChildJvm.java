package io.trunkline.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A running child JVM, tethered to this one, with its output appended to a log file. */
final class ChildJvm {

  private static final Duration GRACE = Duration.ofSeconds(45);

  private final String name;
  private final Process process;
  private final Log log;
  private final long logStart;

  private ChildJvm(String name, Process process, Log log, long logStart) {
    this.name = name;
    this.process = process;
    this.log = log;
    this.logStart = logStart;
  }

  /**
   * What to run.
   *
   * @param jdk whose {@code java} runs it
   * @param options of the JVM
   * @param classPath without this package's own classes, which are added
   * @param main class and its arguments
   * @param environment added to this JVM's own
   */
  record Command(
      Jdk jdk,
      List<String> options,
      String classPath,
      List<String> main,
      Map<String, String> environment) {

    Command with(Map<String, String> settings) {
      Map<String, String> all = new HashMap<>(environment);
      all.putAll(settings);
      return new Command(jdk, options, classPath, main, all);
    }

    private List<String> words() {
      List<String> words = new ArrayList<>();
      words.add(jdk.java().toString());
      words.addAll(options);
      words.add("-cp");
      words.add(Checkout.launcherClasses() + File.pathSeparator + classPath);
      words.add(Tether.class.getName());
      words.addAll(main);
      return words;
    }
  }

  /** Starts it, appending its output to the log. */
  static ChildJvm start(String name, Command command, Path log) {
    try {
      Files.createDirectories(log.getParent());
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      ProcessBuilder builder = new ProcessBuilder(command.words()).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(command.environment());
      return new ChildJvm(name, builder.start(), new Log(log), logStart);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          name + " could not be started with " + command.jdk().java() + ".", failed);
    }
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<?> onExit() {
    return process.onExit();
  }

  /**
   * Waits until the condition holds; fails with the end of the log when the child ends first or the
   * time is over.
   */
  void awaitReady(BooleanSupplier ready, Duration limit) {
    long start = System.nanoTime();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            name + " ended with exit code " + process.exitValue() + " while starting.\n" + tail());
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new IllegalStateException(
            name + " was not ready after " + limit.toSeconds() + " s.\n" + tail());
      }
      pause();
    }
  }

  private void pause() {
    try {
      process.waitFor(50, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + name + " was starting.", interrupted);
    }
  }

  /** Whether this run (not an earlier one in the same file) has logged the text. */
  boolean hasLogged(String text) {
    return output().contains(text);
  }

  /** What this run has logged. */
  String output() {
    try {
      return log.text(logStart);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The last lines of the log, headed by its name. */
  String tail() {
    return log.tail();
  }

  /** Ends the child in order (SIGTERM) and waits; false if it took force after 45 s. */
  boolean stop() {
    process.destroy();
    return awaitEnd(GRACE);
  }

  /** Ends the child at once (SIGKILL) and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    awaitEnd(GRACE);
  }

  private boolean awaitEnd(Duration grace) {
    try {
      boolean ended = process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      return ended;
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
