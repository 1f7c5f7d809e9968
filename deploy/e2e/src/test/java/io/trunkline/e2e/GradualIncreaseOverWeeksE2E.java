package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class GradualIncreaseOverWeeksE2E {

  private static final BigDecimal SMALLEST_PLATES = new BigDecimal("2.5");

  @Test
  void ten_repetitions_done_earn_the_eleventh(Athlete ada) {
    ada.did(day(0), "back-extension 2x10");

    ada.asks("back-extension", day(3))
        .says("TRAIN 2x11 bodyweight")
        .because("B-REPS")
        .citing("BE:158");
  }

  @Test
  void more_than_twelve_at_bodyweight_earn_the_first_plate(Athlete ada) {
    ada.did(day(0), "back-extension 2x10").did(day(7), "back-extension 2x13");

    ada.asks("back-extension", day(10))
        .says("TRAIN 2x10 @ 2.5 kg")
        .because("B-ADDWEIGHT")
        .citing("BE:116");
  }

  @Test
  void twelve_at_bodyweight_in_two_sessions_earn_it_too(Athlete ada) {
    ada.did(day(0), "back-extension 2x12").did(day(7), "back-extension 2x12");

    ada.asks("back-extension", day(10)).says("TRAIN 2x10 @ 2.5 kg").because("B-ADDWEIGHT");
  }

  @Test
  void no_third_session_within_a_week(Athlete ada) {
    ada.did(day(0), "back-extension 2x10").did(day(3), "back-extension 2x11");

    ada.asks("back-extension", day(5))
        .says("WAIT until D+7, then 2x12 bodyweight")
        .because("G-FREQ")
        .citing("BE:158");
  }

  @Test
  void a_very_hard_session_needs_a_week(Athlete ada) {
    ada.did(day(0), "back-extension 5x12@20 to failure");

    ada.asks("back-extension", day(3))
        .says("WAIT until D+7, then 3x12 @ 20 kg")
        .because("G-HARD")
        .citing("BE:156");
  }

  @Test
  void whoever_does_as_told_gets_stronger_one_small_step_at_a_time(Athlete ada) {
    Dose first = Dose.of(ada.asks("back-extension", day(0)));
    Dose last = first;
    for (int week = 0; week < 10; week++) {
      for (int session : new int[] {0, 3}) {
        Day today = day(7 * week + session);
        Dose told = Dose.of(ada.asks("back-extension", today));
        assertThat(told.harderAxesThan(last))
            .as("%s: from %s to %s", today, last, told)
            .isLessThanOrEqualTo(1);
        assertThat(told.load().subtract(last.load()))
            .as("%s", today)
            .isLessThanOrEqualTo(SMALLEST_PLATES);
        ada.did(
            today,
            "back-extension "
                + told.sets()
                + "x"
                + told.reps()
                + "@"
                + told.load().toPlainString());
        last = told;
      }
    }
    assertThat(last.load()).isGreaterThan(first.load());
    assertThat(last.sets()).isEqualTo(3);
  }

  private record Dose(int sets, int reps, BigDecimal load) {

    static Dose of(Advice advice) {
      JsonNode dose = advice.json().path("prescription");
      assertThat(dose.isObject()).as(advice.bytes()).isTrue();
      return new Dose(
          dose.path("sets").asInt(),
          dose.path("reps").asInt(),
          dose.at("/load/value").decimalValue());
    }

    long harderAxesThan(Dose before) {
      return Stream.of(sets > before.sets, reps > before.reps, load.compareTo(before.load) > 0)
          .filter(harder -> harder)
          .count();
    }
  }
}
