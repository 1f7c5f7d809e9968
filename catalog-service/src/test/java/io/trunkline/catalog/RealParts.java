package io.trunkline.catalog;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.local.LocalIssuer;
import io.trunkline.local.LocalKafka;
import io.trunkline.local.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A real broker and a real PostgreSQL, empty, once for all integration tests of the module. */
public class RealParts implements QuarkusTestResourceLifecycleManager {

  private static final Path DIRECTORY = Path.of("target", "real-parts").toAbsolutePath();

  private LocalIssuer issuer;
  private LocalKafka kafka;
  private LocalPostgres postgres;

  @Override
  public Map<String, String> start() {
    delete(DIRECTORY);
    kafka = LocalKafka.start(DIRECTORY.resolve("kafka"), 0);
    postgres = LocalPostgres.start(DIRECTORY.resolve("postgres"), 0);
    LocalPostgres.Database database = postgres.database("catalog");
    issuer = LocalIssuer.start(0);
    Map<String, String> configuration = new HashMap<>(database.configuration());
    configuration.put("quarkus.oidc.auth-server-url", issuer.address());
    configuration.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    return configuration;
  }

  @Override
  public void stop() {
    if (issuer != null) {
      issuer.close();
    }
    if (postgres != null) {
      postgres.close();
    }
    if (kafka != null) {
      kafka.close();
    }
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
