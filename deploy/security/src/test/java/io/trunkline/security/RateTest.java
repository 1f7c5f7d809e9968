package io.trunkline.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateTest {

  private final Rate oneAnHour = new Rate(3, 1, Duration.ofHours(1));

  @Test
  void so_many_at_once_and_then_one_must_wait() {
    assertThat(IntStream.range(0, 3).mapToLong(each -> oneAnHour.take("a"))).containsOnly(0L);

    assertThat(oneAnHour.take("a")).isBetween(3_590L, 3_600L);
  }

  @Test
  void one_who_asks_too_often_costs_another_nothing() {
    IntStream.range(0, 100).forEach(each -> oneAnHour.take("a"));

    assertThat(oneAnHour.take("b")).isZero();
  }

  @Test
  void asking_too_often_does_not_make_the_wait_longer() {
    IntStream.range(0, 100).forEach(each -> oneAnHour.take("a"));

    assertThat(oneAnHour.take("a")).isBetween(3_590L, 3_600L);
  }

  @Test
  void the_wait_is_said_in_whole_seconds_and_never_none() {
    Rate fast = new Rate(1, 1_000, Duration.ofSeconds(1_000));
    fast.take("a");

    assertThat(fast.take("a")).isEqualTo(1);
  }
}
