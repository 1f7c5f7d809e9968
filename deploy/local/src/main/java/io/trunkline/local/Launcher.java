package io.trunkline.local;

import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The program behind {@code deploy/local/up}: starts the stack, says how to reach it, and ends it
 * on SIGTERM or when a part dies. Exit code 0 after SIGTERM, 1 when a part failed, 2 for a setting
 * that makes no sense.
 */
final class Launcher {

  private Launcher() {}

  /** Takes the run directory; {@code TRUNKLINE_PORT_BASE} moves the ports. */
  public static void main(String[] args) {
    Path run = Path.of(args[0]);
    PortPlan ports;
    try {
      ports = portPlan(System.getenv("TRUNKLINE_PORT_BASE"));
    } catch (IllegalArgumentException senseless) {
      fail(senseless, 2);
      return;
    }
    LocalStack stack = LocalStack.in(run, ports, line -> System.out.println("  " + line));
    RunFiles files = new RunFiles(run);
    Thread end =
        new Thread(
            () -> {
              System.out.println("Stopping …");
              stack.close();
              files.launcherEnds();
              System.out.println("Stopped. The data stay in " + run + ".");
            });
    try {
      long start = System.nanoTime();
      stack.lock();
      files.launcherRuns();
      Runtime.getRuntime().addShutdownHook(end);
      System.out.println("Starting Kafka, PostgreSQL and the three services …");
      stack.start();
      String forPeople = forPeople(stack);
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      System.out.println("Trunkline is ready. It took " + seconds + " s.\n\n" + forPeople);
      files.stackIsReady(stack, forPeople);
      String death = stack.awaitDeath();
      if (!stack.isClosing()) {
        System.err.println(death);
        System.exit(1);
      }
    } catch (IllegalStateException | UncheckedIOException failed) {
      if (!stack.isClosing()) {
        fail(failed, 1);
      }
    }
  }

  private static PortPlan portPlan(String base) {
    if (base == null || base.isBlank()) {
      return PortPlan.standard();
    }
    try {
      return PortPlan.from(Integer.parseInt(base.strip()));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          "TRUNKLINE_PORT_BASE must be a number between 1024 and 65000, not '" + base + "'.",
          notANumber);
    }
  }

  private static void fail(RuntimeException failure, int exitCode) {
    System.err.println(failure.getMessage());
    System.exit(exitCode);
  }

  private static String forPeople(LocalStack stack) {
    StringBuilder text = new StringBuilder();
    for (App app : App.values()) {
      text.append(
          String.format("  %-9s %s   %s%n", app.shortName(), stack.address(app), app.purpose()));
    }
    text.append(
        """

        Coaches' pages: %s/ (log in as %s, password %s)
        """
            .formatted(stack.address(App.PROGRESS), LocalIdentity.COACH, stack.coachPassword()));
    text.append(
        """

        Try it: record a session, then ask for the next dose.
          auth="Authorization: Bearer $(deploy/local/token app)"
          curl -X PUT %s/v1/athletes/ada/sessions/s1 -H "$auth" -H 'Content-Type: application/json' -d '{"startedAt":"2026-05-04T18:00:00+02:00","exercises":[{"exercise":"back-extension","sets":[{"reps":10},{"reps":10}]}]}'
          curl -H "$auth" '%s/v1/athletes/ada/exercises/back-extension/recommendation?at=2026-05-07T18:00:00%%2B02:00&after=session/s1@1'
        """
            .formatted(stack.address(App.SESSION), stack.address(App.PROGRESS)));
    return text.toString();
  }
}
