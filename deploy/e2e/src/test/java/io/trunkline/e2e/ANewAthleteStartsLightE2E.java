package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(WholeLine.class)
class ANewAthleteStartsLightE2E {

  @ParameterizedTest
  @CsvSource({
    "back-extension,       TRAIN 2x10 bodyweight,          BE:148",
    "trunk-lift,           TRAIN 2x10,                     TL:54",
    "lower-trunk-rotation, TRAIN 1x5 per side holding 3 s, LTR:68",
    "good-morning,         TRAIN 2x10 @ 10 kg,             BE:65",
    "deadlift,             TRAIN 2x5 @ 20 kg,              BE:73",
  })
  void the_first_dose_is_light_and_says_why(
      String exercise, String dose, String cite, Athlete ada) {
    ada.asks(exercise, day(0)).says(dose).because("B-START").citing(cite);
  }

  @Test
  void the_trunk_lift_starts_with_the_easiest_arms(Athlete ada) {
    ada.asks("trunk-lift", day(0)).withVariation("arms-at-sides");
  }

  @Test
  void an_exercise_nobody_defined_gets_no_numbers(Athlete ada) {
    ada.asks("juggling", day(0)).says("UNKNOWN_EXERCISE");
  }

  @Test
  void the_first_workout_holds_the_whole_programme_in_its_order(Athlete ada) {
    JsonNode workout = ada.asksForWorkout("back-workout", day(0));

    assertThat(workout.path("items"))
        .extracting(item -> item.at("/recommendation/exercise").asText())
        .isEqualTo(
            List.of(
                "deadlift", "pull-up", "dumbbell-row", "back-extension", "reverse-dumbbell-fly"));
    assertThat(workout.path("items"))
        .allSatisfy(
            item -> assertThat(item.at("/recommendation/prescription/sets").asInt()).isEqualTo(2));
    assertThat(workout.path("date").asText()).isEqualTo("2026-05-04");
  }
}
