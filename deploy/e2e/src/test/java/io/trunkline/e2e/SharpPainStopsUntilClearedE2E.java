package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(WholeLine.class)
class SharpPainStopsUntilClearedE2E {

  @ParameterizedTest
  @ValueSource(strings = {"sharp", "unusual", "worse", "pinching"})
  void pain_that_is_sharp_unusual_worse_or_pinching_stops(String kind, Athlete ada) {
    ada.did(day(0), "trunk-lift 2x10 arms-at-sides").feels(kind, 4, "lower-back", day(0));

    Advice advice = ada.asks("trunk-lift", day(3)).says("STOP").because("G-STOP");

    assertThat(advice.json().path("earliest").isNull()).as("no date").isTrue();
    assertThat(advice.json().path("preview").isNull())
        .as("no numbers, not even for later")
        .isTrue();
  }

  @Test
  void the_reasons_are_the_articles_own(Athlete ada) {
    ada.did(day(0), "trunk-lift 2x10 arms-at-sides").feels("sharp", 4, "lower-back", day(0));

    ada.asks("trunk-lift", day(3)).citing("TR:7").citing("TL:101");
  }

  @Test
  void other_regions_are_offered_meanwhile(Athlete ada) {
    ada.did(day(0), "trunk-lift 2x10 arms-at-sides").feels("sharp", 4, "lower-back", day(0));

    assertThat(ada.asks("trunk-lift", day(3)).alternates())
        .contains("bench-press")
        .doesNotContain("back-extension", "deadlift");
  }

  @Test
  void time_alone_never_ends_it(Athlete ada) {
    ada.did(day(0), "trunk-lift 2x10 arms-at-sides").feels("sharp", 4, "lower-back", day(0));

    ada.asks("trunk-lift", day(1000)).says("STOP");
  }

  @Test
  void a_physiotherapist_ends_it_and_the_return_is_light(Athlete ada) {
    ada.did(day(0), "back-extension 2x10@10")
        .feels("sharp", 4, "lower-back", day(0))
        .isClearedBy("physiotherapist", "lower-back", day(20));

    ada.asks("back-extension", day(19)).says("STOP");
    ada.asks("back-extension", day(21)).says("TRAIN 1x10 @ 5 kg").because("C-RETURN-0");
  }

  @Test
  void earlier_back_trouble_needs_a_go_ahead_first(Athlete ada) {
    ada.hasHadBackTrouble("herniation", day(0));
    ada.asks("trunk-lift", day(0)).says("CLEARANCE_NEEDED").because("G-CLEAR").citing("TL:100");

    ada.isClearedBy("physician", "lower-back", day(1));
    ada.asks("trunk-lift", day(2)).says("TRAIN 2x10");
  }
}
