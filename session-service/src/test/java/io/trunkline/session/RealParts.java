package io.trunkline.session;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.local.LocalIssuer;
import io.trunkline.local.LocalKafka;
import io.trunkline.local.LocalPostgres;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A real broker and a real database, shared by all tests that name this class. */
public class RealParts implements QuarkusTestResourceLifecycleManager {

  private final Path directory = Fresh.directory("parts");
  private LocalIssuer issuer;
  private LocalKafka kafka;
  private LocalPostgres postgres;

  @Override
  public Map<String, String> start() {
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    return startPostgres(kafka.bootstrapServers());
  }

  Map<String, String> startPostgres(String bootstrapServers) {
    postgres = LocalPostgres.start(directory.resolve("postgres"), 0);
    LocalPostgres.Database database = postgres.database("session");
    issuer = LocalIssuer.start(0);
    Map<String, String> configuration = new HashMap<>(database.configuration());
    configuration.put("quarkus.oidc.auth-server-url", issuer.address());
    configuration.put("kafka.bootstrap.servers", bootstrapServers);
    return configuration;
  }

  @Override
  public void stop() {
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
}
