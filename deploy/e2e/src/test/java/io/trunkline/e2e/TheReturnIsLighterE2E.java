package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class TheReturnIsLighterE2E {

  @Test
  void the_first_session_after_the_rest_has_half_the_weight_and_one_set(Athlete ada) {
    ada.did(day(0), "back-extension 3x10@20")
        .did(day(7), "back-extension 3x11@20")
        .did(day(14), "back-extension 3x12@20")
        .feels("ache", 5, "lower-back", day(15));

    Advice onReturn =
        ada.asks("back-extension", day(30))
            .says("TRAIN 1x10 @ 10 kg")
            .because("C-RETURN-0")
            .citing("BE:164");

    assertThat(onReturn.json().path("phase").asText()).isEqualTo("RETURNING");
    assertThat(onReturn.json().path("notices").findValuesAsText("text"))
        .as("a reminder of form and help")
        .anyMatch(text -> text.contains("trainer"));
  }

  @Test
  void the_way_back_takes_several_sessions(Athlete ada) {
    ada.did(day(0), "back-extension 3x10@20")
        .did(day(7), "back-extension 3x11@20")
        .did(day(14), "back-extension 3x12@20")
        .feels("ache", 3, "lower-back", day(15))
        .did(day(24), "back-extension 1x10@10");
    ada.asks("back-extension", day(28)).says("TRAIN 1x10 @ 10 kg").because("C-RETURN-1");

    ada.did(day(31), "back-extension 1x10@10");
    ada.asks("back-extension", day(35)).says("TRAIN 2x10 @ 10 kg");
  }

  @Test
  void training_through_the_rest_earns_nothing(Athlete ada) {
    ada.did(day(0), "back-extension 3x10@20")
        .did(day(7), "back-extension 3x11@20")
        .did(day(14), "back-extension 3x12@20")
        .feels("ache", 3, "lower-back", day(15))
        .did(day(18), "back-extension 3x12@20");

    ada.asks("back-extension", day(24)).says("TRAIN 1x10 @ 10 kg").because("C-RETURN-0");
  }
}
