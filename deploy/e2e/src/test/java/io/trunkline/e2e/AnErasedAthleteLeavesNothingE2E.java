package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class AnErasedAthleteLeavesNothingE2E {

  @Test
  void neither_journal_nor_log_nor_projection_nor_advice(Line line, Athlete ada) {
    ada.records(
            """
            {"kind":"observation","athlete":"%s","id":"o1","seenAt":"2026-05-04T18:20:00Z","author":"c","note":"n"}"""
                .formatted(ada.id()))
        .hasHadBackTrouble("herniation", day(0))
        .isClearedBy("physician", "lower-back", day(0))
        .did(day(0), "back-extension 2x10")
        .feels("ache", 3, "lower-back", day(1))
        .did(day(10), "back-extension 2x10")
        .asks("back-extension", day(11));
    assertThat(ada.digest(App.PROGRESS)).isEqualTo(ada.digest(App.SESSION));

    String receipt = ada.asksToBeErased();

    assertThat(ada.asksToBeErased()).as("asked again").isEqualTo(receipt);
    assertThat(ada.reads(App.SESSION, "sessions/session-d0").status()).isEqualTo(404);
    assertThat(ada.reads(App.SESSION, "digest").status()).isEqualTo(404);
    ada.isErased();

    assertThat(ada.reads(App.PROGRESS, "digest").json().path("entries").asInt(0)).isZero();
    assertThat(ada.reads(App.PROGRESS, "decisions").body()).doesNotContain("back-extension");
    try (TrainingLog topics = new TrainingLog(line.bootstrapServers())) {
      Map<String, ConsumerRecord<byte[], byte[]>> log =
          topics.lastCopies("session.training-log", ada.id());
      assertThat(log).containsKey("local/" + ada.id() + "/session/session-d0");
      log.remove("local/" + ada.id() + "/erasure/erasure");
      assertThat(log).hasSize(6).allSatisfy((key, last) -> assertThat(last.value()).isNull());
      awaitNullsOnly(topics, ada);
    }
  }

  private static void awaitNullsOnly(TrainingLog topics, Athlete ada) {
    Map<String, ConsumerRecord<byte[], byte[]>> advice =
        Operator.awaits(
            () -> topics.lastCopies("progress.recommendations", ada.id()),
            last -> last.values().stream().allMatch(copy -> copy.value() == null));
    assertThat(advice).isNotEmpty();
  }
}
