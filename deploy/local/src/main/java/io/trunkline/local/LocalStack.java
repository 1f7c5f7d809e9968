package io.trunkline.local;

import io.trunkline.local.LocalPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The whole line on one machine: Kafka, PostgreSQL and the three services as child processes, which
 * can be stopped, killed and started again one by one like pods. Everything they keep lies in one
 * run directory and survives a restart.
 *
 * <p>Failures to start are reported as {@link IllegalStateException} with a message for people,
 * naming the port or showing the end of the log.
 */
public final class LocalStack implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  // The common pool has too few threads on a small machine for parts that wait at the same time.
  private static final Executor SIDE_BY_SIDE = task -> new Thread(task, "part").start();

  private final Path run;
  private final PortPlan ports;
  private final Consumer<String> progress;
  private final Jdk jdk = Jdk.newest();
  private final Map<App, ChildJvm> apps = new EnumMap<>(App.class);
  private final List<ChildJvm> replicas = new ArrayList<>();
  private final Map<App, Database> databases = new EnumMap<>(App.class);
  private FileChannel lockFile;
  private LocalKafka kafka;
  private LocalPostgres postgres;
  private LocalIssuer issuer;
  private IdentityProvider identity;
  private Path checkout = Checkout.root();
  private volatile boolean closing;

  private LocalStack(Path run, PortPlan ports, Consumer<String> progress) {
    this.run = run.toAbsolutePath();
    this.ports = ports;
    this.progress = progress;
    this.identity = new OwnProvider();
  }

  /** The launcher itself. */
  private final class OwnProvider implements IdentityProvider {

    @Override
    public Map<String, String> environment(App app) {
      return LocalIdentity.environment(app, run, ports.issuerAddress());
    }

    @Override
    public Map<String, String> tokens() {
      return LocalIdentity.keptIn(run).tokens();
    }
  }

  /**
   * A stack that is not started yet.
   *
   * @param run directory for everything the parts keep, logs in {@code logs}
   * @param progress takes one line for each thing that becomes ready
   */
  public static LocalStack in(Path run, PortPlan ports, Consumer<String> progress) {
    return new LocalStack(run, ports, progress);
  }

  /** Lets another provider say who calls, in place of the launcher's own, which is not started. */
  public LocalStack trusting(IdentityProvider other) {
    identity = other;
    return this;
  }

  /** Runs the services that were built in another checkout: another version, perhaps. */
  public LocalStack builtIn(Path other) {
    checkout = other;
    return this;
  }

  /** Starts every part and returns when all answer and progress-service has read the catalogue. */
  public void start() {
    progress.accept(
        "The services run on Java " + jdk.version().feature() + " (" + jdk.home() + ").");
    startParts();
    List<Runnable> services = new ArrayList<>();
    for (App app : App.values()) {
      services.add(() -> timed(app.module(), () -> start(app)));
    }
    sideBySide(services);
    timed(
        "Catalogue",
        () ->
            Readiness.awaitCatalogue(
                address(App.CATALOG), address(App.PROGRESS), tokens().get("app"), START_LIMIT));
  }

  /** Starts what the services need, and returns when it answers. */
  void startParts() {
    lock();
    LocalPostgres.endLeftover(run.resolve("postgres/data"));
    ports.requireAllFree();
    sideBySide(
        List.of(
            () -> timed("Kafka", this::startKafka),
            () -> timed("PostgreSQL", this::startPostgres)));
    if (identity instanceof OwnProvider) {
      startIssuer();
    }
  }

  /** Reserves the run directory; {@link #start()} does so too. */
  void lock() {
    if (lockFile != null) {
      return;
    }
    try {
      // With the logs' directory: Kafka and PostgreSQL start side by side, and both write there.
      Files.createDirectories(run.resolve("logs"));
      lockFile =
          FileChannel.open(
              run.resolve("launcher.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lockFile.tryLock();
      if (lock == null) {
        throw new IllegalStateException("Another launcher is using " + run + ".");
      }
    } catch (OverlappingFileLockException ours) {
      throw new IllegalStateException("This program already uses " + run + ".", ours);
    } catch (IOException failed) {
      throw new UncheckedIOException("The run directory " + run + " cannot be used.", failed);
    }
  }

  private void startKafka() {
    LocalKafka started = LocalKafka.start(run.resolve("kafka"), log("kafka"), ports.kafka());
    synchronized (this) {
      kafka = started;
      unlessClosing(started::close);
    }
  }

  private void startPostgres() {
    LocalPostgres started =
        LocalPostgres.start(run.resolve("postgres"), log("postgres"), ports.postgres(), false);
    synchronized (this) {
      postgres = started;
      unlessClosing(started::close);
    }
    for (App app : App.values()) {
      databases.put(app, started.database(app.shortName()));
    }
  }

  private void startIssuer() {
    LocalIssuer started = LocalIdentity.keptIn(run).startIssuer(run, ports.issuer());
    synchronized (this) {
      issuer = started;
      unlessClosing(started::close);
    }
  }

  private void unlessClosing(Runnable close) {
    if (closing) {
      close.run();
      throw new IllegalStateException("Stopped while it was starting.");
    }
  }

  private ChildJvm.Command command(App app, Path build) {
    return AppCommand.of(Checkout.runnable(build, app), jdk, environment(app));
  }

  /** What a service must be told here, as environment variables. */
  Map<String, String> environment(App app) {
    return Environment.of(
        app, ports, bootstrapServers(), databases.get(app), run, identity.environment(app));
  }

  /** Starts a service that is not running and returns when it is ready. */
  public void start(App app) {
    start(app, Map.of());
  }

  /**
   * As {@link #start(App)}.
   *
   * @param settings environment variables besides those it needs here
   */
  public void start(App app, Map<String, String> settings) {
    ChildJvm.Command command = command(app, checkout).with(settings);
    ChildJvm child;
    synchronized (this) {
      if (closing) {
        return;
      }
      child = ChildJvm.start(app.module(), command, log(app.module()));
      apps.put(app, child);
    }
    int management = ports.management().get(app);
    child.awaitReady(() -> Readiness.isReady(management), START_LIMIT);
  }

  /**
   * Starts one more replica of a service, on ports of its own, and returns when it is ready.
   *
   * @param build the checkout whose build it runs
   * @param settings environment variables besides those it needs here
   */
  public Replica startReplica(App app, Path build, Map<String, String> settings) {
    int port = Ports.free();
    int management = Ports.free();
    ChildJvm.Command command =
        command(app, build)
            .with(settings)
            .with(
                Map.of(
                    "QUARKUS_HTTP_PORT", Integer.toString(port),
                    "QUARKUS_MANAGEMENT_PORT", Integer.toString(management)));
    String name = app.module() + "-" + port;
    ChildJvm child;
    synchronized (this) {
      if (closing) {
        throw new IllegalStateException("Stopped while it was starting.");
      }
      child = ChildJvm.start(name, command, log(name));
      replicas.add(child);
    }
    child.awaitReady(() -> Readiness.isReady(management), START_LIMIT);
    return new Replica(port, management, child);
  }

  /** A service's database; its owner may change the tables. */
  public Database database(App app) {
    return databases.get(app);
  }

  /** Ends a service in order (SIGTERM), and waits until it is gone. */
  public void stop(App app) {
    apps.get(app).stop();
  }

  /** What the running service, or its last run, wrote. */
  public String output(App app) {
    return apps.get(app).output();
  }

  /** Ends a service at once (SIGKILL), as a crash would, and waits until it is gone. */
  public void kill(App app) {
    apps.get(app).kill();
  }

  /** Ends the broker in order; the services go on without it. */
  public void stopKafka() {
    kafka.close();
  }

  /** Starts the broker again after {@link #stopKafka()}, on the same port with the same data. */
  public void startKafkaAgain() {
    startKafka();
  }

  /** The address of a service's HTTP API, without a path. */
  public URI address(App app) {
    return URI.create("http://localhost:" + ports.api().get(app));
  }

  /** What a caller shows the services, by caller: {@code app}, {@code coach}, {@code operator}. */
  public Map<String, String> tokens() {
    return identity.tokens();
  }

  /** What the coach {@code coach} types on the login page. */
  public String coachPassword() {
    return KeptSecret.ofCoach(run);
  }

  /** Host and port for a Kafka client's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "localhost:" + ports.kafka();
  }

  /** Blocks until a part ends that nobody told to end, and says which, with the end of its log. */
  String awaitDeath() {
    List<ChildJvm> children = new ArrayList<>(apps.values());
    children.add(kafka.child());
    List<CompletableFuture<String>> ends = new ArrayList<>();
    for (ChildJvm child : children) {
      ends.add(child.onExit().thenApply(end -> child.name() + " has ended.\n" + child.tail()));
    }
    ends.add(
        postgres.onExit().thenApply(end -> "PostgreSQL has ended; see " + log("postgres") + "."));
    return (String) CompletableFuture.anyOf(ends.toArray(CompletableFuture[]::new)).join();
  }

  boolean isClosing() {
    return closing;
  }

  private Path log(String part) {
    return run.resolve("logs").resolve(part + ".log");
  }

  private void timed(String part, Runnable work) {
    long start = System.nanoTime();
    work.run();
    if (!closing) {
      long tenths = (System.nanoTime() - start) / 100_000_000;
      progress.accept(part + " ready in " + tenths / 10 + "." + tenths % 10 + " s");
    }
  }

  private static void sideBySide(List<Runnable> work) {
    try {
      CompletableFuture.allOf(
              work.stream()
                  .map(part -> CompletableFuture.runAsync(part, SIDE_BY_SIDE))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw failed;
    }
  }

  /**
   * Ends everything in order: the services together, then the broker, then the database. The data
   * stay.
   */
  @Override
  public void close() {
    List<Runnable> ends = new ArrayList<>();
    synchronized (this) {
      closing = true;
      for (ChildJvm child : apps.values()) {
        ends.add(child::stop);
      }
      replicas.forEach(child -> ends.add(child::stop));
    }
    sideBySide(ends);
    synchronized (this) {
      if (issuer != null) {
        issuer.close();
      }
      if (kafka != null) {
        kafka.close();
      }
      if (postgres != null) {
        postgres.close();
      }
    }
    try {
      if (lockFile != null) {
        lockFile.close();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
