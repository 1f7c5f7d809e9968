package io.trunkline.session.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

  private static final String KEY =
      Base64.getEncoder()
          .encodeToString("This key is for development only!".getBytes(StandardCharsets.US_ASCII));

  /** Calculated with OpenSSL. */
  @Test
  void it_is_the_hmac_of_tenant_and_athlete() {
    assertThat(new Pseudonyms(Optional.of(KEY)).of("local", "a-17"))
        .isEqualTo("3867949aea3c06412543961c8fdf5b28d0ce01466f893108f1b6d3f44bfe0869");
  }

  @Test
  void another_key_gives_another() {
    String other = Base64.getEncoder().encodeToString(new byte[32]);
    assertThat(new Pseudonyms(Optional.of(other)).of("local", "a-17"))
        .isNotEqualTo(new Pseudonyms(Optional.of(KEY)).of("local", "a-17"));
  }

  @Test
  void a_missing_key_is_refused() {
    refuses(Optional.empty(), "missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base64", "c2hvcnQ=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="})
  void a_key_that_is_short_or_no_base64_is_refused(String key) {
    refuses(Optional.of(key), "installation-key");
  }

  private static void refuses(Optional<String> key, String why) {
    assertThatThrownBy(() -> new Pseudonyms(key).start(new StartupEvent()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why)
        .hasMessageContaining("TRUNKLINE_INSTALLATION_KEY")
        .hasMessageNotContaining("\n");
  }
}
