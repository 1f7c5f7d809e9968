package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class ARestartLosesNothingE2E {

  @BeforeEach
  void only_a_line_of_our_own_may_be_broken(Line line) {
    line.mayBeBroken();
  }

  @Test
  void a_journal_killed_right_after_its_answer_still_tells_everyone(Line line, Athlete ada) {
    ada.did(day(0), "back-extension 2x10");
    line.crash(App.SESSION);

    ada.waitsUntilRead().asks("back-extension", day(3)).says("TRAIN 2x11 bodyweight");
  }

  @Test
  void a_killed_progress_service_catches_up(Line line, Athlete ada) {
    ada.did(day(0), "back-extension 2x10")
        .asks("back-extension", day(3))
        .says("TRAIN 2x11 bodyweight");
    ada.did(day(3), "back-extension 2x11");
    line.crash(App.PROGRESS);

    ada.waitsUntilRead().asks("back-extension", day(7)).says("TRAIN 2x12 bodyweight");
    assertThat(ada.digest(App.PROGRESS)).isEqualTo(ada.digest(App.SESSION));
  }

  @Test
  void without_the_broker_writing_goes_on_and_nothing_is_lost(Line line, Athlete ada) {
    ada.did(day(0), "back-extension 2x10");
    line.stopBroker();
    ada.did(day(7), "back-extension 2x12").did(day(7), "back-extension 2x13");
    line.startBroker();

    ada.waitsUntilRead().asks("back-extension", day(10)).says("TRAIN 2x10 @ 2.5 kg");
  }

  @Test
  void the_whole_line_down_and_up_gives_the_same_bytes(Line line, Athlete ada) {
    ada.did(day(0), "back-extension 3x10@20").feels("ache", 3, "lower-back", day(1));
    Advice before = ada.asks("back-extension", day(2)).says("REST until D+9");

    line.restart();

    assertThat(ada.asks("back-extension", day(2)).bytes()).isEqualTo(before.bytes());
    assertThat(ada.digest(App.PROGRESS)).isEqualTo(ada.digest(App.SESSION));
  }
}
