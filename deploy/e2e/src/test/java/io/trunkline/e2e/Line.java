package io.trunkline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.local.App;
import io.trunkline.local.LocalPostgres;
import io.trunkline.local.LocalStack;
import io.trunkline.local.PortPlan;
import io.trunkline.local.Replica;
import io.trunkline.local.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The running line that all stories of one test run share: started by the launcher on free ports,
 * or, with {@code -Dtrunkline.json=path}, whatever that file of a running launcher names, or, with
 * {@code -Dtrunkline.containers}, as images.
 */
final class Line implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RUN = Path.of("target", "run-" + UUID.randomUUID());

  private final Map<App, URI> addresses = new EnumMap<>(App.class);
  private final String bootstrapServers;
  private final Map<String, String> tokens = new TreeMap<>();
  private Containers containers;
  private LocalStack stack;
  private PortPlan ports;

  private Line(Path trunklineJson) {
    try {
      JsonNode file = JSON.readTree(trunklineJson.toFile());
      for (App app : App.values()) {
        addresses.put(app, URI.create(file.required(app.shortName()).asText()));
      }
      bootstrapServers = file.required("kafka").asText();
      file.required("tokens")
          .properties()
          .forEach(token -> tokens.put(token.getKey(), token.getValue().asText()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Line(Containers started) {
    containers = started;
    for (App app : App.values()) {
      addresses.put(app, started.address(app));
    }
    bootstrapServers = started.bootstrapServers();
    tokens.putAll(started.tokens());
  }

  private Line() {
    ports = PortPlan.free();
    stack = startStack(ports);
    for (App app : App.values()) {
      addresses.put(app, stack.address(app));
    }
    bootstrapServers = stack.bootstrapServers();
    tokens.putAll(stack.tokens());
  }

  static Line start() {
    if (Boolean.getBoolean("trunkline.containers")) {
      return new Line(Containers.start(RUN));
    }
    String running = System.getProperty("trunkline.json");
    return running == null ? new Line() : new Line(Path.of(running));
  }

  private static LocalStack startStack(PortPlan ports) {
    LocalStack stack = LocalStack.in(RUN, ports, line -> System.out.println("[line] " + line));
    try {
      stack.start();
    } catch (RuntimeException failed) {
      stack.close();
      throw failed;
    }
    return stack;
  }

  /** Whether this run started it and may break it. */
  boolean isOurs() {
    return stack != null;
  }

  URI address(App app) {
    return addresses.get(app);
  }

  /** Requests as an app's back end sends them. */
  Http app() {
    return new Http(tokens.get("app"));
  }

  /** Requests of somebody by name and tenant; only of a line this run started. */
  Http called(String subject, String tenant, List<String> scopes) {
    TokenSigner launcher = TokenSigner.keptIn(RUN, "trunkline-local");
    return new Http(launcher.token(subject, tenant, scopes, Duration.ofMinutes(10)));
  }

  /** What the coach {@code coach} types to log in; only of a line this run started. */
  String passwordOfCoach() throws IOException {
    return Files.readString(RUN.resolve("coach.password")).strip();
  }

  /** What the parts wrote to their logs so far, by part; only of a line this run started. */
  Map<String, String> logs() throws IOException {
    Map<String, String> logs = new TreeMap<>();
    try (Stream<Path> files = Files.list(RUN.resolve("logs"))) {
      for (Path file : files.toList()) {
        logs.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return logs;
  }

  /** Where a service counts; only of a line this run started. */
  URI metrics(App app) {
    return URI.create("http://localhost:" + ports.management().get(app) + "/q/metrics");
  }

  /** Requests as whoever keeps the line running sends them. */
  Operator operator() {
    return new Operator(this, new Http(tokens.get("operator")));
  }

  /** The token that opens an operation: an operator's for what operators do, else an app's. */
  String token(App service, String path) {
    boolean operators = service == App.CATALOG || path.startsWith("/v1/ops/");
    return tokens.get(operators ? "operator" : "app");
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Kills a service as a crash would, and starts it again. */
  void crash(App app) {
    stack.kill(app);
    stack.start(app);
  }

  /**
   * Ends a service in order and starts it again.
   *
   * @param settings environment variables of this start alone
   */
  void startAgain(App app, Map<String, String> settings) {
    stack.stop(app);
    stack.start(app, settings);
  }

  /** Ends a service in order; {@link #startOwn} starts it again. */
  void stopOwn(App app) {
    stack.stop(app);
  }

  void startOwn(App app) {
    stack.start(app);
  }

  /** One more of a service, with these settings besides its usual ones. */
  Replica startReplica(App app, Map<String, String> settings) {
    return stack.startReplica(app, settings);
  }

  /** A service's database, as the owner of its tables sees it. */
  Connection owner(App app) throws SQLException {
    LocalPostgres.Database database = stack.database(app);
    return DriverManager.getConnection(
        database.jdbcUrl(), database.owner().username(), database.owner().password());
  }

  /** What a service has written since it was started. */
  String output(App app) {
    return stack.output(app);
  }

  void stopBroker() {
    stack.stopKafka();
  }

  void startBroker() {
    stack.startKafkaAgain();
  }

  /** Ends the whole line in order and starts it again with the same data. */
  void restart() {
    stack.close();
    stack = startStack(ports);
  }

  @Override
  public void close() {
    if (stack != null) {
      stack.close();
    }
    if (containers != null) {
      containers.close();
    }
  }
}
