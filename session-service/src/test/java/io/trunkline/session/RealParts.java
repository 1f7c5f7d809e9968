package io.trunkline.session;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trunkline.local.LocalKafka;
import io.trunkline.local.LocalPostgres;
import java.nio.file.Path;
import java.util.Map;

/** A real broker and a real database, once for all tests of this module. */
public class RealParts implements QuarkusTestResourceLifecycleManager {

  private LocalKafka kafka;
  private LocalPostgres postgres;

  @Override
  public Map<String, String> start() {
    Path directory = Fresh.directory("parts");
    kafka = LocalKafka.start(directory.resolve("kafka"), 0);
    postgres = LocalPostgres.start(directory.resolve("postgres"), 0);
    LocalPostgres.Database database = postgres.database("session");
    return Map.of(
        "kafka.bootstrap.servers", kafka.bootstrapServers(),
        "quarkus.datasource.jdbc.url", database.jdbcUrl(),
        "quarkus.datasource.username", database.username(),
        "quarkus.datasource.password", database.password());
  }

  @Override
  public void stop() {
    if (kafka != null) {
      kafka.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }
}
