package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class AnAcheRestsTheBackAndOnlyTheBackE2E {

  private static final List<String> LOADS_THE_LOWER_BACK =
      List.of(
          "trunk-lift",
          "floor-back-extension",
          "good-morning",
          "deadlift",
          "trap-bar-deadlift",
          "romanian-deadlift",
          "kettlebell-swing",
          "lower-trunk-rotation",
          "trunk-rotation");

  @Test
  void a_mild_ache_rests_it_for_a_week(Athlete ada) {
    threeWeeksOfBackExtensions(ada).feels("ache", 3, "lower-back", day(15));

    ada.asks("back-extension", day(16)).says("REST until D+23").because("G-REST").citing("BE:164");
  }

  @Test
  void a_stronger_one_rests_it_for_two(Athlete ada) {
    threeWeeksOfBackExtensions(ada).feels("ache", 5, "lower-back", day(15));

    ada.asks("back-extension", day(16)).says("REST until D+30").because("G-REST");
  }

  @Test
  void everything_that_loads_the_lower_back_rests_and_nothing_of_it_is_offered_instead(
      Athlete ada) {
    threeWeeksOfBackExtensions(ada).feels("ache", 3, "lower-back", day(15));

    for (String exercise : LOADS_THE_LOWER_BACK) {
      ada.asks(exercise, day(18)).says("REST until D+23");
    }
    assertThat(ada.asks("back-extension", day(18)).alternates())
        .isNotEmpty()
        .doesNotContain("back-extension")
        .doesNotContainAnyElementsOf(LOADS_THE_LOWER_BACK);
  }

  @Test
  void what_does_not_load_it_goes_on(Athlete ada) {
    threeWeeksOfBackExtensions(ada)
        .did(day(10), "lat-pulldown 2x10@20")
        .feels("ache", 3, "lower-back", day(15));

    ada.asks("bench-press", day(16)).says("TRAIN 2x8 @ 20 kg");
    assertThat(ada.asks("lat-pulldown", day(17)).inWords()).startsWith("TRAIN 2x");
  }

  @Test
  void the_next_workout_shows_what_rests_beside_what_goes_on(Athlete ada) {
    threeWeeksOfBackExtensions(ada).feels("ache", 3, "lower-back", day(15));

    JsonNode items = ada.asksForWorkout("back-workout", day(17)).path("items");

    assertThat(items)
        .extracting(
            item ->
                item.at("/recommendation/exercise").asText()
                    + " "
                    + item.at("/recommendation/advice").asText())
        .contains("deadlift REST", "back-extension REST", "pull-up TRAIN");
    assertThat(items).hasSize(5);
  }

  @Test
  void a_knee_that_aches_does_not_rest_the_back(Athlete ada) {
    threeWeeksOfBackExtensions(ada).feels("ache", 6, "knees", day(15));

    ada.asks("back-extension", day(17)).says("TRAIN 3x12 @ 20 kg");
  }

  @Test
  void a_pump_changes_nothing(Athlete ada, Athlete bea) {
    threeWeeksOfBackExtensions(ada).feels("pump", 8, "lower-back", day(14));
    threeWeeksOfBackExtensions(bea);

    Advice withPump = ada.asks("back-extension", day(17)).says("TRAIN 3x12 @ 20 kg");
    assertThat(withPump.json().path("prescription"))
        .isEqualTo(bea.asks("back-extension", day(17)).json().path("prescription"));
  }

  private static Athlete threeWeeksOfBackExtensions(Athlete athlete) {
    return athlete
        .did(day(0), "back-extension 3x10@20")
        .did(day(7), "back-extension 3x11@20")
        .did(day(14), "back-extension 3x12@20");
  }
}
