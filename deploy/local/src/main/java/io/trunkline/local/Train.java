package io.trunkline.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Starts a service beside a real broker and a real database, and ends it in order once it is ready.
 * An image does so while it is built: a JVM that is told to keeps what such a start loaded, and a
 * service without a broker and a database loads only half of it.
 */
final class Train {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private Train() {}

  /** Takes the module, the directory to start it in, and the command with its arguments. */
  public static void main(String[] args) throws IOException, InterruptedException {
    App app =
        Arrays.stream(App.values())
            .filter(each -> each.module().equals(args[0]))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("There is no service " + args[0]));
    List<String> command = List.of(args).subList(2, args.length);
    PortPlan ports = PortPlan.free();
    Path run = Files.createTempDirectory("train");
    LocalStack stack = LocalStack.in(run, ports, System.out::println);
    try (stack) {
      stack.startParts();
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(Path.of(args[1]).toFile()).inheritIO();
      builder.environment().putAll(stack.environment(app));
      Process service = builder.start();
      try {
        awaitReady(service, ports.management().get(app));
      } finally {
        service.destroy();
        service.waitFor();
      }
    }
  }

  private static void awaitReady(Process service, int management) throws InterruptedException {
    long start = System.nanoTime();
    while (!Readiness.isReady(management)) {
      if (service.waitFor(50, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("It ended with exit code " + service.exitValue() + ".");
      }
      if (System.nanoTime() - start > START_LIMIT.toNanos()) {
        throw new IllegalStateException("It was not ready after " + START_LIMIT + ".");
      }
    }
  }
}
