package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

  @TempDir Path machine;

  @Test
  void the_newest_release_wins() throws IOException {
    List<Path> homes = List.of(jdk("17.0.15"), jdk("25.0.1"), jdk("21.0.9"), jdk("25"));

    assertThat(Jdk.newestOf(homes))
        .hasValueSatisfying(found -> assertThat(found.version()).hasToString("25.0.1"));
  }

  @Test
  void early_access_and_anything_below_17_do_not_count() throws IOException {
    List<Path> homes = List.of(jdk("27-ea"), jdk("11.0.20"), jdk("1.8.0_402"), jdk("17.0.1"));

    assertThat(Jdk.newestOf(homes))
        .hasValueSatisfying(found -> assertThat(found.version()).hasToString("17.0.1"));
  }

  @Test
  void a_directory_without_java_or_release_file_is_passed_over() throws IOException {
    Path withoutJava = Files.createDirectory(machine.resolve("documentation"));
    Path withoutRelease = jdk("21.0.9");
    Files.delete(withoutRelease.resolve("release"));

    assertThat(Jdk.newestOf(List.of(withoutJava, withoutRelease))).isEmpty();
  }

  @Test
  void this_machine_has_at_least_the_one_that_runs_this_test() {
    assertThat(Jdk.newest().version().feature())
        .isGreaterThanOrEqualTo(Runtime.version().feature());
  }

  private Path jdk(String version) throws IOException {
    Path home = machine.resolve("jdk-" + version);
    Path java = Files.createFile(Files.createDirectories(home.resolve("bin")).resolve("java"));
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
