package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {

  private static final Grid KILOGRAMS = new Grid(Unit.KG, new BigDecimal("2.5"));

  private static final Grid POUNDS = new Grid(Unit.LB, new BigDecimal("5"));

  @ParameterizedTest
  @CsvSource({"0, 0", "2499, 0", "2500, 2500", "4999, 2500", "-1, -2500", "-2500, -2500"})
  void loads_go_down_to_a_line_of_2500_grams(long grams, long line) {
    assertThat(KILOGRAMS.floor(grams)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({"1, 2268", "2, 4536", "3, 6804", "4, 9072", "9, 20412", "-1, -2268"})
  void pound_lines_are_exact_pounds_rounded_to_the_gram(long index, long grams) {
    assertThat(POUNDS.line(index)).isEqualTo(grams);
    assertThat(POUNDS.index(grams)).isEqualTo(index);
    assertThat(POUNDS.index(grams - 1)).isEqualTo(index - 1);
  }

  @Test
  void what_is_prescribed_in_pounds_and_entered_again_is_the_same_line() {
    for (int i = -200; i < 500; i++) {
      Recommendation.Quantity told = POUNDS.quantity(POUNDS.line(i));
      long entered = new Load(told.value(), Unit.of(told.unit())).grams();

      assertThat(told.value()).isEqualByComparingTo(BigDecimal.valueOf(5L * i));
      assertThat(POUNDS.floor(entered)).isEqualTo(POUNDS.line(i));
    }
  }

  @Test
  void round_trips_between_units_never_creep_up() {
    SplittableRandom random = new SplittableRandom(Properties.seed());
    for (int i = 0; i < 1_000; i++) {
      long start = random.nextInt(-60_000, 200_000);
      long grams = start;
      for (int trip = 0; trip < 5; trip++) {
        grams = POUNDS.floor(KILOGRAMS.floor(grams));
        assertThat(grams).isLessThanOrEqualTo(start);
      }
    }
  }

  @Test
  void a_load_beyond_1000_tonnes_is_taken_as_1000_tonnes() {
    assertThat(new Load(new BigDecimal("1e30"), Unit.KG).grams()).isEqualTo(1_000_000_000L);
    assertThat(new Load(new BigDecimal("-1e30"), Unit.LB).grams()).isEqualTo(-1_000_000_000L);
  }

  @Test
  void a_pound_athlete_reads_pounds_on_a_grid_of_five() {
    Story story = new Story().screened(0, Unit.LB).did(0, "back-extension", "3x12@20");

    Recommendation.Quantity load = story.ask(3, "back-extension").prescription().load();
    assertThat(load).isEqualTo(new Recommendation.Quantity(new BigDecimal("40"), "lb"));
  }

  @Test
  void the_unit_is_the_screenings_else_the_latest_loaded_sets_else_kilograms() {
    Story pounds = new Story().did(0, "back-extension", "3x12@45lb");

    assertThat(pounds.ask(3, "back-extension").prescription().load().unit()).isEqualTo("lb");
    assertThat(pounds.ask(3, "deadlift").prescription().load().unit()).isEqualTo("lb");
    assertThat(pounds.screened(0, Unit.KG).ask(3, "deadlift").prescription().load().unit())
        .isEqualTo("kg");
    assertThat(new Story().ask(3, "deadlift").prescription().load().unit()).isEqualTo("kg");
  }
}
