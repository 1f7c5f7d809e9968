package io.trunkline.e2e;

import io.trunkline.local.App;
import io.trunkline.local.Environment;
import io.trunkline.local.LocalIdentity;
import io.trunkline.local.LocalIssuer;
import io.trunkline.local.LocalPostgres;
import io.trunkline.local.PortPlan;
import io.trunkline.local.Readiness;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The line as it is shipped: the three images, as confined as the chart's pods, beside PostgreSQL
 * and Kafka in containers of their own.
 */
final class Containers implements AutoCloseable {

  private static final long MEMORY = 768L << 20;
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final Path run;
  private final PortPlan ports = PortPlan.free();
  private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");
  private final KafkaContainer kafka = new KafkaContainer("apache/kafka:4.1.2");
  private final List<GenericContainer<?>> services = new ArrayList<>();
  private LocalIssuer issuer;

  private Containers(Path run) {
    this.run = run.toAbsolutePath();
  }

  static Containers start(Path run) {
    Containers started = new Containers(run);
    try {
      started.startAll();
      return started;
    } catch (Exception failed) {
      started.services.forEach(service -> System.out.println(service.getLogs()));
      started.close();
      throw new IllegalStateException("The images did not start.", failed);
    }
  }

  private void startAll() throws Exception {
    Files.createDirectories(run);
    issuer = LocalIdentity.keptIn(run).startIssuer(run, ports.issuer());
    postgres.start();
    kafka.start();
    String address = postgres.getHost() + ":" + postgres.getFirstMappedPort();
    try (Connection superuser =
        DriverManager.getConnection(
            postgres.getJdbcUrl(), postgres.getUsername(), postgres.getPassword())) {
      for (App app : App.values()) {
        start(app, LocalPostgres.databaseIn(superuser, address, app.shortName(), run));
      }
    }
    for (App app : App.values()) {
      Operator.awaits(() -> Readiness.isReady(ports.management().get(app)), ready -> ready);
    }
    Readiness.awaitCatalogue(
        address(App.CATALOG), address(App.PROGRESS), tokens().get("app"), START_LIMIT);
  }

  /** In the machine's own network: the launcher's tokens are taken on a loopback address alone. */
  private void start(App app, LocalPostgres.Database database) {
    GenericContainer<?> service =
        new GenericContainer<>(image(app))
            .withNetworkMode("host")
            .withEnv(limits())
            .withEnv(Environment.of(app, ports, bootstrapServers(), database, run, identity(app)))
            // exec: as an emptyDir is; the codec of the log maps a library of its own from there.
            .withTmpFs(Map.of("/tmp", "rw,exec"))
            .withCreateContainerCmdModifier(
                create -> create.getHostConfig().withReadonlyRootfs(true).withMemory(MEMORY));
    services.add(service);
    service.start();
  }

  private Map<String, String> identity(App app) {
    return LocalIdentity.environment(app, run, URI.create(issuer.address()));
  }

  /** What this build lets one caller ask; the launcher's services inherit it. */
  private static Map<String, String> limits() {
    return System.getenv().entrySet().stream()
        .filter(variable -> variable.getKey().startsWith("TRUNKLINE_LIMITS_"))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static ImageFromDockerfile image(App app) {
    ImageFromDockerfile image =
        new ImageFromDockerfile()
            .withFileFromPath("Dockerfile", Line.CHECKOUT.resolve("deploy/Dockerfile"))
            .withBuildArg("SERVICE", app.module());
    for (String part :
        List.of(
            "deploy/image",
            "deploy/local/target/classes",
            "deploy/local/target/lib",
            "mvnw",
            "LICENSE",
            app.module() + "/target/quarkus-app",
            app.module() + "/target/" + app.module() + ".cdx.json")) {
      image.withFileFromPath(part, Line.CHECKOUT.resolve(part));
    }
    return image;
  }

  URI address(App app) {
    return URI.create("http://localhost:" + ports.api().get(app));
  }

  String bootstrapServers() {
    return kafka.getBootstrapServers();
  }

  Map<String, String> tokens() {
    return LocalIdentity.keptIn(run).tokens();
  }

  @Override
  public void close() {
    services.forEach(GenericContainer::stop);
    kafka.stop();
    postgres.stop();
    if (issuer != null) {
      issuer.close();
    }
  }
}
