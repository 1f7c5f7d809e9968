package io.trunkline.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.sql.Statement;
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

  /** The checkout this run works in, whose build everything comes from. */
  static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path run = Path.of("target", "run-" + UUID.randomUUID());
  private final Map<App, URI> addresses = new EnumMap<>(App.class);
  private final String bootstrapServers;
  private final Map<String, String> tokens = new TreeMap<>();
  private Containers containers;
  private LocalStack stack;
  private PortPlan ports;
  private Path checkout;

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

  private Line(PortPlan free, Path checkout) {
    ports = free;
    this.checkout = checkout;
    stack = startStack();
    for (App app : App.values()) {
      addresses.put(app, stack.address(app));
    }
    bootstrapServers = stack.bootstrapServers();
    tokens.putAll(stack.tokens());
  }

  static Line start() {
    if (Boolean.getBoolean("trunkline.containers")) {
      return new Line(Containers.start(Path.of("target", "run-" + UUID.randomUUID())));
    }
    String running = System.getProperty("trunkline.json");
    return running == null ? another(CHECKOUT) : new Line(Path.of(running));
  }

  /**
   * One more, beside the one that stories share: for a story after which nothing is as before. Who
   * starts it closes it.
   *
   * @param checkout whose services it runs
   */
  static Line another(Path checkout) {
    return new Line(PortPlan.free(), checkout);
  }

  private LocalStack startStack() {
    LocalStack started =
        LocalStack.in(run, ports, line -> System.out.println("[line] " + line)).builtIn(checkout);
    try {
      started.start();
    } catch (RuntimeException failed) {
      started.close();
      throw failed;
    }
    return started;
  }

  /** Whether this run started it and may break it. */
  boolean isOurs() {
    return stack != null;
  }

  /** Ends the story, without blame, when someone else would be hurt by it. */
  void mayBeBroken() {
    assumeTrue(isOurs(), "With -Dtrunkline.json the line belongs to someone else.");
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
    TokenSigner launcher = TokenSigner.keptIn(run, "trunkline-local");
    return new Http(launcher.token(subject, tenant, scopes, Duration.ofMinutes(10)));
  }

  /** What the coach {@code coach} types to log in; only of a line this run started. */
  String passwordOfCoach() throws IOException {
    return Files.readString(run.resolve("coach.password")).strip();
  }

  /** What the parts wrote to their logs so far, by part; only of a line this run started. */
  Map<String, String> logs() throws IOException {
    Map<String, String> logs = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.resolve("logs"))) {
      for (Path file : files.toList()) {
        logs.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return logs;
  }

  /** Where a service counts; only of a line this run started. */
  URI metrics(App app) {
    return management(app).resolve("/q/metrics");
  }

  /** The address of a service's health and metrics; only of a line this run started. */
  URI management(App app) {
    return URI.create("http://localhost:" + ports.management().get(app));
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
    startOwn(app, Map.of());
  }

  /**
   * Starts it with what it usually is told.
   *
   * @param settings environment variables of this start alone
   */
  void startOwn(App app, Map<String, String> settings) {
    stack.start(app, settings);
  }

  /**
   * One more of a service.
   *
   * @param build the checkout whose service it runs
   * @param settings besides its usual ones
   */
  Replica startReplica(App app, Path build, Map<String, String> settings) {
    return stack.startReplica(app, build, settings);
  }

  /** A service's database, as the owner of its tables sees it. */
  Connection owner(App app) throws SQLException {
    LocalPostgres.Database database = stack.database(app);
    return DriverManager.getConnection(
        database.jdbcUrl(), database.owner().username(), database.owner().password());
  }

  /** A database as the superuser sees it, who may do everything. */
  Connection superuser(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + postgres() + "/" + database, "postgres", null);
  }

  /** Loses a service's database with all that is in it, whoever is connected. */
  void destroyDatabase(App app) throws SQLException {
    try (Connection superuser = superuser("postgres");
        Statement drop = superuser.createStatement()) {
      drop.execute("DROP DATABASE " + app.shortName() + " WITH (FORCE)");
    }
  }

  /** Makes an empty one in its place, with the roles there are. */
  void createDatabase(App app) throws SQLException {
    try (Connection superuser = superuser("postgres")) {
      LocalPostgres.databaseIn(superuser, postgres(), app.shortName(), run.resolve("postgres"));
    }
  }

  private String postgres() {
    return "localhost:" + ports.postgres();
  }

  /** The files of the database server, taken while it serves. */
  Backup backUp() throws SQLException {
    try (Connection superuser = superuser("postgres")) {
      return Backup.of(superuser, run.resolve("postgres/data"), run.resolve("restored"));
    }
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
    stack = startStack();
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
