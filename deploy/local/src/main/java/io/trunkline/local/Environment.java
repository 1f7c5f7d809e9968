package io.trunkline.local;

import io.trunkline.local.LocalPostgres.Database;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a service of a local line must be told. */
public final class Environment {

  private Environment() {}

  /**
   * For a service that reaches broker and database on this machine, and is reached on it.
   *
   * @param run the directory that keeps the installation's key
   * @param identity what it must be told about whoever signs tokens
   */
  public static Map<String, String> of(
      App app,
      PortPlan ports,
      String bootstrapServers,
      Database database,
      Path run,
      Map<String, String> identity) {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.api().get(app)));
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management().get(app)));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
    environment.putAll(database.environment());
    if (app != App.CATALOG) {
      environment.put("TRUNKLINE_INSTALLATION_KEY", KeptSecret.installationKey(run));
    }
    environment.putAll(identity);
    if (app == App.PROGRESS) {
      environment.put(
          "TRUNKLINE_SESSION_SERVICE_URL", "http://localhost:" + ports.api().get(App.SESSION));
    }
    // For people who look into a file.
    environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
    // No load balancer has to notice here that a service is going away.
    environment.put("QUARKUS_SHUTDOWN_DELAY", "0S");
    // Otherwise glibc keeps one memory arena for each thread.
    environment.put("MALLOC_ARENA_MAX", "2");
    return environment;
  }
}
