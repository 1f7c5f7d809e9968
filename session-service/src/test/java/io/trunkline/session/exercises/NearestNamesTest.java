package io.trunkline.session.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {

  private static final List<String> KNOWN =
      List.of("back-extension", "floor-back-extension", "deadlift", "reps");

  @Test
  void a_slip_finds_what_was_meant() {
    assertThat(NearestNames.of("back-extensoin", KNOWN, 3)).containsExactly("back-extension");
    assertThat(NearestNames.of("rep", KNOWN, 1)).containsExactly("reps");
    assertThat(NearestNames.of("Deadlift", KNOWN, 1)).containsExactly("deadlift");
  }

  @Test
  void the_nearest_comes_first() {
    assertThat(NearestNames.of("floor-back-extensio", KNOWN, 3)).startsWith("floor-back-extension");
  }

  @Test
  void nothing_alike_finds_nothing() {
    assertThat(NearestNames.of("zercher-squat", KNOWN, 3)).isEmpty();
  }
}
