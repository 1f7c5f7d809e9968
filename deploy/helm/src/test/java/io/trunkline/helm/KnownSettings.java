package io.trunkline.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings one service knows: those of its own properties and classes, those documented in the
 * jars it ships, and those of the Kafka client.
 */
final class KnownSettings {

  private static final Pattern OWN =
      Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"", Pattern.DOTALL);
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^:}]+)");
  private static final Pattern MAP_KEY = Pattern.compile("\"[^\"]*\"");
  // Read by the JVM or by the configuration library itself, not as settings.
  private static final Set<String> OUTSIDE =
      Set.of("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", "JAVA_TOOL_OPTIONS", "JAVA_OPTS_APPEND");

  private final Set<String> properties = new TreeSet<>();

  private KnownSettings() {}

  static KnownSettings of(String app) {
    Path module = Chart.DIRECTORY.resolve("../../../" + app + "-service").normalize();
    KnownSettings known = new KnownSettings();
    try {
      known.fromProperties(module.resolve("src/main/resources/application.properties"));
      known.fromClasses(module.resolve("src/main/java"));
      known.fromClasses(module.resolve("../deploy/security/src/main/java"));
      try (Stream<Path> jars = Files.list(module.resolve("target/quarkus-app/lib/main"))) {
        for (Path jar : jars.toList()) {
          known.fromJar(jar);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("Build the services first.", failed);
    }
    Stream.of(
            AdminClientConfig.configNames(),
            ConsumerConfig.configNames(),
            ProducerConfig.configNames())
        .flatMap(Set::stream)
        .forEach(name -> known.properties.add("kafka." + name));
    return known;
  }

  private void fromProperties(Path file) throws IOException {
    Properties own = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      own.load(reader);
    }
    own.stringPropertyNames().stream()
        .map(name -> name.startsWith("%") ? name.substring(name.indexOf('.') + 1) : name)
        .forEach(properties::add);
    for (String value : own.stringPropertyNames().stream().map(own::getProperty).toList()) {
      Matcher expression = EXPRESSION.matcher(value);
      while (expression.find()) {
        properties.add(expression.group(1));
      }
    }
  }

  private void fromClasses(Path directory) throws IOException {
    try (Stream<Path> sources = Files.walk(directory)) {
      for (Path source : sources.filter(Files::isRegularFile).toList()) {
        Matcher own = OWN.matcher(Files.readString(source));
        while (own.find()) {
          properties.add(own.group(1));
        }
      }
    }
  }

  private void fromJar(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      var model = file.getEntry("META-INF/quarkus-config-doc/quarkus-config-model.json");
      if (model != null) {
        try (InputStream json = file.getInputStream(model)) {
          JsonNode documented = new JsonMapper().readTree(json);
          properties.addAll(documented.findValuesAsText("property"));
        }
      }
    }
  }

  /** Whether a setting of that name is read by the service. */
  boolean property(String name) {
    return known().contains(environment(name)) || matchesMap(environment(name));
  }

  /** Whether an environment variable of that name sets something the service reads. */
  boolean variable(String name) {
    return OUTSIDE.contains(name) || known().contains(name) || matchesMap(name);
  }

  private Set<String> known() {
    Set<String> names = new HashSet<>();
    properties.forEach(property -> names.add(environment(property)));
    return names;
  }

  /** Settings with a free part, written in quotes where they are documented. */
  private boolean matchesMap(String variable) {
    List<String> withFreePart =
        properties.stream().filter(property -> property.contains("\"")).toList();
    return withFreePart.stream()
        .map(property -> MAP_KEY.matcher(property).replaceAll("\u0000"))
        .map(KnownSettings::environment)
        .map(pattern -> pattern.replace("\u0000", "_?[A-Z0-9_]+?_?"))
        .anyMatch(variable::matches);
  }

  private static String environment(String property) {
    return property.replaceAll("[^A-Za-z0-9\u0000]", "_").toUpperCase(Locale.ROOT);
  }
}
