package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSecretTest {

  @Test
  void it_is_made_once_and_stays_with_the_data(@TempDir Path run) {
    String key = KeptSecret.installationKey(run);

    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(KeptSecret.installationKey(run)).isEqualTo(key);
  }

  @Test
  void services_that_start_side_by_side_get_the_same_one(@TempDir Path run) {
    assertThat(
            IntStream.range(0, 100)
                .parallel()
                .mapToObj(service -> KeptSecret.installationKey(run))
                .distinct())
        .hasSize(1);
  }

  @Test
  void two_installations_have_two_keys(@TempDir Path one, @TempDir Path other) {
    assertThat(KeptSecret.installationKey(one)).isNotEqualTo(KeptSecret.installationKey(other));
  }

  @Test
  void only_its_owner_can_read_it(@TempDir Path run) throws IOException {
    KeptSecret.installationKey(run);

    assertThat(Files.getPosixFilePermissions(run.resolve("installation.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    try (var files = Files.list(run)) {
      assertThat(files).containsExactly(run.resolve("installation.key"));
    }
  }
}
