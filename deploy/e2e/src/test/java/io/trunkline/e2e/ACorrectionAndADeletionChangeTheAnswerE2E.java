package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The answer after a correction or a deletion is the answer of an athlete who had it right from the
 * start.
 */
@ExtendWith(WholeLine.class)
class ACorrectionAndADeletionChangeTheAnswerE2E {

  @Test
  void a_corrected_session_counts_as_if_it_had_always_been_so(Athlete ada, Athlete bea) {
    ada.did(day(0), "back-extension 2x10").did(day(7), "back-extension 2x10");
    ada.asks("back-extension", day(10)).says("TRAIN 2x10 bodyweight");
    ada.did(day(7), "back-extension 2x13");

    bea.did(day(0), "back-extension 2x10").did(day(7), "back-extension 2x13");

    sameAnswer(ada, bea, day(10));
    ada.asks("back-extension", day(10)).says("TRAIN 2x10 @ 2.5 kg");
  }

  @Test
  void a_deleted_session_counts_as_if_it_had_never_been(Athlete ada, Athlete bea) {
    ada.did(day(0), "back-extension 2x10").did(day(3), "back-extension 5x12@20 to failure");
    ada.asks("back-extension", day(5)).because("G-HARD");
    ada.takesBack("session/session-d3");

    bea.did(day(0), "back-extension 2x10");

    sameAnswer(ada, bea, day(5));
  }

  @Test
  void an_ache_taken_back_rests_nothing(Athlete ada, Athlete bea) {
    ada.did(day(0), "back-extension 2x10").feels("ache", 3, "lower-back", day(1));
    ada.asks("back-extension", day(3)).says("REST until D+9");
    ada.takesBack("sensation/ache-d1");

    bea.did(day(0), "back-extension 2x10");

    sameAnswer(ada, bea, day(3));
  }

  @Test
  void a_deleted_session_can_be_recorded_again(Athlete ada, Athlete bea) {
    ada.did(day(0), "back-extension 2x12")
        .takesBack("session/session-d0")
        .did(day(0), "back-extension 2x10");

    bea.did(day(0), "back-extension 2x10");

    sameAnswer(ada, bea, day(3));
  }

  @Test
  void journal_and_projection_agree_to_the_byte(Athlete ada) {
    ada.did(day(0), "back-extension 2x10")
        .did(day(3), "back-extension 2x11", "deadlift 2x5@20")
        .did(day(3), "back-extension 2x12", "deadlift 2x5@20")
        .feels("ache", 3, "knees", day(3))
        .takesBack("session/session-d0");
    // The answer waits for all of it.
    ada.asks("back-extension", day(7));

    assertThat(ada.digest(App.PROGRESS)).isEqualTo(ada.digest(App.SESSION));
    assertThat(ada.digest(App.SESSION).path("entries").asInt()).isEqualTo(2);
  }

  private static void sameAnswer(Athlete one, Athlete other, Day day) {
    assertThat(one.asks("back-extension", day).withoutNames())
        .isEqualTo(other.asks("back-extension", day).withoutNames());
  }
}
