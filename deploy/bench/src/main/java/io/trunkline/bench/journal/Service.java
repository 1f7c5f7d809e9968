package io.trunkline.bench.journal;

import io.trunkline.local.LocalIdentity;
import io.trunkline.local.LocalPostgres.Database;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged service in a JVM of its own, with 256 MiB of heap. */
public final class Service implements AutoCloseable {

  /** Who may call it, as long as this program runs. */
  public static final LocalIdentity IDENTITY = LocalIdentity.ofThisRun();

  private final Process process;
  private final int port;

  private Service(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param app directory with {@code quarkus-run.jar}
   */
  public static Service start(Path app, String bootstrapServers, Database database, Path log)
      throws IOException, InterruptedException {
    int port = freePort();
    int management = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                app.resolve("quarkus-run.jar").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .putAll(
            Map.of(
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(management),
                "KAFKA_BOOTSTRAP_SERVERS",
                bootstrapServers,
                "QUARKUS_SHUTDOWN_DELAY",
                "0S",
                "TRUNKLINE_INSTALLATION_KEY",
                "bm90aGluZyBoZXJlIGlzIHdvcnRoIGEgc2VjcmV0ISE="));
    builder.environment().putAll(database.environment());
    builder.environment().putAll(IDENTITY.environment());
    Service service = new Service(builder.start(), port);
    try {
      service.awaitReady(management, log);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      service.close();
      throw failed;
    }
    return service;
  }

  /** Of its API. */
  public int port() {
    return port;
  }

  /** Memory the process holds, in MiB. */
  long residentMebibytes() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private void awaitReady(int management, Path log) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest question =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/q/health/ready"))
            .build();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < deadline && !process.waitFor(200, TimeUnit.MILLISECONDS)) {
      try {
        if (client.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Asked again.
      }
    }
    throw new IllegalStateException("The service did not get ready; see " + log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor(60, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
