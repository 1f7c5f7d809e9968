package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

  /** The broker's own jars, as this module's build found them in the local repository. */
  static String brokerClassPath() {
    Path list = root().resolve("deploy/local/target/broker.classpath");
    try {
      return Files.readString(list).strip();
    } catch (IOException missing) {
      throw new UncheckedIOException(
          "There is no " + list + "; build the module deploy/local first.", missing);
    }
  }

  /** The runnable artifact of a service, the same files that go into its image. */
  static Path runnable(Path root, App app) {
    Path jar = root.resolve(app.module()).resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException(
          "There is no " + jar + "; build the module " + app.module() + " first.");
    }
    return jar;
  }
}
