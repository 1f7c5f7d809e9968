package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalIdentityTest {

  @TempDir Path run;

  @Test
  void the_key_is_made_once_and_only_its_owner_can_read_it() throws IOException {
    String first = LocalIdentity.keptIn(run).environment().get("QUARKUS_OIDC_PUBLIC_KEY");
    String second = LocalIdentity.keptIn(run).environment().get("QUARKUS_OIDC_PUBLIC_KEY");

    assertThat(second).isEqualTo(first);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(run.resolve("signing.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void the_services_get_the_public_half_only() throws IOException {
    LocalIdentity identity = LocalIdentity.keptIn(run);

    assertThat(identity.environment().values())
        .noneMatch(value -> value.contains(read(run.resolve("signing.key")).substring(0, 400)));
    assertThat(Base64.getDecoder().decode(identity.environment().get("QUARKUS_OIDC_PUBLIC_KEY")))
        .hasSize(294);
  }

  @Test
  void an_operator_has_no_tenant_and_cannot_read_what_athletes_did() throws IOException {
    JsonNode claims = claims(LocalIdentity.keptIn(run).tokens().get("operator"));

    assertThat(claims.has("tenant")).isFalse();
    assertThat(claims.path("scope").asText().split(" "))
        .contains("ops")
        .doesNotContain("journal:read");
    assertThat(claims.path("aud").asText()).isEqualTo("trunkline");
  }

  @Test
  void a_key_that_cannot_be_used_is_named() throws IOException {
    Files.writeString(run.resolve("signing.key"), "bm90IGEga2V5");

    assertThatThrownBy(() -> LocalIdentity.keptIn(run))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("signing.key");
  }

  private static JsonNode claims(String token) throws IOException {
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
