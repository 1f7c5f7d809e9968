package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checkout this JVM works in: found upwards from the working directory, so every module may
 * ask.
 */
final class Checkout {

  private Checkout() {}

  static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("deploy/local"))
          && Files.isRegularFile(at.resolve("mvnw"))) {
        return at;
      }
    }
    throw new IllegalStateException("No Trunkline checkout at or above " + start + ".");
  }

  /** The classes of this package, for the class path of a child JVM. */
  static Path launcherClasses() {
    return root().resolve("deploy/local/target/classes");
  }

  /** The broker's own jars, put there by this module's build. */
  static List<Path> brokerJars() {
    Path jars = root().resolve("deploy/local/target/kafka");
    try (Stream<Path> found = Files.list(jars)) {
      return found
          .filter(jar -> jar.toString().endsWith(".jar"))
          .sorted()
          .collect(Collectors.toList());
    } catch (IOException missing) {
      throw new UncheckedIOException(
          "The Kafka broker's jars are not in " + jars + "; build the module deploy/local first.",
          missing);
    }
  }
}
