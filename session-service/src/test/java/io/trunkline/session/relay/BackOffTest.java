package io.trunkline.session.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {

  @Test
  void a_refused_mark_waits_100_ms_then_twice_as_long_each_time_but_never_over_30_s() {
    assertThat(OutboxMarks.backOffAfter(1)).isEqualTo(Duration.ofMillis(100));
    assertThat(OutboxMarks.backOffAfter(2)).isEqualTo(Duration.ofMillis(200));
    assertThat(OutboxMarks.backOffAfter(9)).isEqualTo(Duration.ofMillis(25600));
    assertThat(OutboxMarks.backOffAfter(10)).isEqualTo(Duration.ofSeconds(30));
    assertThat(OutboxMarks.backOffAfter(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(30));
  }
}
