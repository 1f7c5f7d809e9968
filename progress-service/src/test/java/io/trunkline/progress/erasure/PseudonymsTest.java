package io.trunkline.progress.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.PreventFurtherStepsException;
import io.trunkline.progress.Athlete;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  /** The bytes 0 to 31 as key; computed with Python's hmac. */
  @Test
  void it_is_what_any_hmac_says() {
    assertThat(new Pseudonyms(Optional.of(KEY)).of(new Athlete("local", "a-17")))
        .isEqualTo("d058d095afc9a6af995eac58122e475ffdc43736573794f5b0fc1d9a8e62c53d");
  }

  @Test
  void the_tenant_belongs_to_the_athlete() {
    Pseudonyms pseudonyms = new Pseudonyms(Optional.of(KEY));

    assertThat(pseudonyms.of(new Athlete("local", "a-17")))
        .isNotEqualTo(pseudonyms.of(new Athlete("elsewhere", "a-17")));
  }

  @Test
  void without_a_key_there_is_no_start() {
    refused(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAECAwQ=", "no base64 at all, though it is long enough to be a key"})
  void with_a_bad_key_there_is_no_start(String key) {
    refused(Optional.of(key));
  }

  @Test
  void thirty_one_bytes_are_too_few() {
    refused(Optional.of(Base64.getEncoder().encodeToString(new byte[31])));
  }

  private static void refused(Optional<String> key) {
    assertThatThrownBy(() -> new Pseudonyms(key))
        .isInstanceOf(PreventFurtherStepsException.class)
        .hasMessageContaining("TRUNKLINE_INSTALLATION_KEY")
        .hasMessageNotContaining("\n");
  }
}
