package io.trunkline.local;

import io.trunkline.local.LocalPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * How a service is run here: its runnable artifact, small, and told its ports, broker and database.
 */
final class AppCommand {

  // Measured to keep the three services together well under 900 MiB resident at rest.
  private static final List<String> SMALL =
      List.of(
          "-Xms32m",
          "-Xmx160m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError");

  private static final Pattern SPACES = Pattern.compile(" +");

  private AppCommand() {}

  static ChildJvm.Command of(
      App app,
      Jdk jdk,
      PortPlan ports,
      String bootstrapServers,
      Database database,
      Path run,
      Map<String, String> identity) {
    Path jar = Checkout.runnable(app);
    Attributes manifest = manifest(jar);
    List<String> options = new ArrayList<>(SMALL);
    // "java -jar" would heed this line of the manifest by itself; started by Tether, it must be
    // said.
    String opens = manifest.getValue("Add-Opens");
    if (opens != null) {
      SPACES
          .splitAsStream(opens)
          .map(packageName -> "--add-opens=" + packageName + "=ALL-UNNAMED")
          .forEach(options::add);
    }
    return new ChildJvm.Command(
        jdk,
        options,
        jar.toString(),
        List.of(manifest.getValue(Attributes.Name.MAIN_CLASS)),
        environment(app, ports, bootstrapServers, database, run, identity));
  }

  private static Attributes manifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes();
    } catch (IOException failed) {
      throw new UncheckedIOException(jar + " cannot be read.", failed);
    }
  }

  private static Map<String, String> environment(
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
