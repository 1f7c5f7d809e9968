package io.trunkline.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {

  private static final String KEPT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void what_was_written_down_is_the_same_place_again() {
    assertThat(Traceparent.of(Span.fromContext(Traceparent.read(KEPT)))).isEqualTo(KEPT);
  }

  @Test
  void a_trace_that_nobody_keeps_is_not_written_down() {
    String unsampled = KEPT.substring(0, KEPT.length() - 1) + "0";

    assertThat(Traceparent.of(Span.fromContext(Traceparent.read(unsampled)))).isNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00",
        "garbage",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331"
      })
  void what_cannot_be_read_is_nothing(String text) {
    assertThat(Span.fromContext(Traceparent.read(text)).getSpanContext().isValid()).isFalse();
  }
}
