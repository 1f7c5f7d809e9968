package io.trunkline.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/entries", "/v1/athletes/a-17/stream", "/athletes/a-17/events", "/events"})
  void a_stream_may_last(String path) {
    assertThat(Admission.isLong(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/athletes/stream",
        "/v1/athletes/a-17/sessions/stream",
        "/v1/athletes/a-17/stream/",
        "/v1/entries/more",
        "/athletes/events"
      })
  void what_only_sounds_like_one_is_counted(String path) {
    assertThat(Admission.isLong(path)).isFalse();
  }
}
