package io.trunkline.progress;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.local.LocalIssuer;
import io.trunkline.local.LocalKafka;
import io.trunkline.local.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A real broker and a real database, once for all integration tests. No topic exists when the
 * service starts: it has to live with that.
 */
public class RealParts implements QuarkusTestResourceLifecycleManager {

  private LocalIssuer issuer;
  private LocalKafka kafka;
  private LocalPostgres postgres;

  @Override
  public Map<String, String> start() {
    Path directory = freshDirectory();
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    postgres = LocalPostgres.start(directory.resolve("postgres"), 0);
    LocalPostgres.Database database = postgres.database("progress");
    Map<String, String> configuration = new HashMap<>(database.configuration());
    configuration.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    issuer = LocalIssuer.start(0);
    configuration.put("quarkus.oidc.auth-server-url", issuer.address());
    configuration.put("trunkline.client.secret", LocalIssuer.SECRET);
    configuration.put("trunkline.pages.enabled", "true");
    configuration.put("trunkline.pages.https", "false");
    configuration.put("trunkline.pages.client-secret", LocalIssuer.SECRET);
    configuration.put("trunkline.session-service.url", "http://localhost:" + freePort());
    configuration.put("quarkus.http.test-port", "0");
    configuration.put("quarkus.management.test-port", "0");
    return configuration;
  }

  /** Nobody answers there, unless a test lets {@link JournalStandIn} do it. */
  private static int freePort() {
    try (ServerSocket any = new ServerSocket(0)) {
      return any.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path freshDirectory() {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "real-parts-");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
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
}
