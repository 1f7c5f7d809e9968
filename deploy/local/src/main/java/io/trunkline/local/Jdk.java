package io.trunkline.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A Java installation.
 *
 * @param home its directory
 * @param version as its {@code release} file says
 */
record Jdk(Path home, Runtime.Version version) {

  private static final int FLOOR = 17;

  /** The JVM this code runs in. */
  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")), Runtime.version());
  }

  /** The newest released version found in the usual places, at least the running one. */
  static Jdk newest() {
    List<Path> homes = new ArrayList<>();
    Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(homes::add);
    homes.addAll(onThePath());
    Path user = Path.of(System.getProperty("user.home"));
    for (Path place :
        List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/usr/java"),
            Path.of("/opt/java"),
            Path.of("/opt/jdk"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of("/opt/homebrew/opt"),
            user.resolve("Library/Java/JavaVirtualMachines"),
            user.resolve(".jdks"),
            user.resolve(".sdkman/candidates/java"))) {
      homes.addAll(installedIn(place));
    }
    return newestOf(homes)
        .filter(found -> found.version().feature() > running().version().feature())
        .orElse(running());
  }

  static Optional<Jdk> newestOf(List<Path> homes) {
    return homes.stream()
        .map(Jdk::at)
        .flatMap(Optional::stream)
        .filter(jdk -> jdk.version().feature() >= FLOOR && jdk.version().pre().isEmpty())
        .max(Comparator.comparing(Jdk::version).thenComparing(Jdk::home));
  }

  private static Optional<Jdk> at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(release)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
      String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
      return Optional.of(new Jdk(home.toRealPath(), Runtime.Version.parse(version)));
    } catch (IOException | IllegalArgumentException unreadable) {
      // Not an installation we understand, so not one we run.
      return Optional.empty();
    }
  }

  private static List<Path> onThePath() {
    String path = System.getenv().getOrDefault("PATH", "");
    List<Path> homes = new ArrayList<>();
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path java = Path.of(directory, "java");
      if (Files.isExecutable(java)) {
        try {
          homes.add(java.toRealPath().getParent().getParent());
        } catch (IOException vanished) {
          // Gone since we looked: not an installation.
        }
      }
    }
    return homes;
  }

  private static List<Path> installedIn(Path place) {
    List<Path> homes = new ArrayList<>();
    if (Files.isDirectory(place)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
        for (Path entry : entries) {
          homes.add(entry);
          homes.add(entry.resolve("Contents/Home"));
          homes.add(entry.resolve("libexec/openjdk.jdk/Contents/Home"));
        }
      } catch (IOException unreadable) {
        return List.of();
      }
    }
    return homes;
  }

  Path java() {
    return home.resolve("bin/java");
  }
}
