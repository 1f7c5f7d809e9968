package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static io.trunkline.e2e.Operator.awaits;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.local.App;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class AnUnreadableRecordConcernsOneAthleteE2E {

  private static final String ADVICE = "exercises/back-extension/recommendation";

  @Test
  void one_athlete_waits_the_partition_goes_on_and_a_redrive_heals(Line line, Athlete ada) {
    ada.did(day(0), "back-extension 2x10")
        .asks("back-extension", day(3))
        .says("TRAIN 2x11 bodyweight");
    Operator operator = line.operator();
    try (TrainingLog log = new TrainingLog(line.bootstrapServers())) {
      log.sendAgainWithout("ce_type", ada.id());

      JsonNode bad = awaits(() -> quarantined(operator, ada), found -> found != null);
      assertThat(bad.path("reason").asText()).isEqualTo("bad-headers");
      assertThat(ada.reads(App.PROGRESS, ADVICE).body()).contains("athlete-incomplete");
      // The same partition, so behind it.
      Athlete.called(log.neighbourOf(ada.id()), line)
          .did(day(0), "back-extension 2x10")
          .asks("back-extension", day(3))
          .says("TRAIN 2x11 bodyweight");
      assertThat(ada.reads(App.PROGRESS, ADVICE).status()).isEqualTo(503);

      operator.does(App.PROGRESS, "quarantine/" + bad.path("id").asLong() + "/redrive", "");

      ada.waitsUntilRead().asks("back-extension", day(3)).says("TRAIN 2x11 bodyweight");
      assertThat(quarantined(operator, ada)).isNull();
      assertThat(ada.digest(App.PROGRESS)).isEqualTo(ada.digest(App.SESSION));
    }
  }

  private static JsonNode quarantined(Operator operator, Athlete athlete) {
    for (JsonNode record : operator.reads(App.PROGRESS, "quarantine?limit=100").path("records")) {
      if (record.path("athlete").asText().equals(athlete.id())) {
        return record;
      }
    }
    return null;
  }
}
