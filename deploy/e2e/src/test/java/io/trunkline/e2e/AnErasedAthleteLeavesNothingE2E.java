package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class AnErasedAthleteLeavesNothingE2E {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

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
    assertThat(read(line, App.SESSION, ada, "sessions/session-d0").status()).isEqualTo(404);
    assertThat(read(line, App.SESSION, ada, "digest").status()).isEqualTo(404);
    URI progress = line.address(App.SESSION).resolve("/v1/erasures/" + receipt);
    awaitUntilProjectionHasErased(line, progress);

    assertThat(read(line, App.PROGRESS, ada, "digest").json().path("entries").asInt(0)).isZero();
    assertThat(read(line, App.PROGRESS, ada, "decisions").body()).doesNotContain("back-extension");
    try (TrainingLog topics = new TrainingLog(line.bootstrapServers())) {
      Map<String, ConsumerRecord<byte[], byte[]>> log =
          topics.lastCopies("session.training-log", ada.id());
      assertThat(log).containsKey("local/" + ada.id() + "/session/session-d0");
      log.remove("local/" + ada.id() + "/erasure/erasure");
      assertThat(log).hasSize(6).allSatisfy((key, last) -> assertThat(last.value()).isNull());
      awaitNullsOnly(topics, ada);
    }
  }

  private static void awaitUntilProjectionHasErased(Line line, URI receipt) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String status = "";
    while (!status.equals("projection") && System.nanoTime() < deadline) {
      status = line.app().get(receipt).json().path("status").asText();
    }
    assertThat(status).isEqualTo("projection");
  }

  private static void awaitNullsOnly(TrainingLog topics, Athlete ada) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, ConsumerRecord<byte[], byte[]>> advice;
    do {
      advice = topics.lastCopies("progress.recommendations", ada.id());
    } while (advice.values().stream().anyMatch(last -> last.value() != null)
        && System.nanoTime() < deadline);
    assertThat(advice)
        .isNotEmpty()
        .allSatisfy((key, last) -> assertThat(last.value()).as(key).isNull());
  }

  private static Http.Answer read(Line line, App app, Athlete athlete, String what) {
    return line.app().get(line.address(app).resolve("/v1/athletes/" + athlete.id() + "/" + what));
  }
}
