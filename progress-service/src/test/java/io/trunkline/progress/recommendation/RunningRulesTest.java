package io.trunkline.progress.recommendation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningRulesTest {

  private static final Map<String, String> CODE =
      Map.of(
          "io/trunkline/progress/rules/Grid.class", "one",
          "io/trunkline/progress/journal/EntryReading.class", "two");

  @TempDir Path place;

  @Test
  void another_policy_is_another_version_and_the_same_is_the_same() {
    String shipped = new RunningRules(PolicyFile.shipped("sources-1")).version();

    assertThat(shipped).matches("sources-1 [0-9a-f]{16}");
    assertThat(new RunningRules(new Policies()).version()).isEqualTo(shipped);
    assertThat(new RunningRules(PolicyFile.shipped("longer-rest")).version().substring(12))
        .isNotEqualTo(shipped.substring(10));
  }

  @Test
  void any_changed_class_is_another_version_and_packaging_is_none() throws Exception {
    String digest = digest(directory("a", CODE));
    Map<String, String> changed = new TreeMap<>(CODE);
    changed.put("io/trunkline/progress/journal/EntryReading.class", "three");

    assertThat(digest(jar("b.jar", CODE))).isEqualTo(digest);
    assertThat(digest(directory("c", changed))).isNotEqualTo(digest);
    assertThat(digest(jar("d.jar", changed))).isNotEqualTo(digest);
  }

  private static String digest(Path code) throws IOException, NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    RunningRules.code(sha, code);
    return HexFormat.of().formatHex(sha.digest());
  }

  private Path directory(String name, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = place.resolve(name).resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return place.resolve(name);
  }

  private Path jar(String name, Map<String, String> files) throws IOException {
    Path path = place.resolve(name);
    try (OutputStream file = Files.newOutputStream(path);
        JarOutputStream jar = new JarOutputStream(file)) {
      for (Map.Entry<String, String> entry : files.entrySet()) {
        jar.putNextEntry(new JarEntry(entry.getKey()));
        jar.write(entry.getValue().getBytes(UTF_8));
      }
    }
    return path;
  }
}
