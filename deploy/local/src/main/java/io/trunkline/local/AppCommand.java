package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** How a service is run here: its runnable artifact, small, and told what it must know. */
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

  /** Who measures wants what production has: the last option said wins. */
  private static final String MORE_OPTIONS = "TRUNKLINE_JAVA_OPTIONS";

  private static final Pattern SPACES = Pattern.compile(" +");

  private AppCommand() {}

  static ChildJvm.Command of(Path jar, Jdk jdk, Map<String, String> environment) {
    Attributes manifest = manifest(jar);
    List<String> options = new ArrayList<>(SMALL);
    String more = System.getenv(MORE_OPTIONS);
    if (more != null && !more.isBlank()) {
      SPACES.splitAsStream(more.strip()).forEach(options::add);
    }
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
        environment);
  }

  private static Attributes manifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes();
    } catch (IOException failed) {
      throw new UncheckedIOException(jar + " cannot be read.", failed);
    }
  }
}
