package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.local.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class RedeliveryChangesNothingE2E {

  @Test
  void every_record_again_three_times_and_in_any_order(Line line, Athlete ada) {
    ada.did(day(0), "back-extension 3x10@20")
        .did(day(7), "back-extension 3x10@20")
        .did(day(7), "back-extension 3x11@20")
        .did(day(14), "back-extension 3x12@20")
        .did(day(16), "back-extension 1x1")
        .takesBack("session/session-d16")
        .feels("ache", 2, "lower-back", day(15))
        .feels("ache", 5, "lower-back", day(15));
    Advice before = ada.asks("back-extension", day(16)).says("REST until D+30");
    JsonNode digestBefore = ada.digest(App.PROGRESS);

    try (TrainingLog log = new TrainingLog(line.bootstrapServers())) {
      int sent = log.sendAgainTripledAndShuffled(ada.id(), 42);
      assertThat(sent).as("three times each of five entries at least").isGreaterThanOrEqualTo(15);
      // One partition keeps its order: what comes after in it is read after.
      Athlete neighbour = Athlete.called(log.neighbourOf(ada.id()), line);
      neighbour
          .did(day(0), "back-extension 2x10")
          .asks("back-extension", day(3))
          .says("TRAIN 2x11 bodyweight");
    }

    assertThat(ada.asks("back-extension", day(16)).bytes()).isEqualTo(before.bytes());
    assertThat(ada.digest(App.PROGRESS)).isEqualTo(digestBefore).isEqualTo(ada.digest(App.SESSION));
  }
}
