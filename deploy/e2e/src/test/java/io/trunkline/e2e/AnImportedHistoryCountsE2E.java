package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.local.App;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who comes from another tracker is advised like one who was here from the start. */
@ExtendWith(WholeLine.class)
class AnImportedHistoryCountsE2E {

  private static final Path NAMES =
      Path.of(
          "../../session-service/src/main/resources/io/trunkline/session/importing/exercise-names.yaml");

  private static final String STRONG =
      """
      Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
      2026-05-11 17:00:00,Back,40m,Back Extension,1,0,13,0,0,,,
      2026-05-11 17:00:00,Back,40m,Back Extension,Rest Timer,0,0,0,90,,,
      2026-05-11 17:00:00,Back,40m,Back Extension,2,0,13,0,0,,,
      2026-05-04 17:00:00,Back,40m,Back Extension,1,0,10,0,0,,,
      2026-05-04 17:00:00,Back,40m,Back Extension,2,0,10,0,0,,,
      """;

  @Test
  void a_file_of_strong_leads_to_the_advice_the_same_sessions_lead_to(Athlete ada, Athlete bea) {
    JsonNode ledger = ada.imports(STRONG);
    bea.did(day(0), "back-extension 2x10").did(day(7), "back-extension 2x13");

    assertThat(ledger.path("rows").toString())
        .isEqualTo("{\"total\":5,\"imported\":4,\"updated\":0,\"unchanged\":0,\"skipped\":1}");
    Advice advice = ada.asks("back-extension", day(10)).says("TRAIN 2x10 @ 2.5 kg");
    assertThat(advice.withoutNames()).isEqualTo(bea.asks("back-extension", day(10)).withoutNames());
  }

  @Test
  void a_corrected_file_changes_the_advice_and_the_same_file_does_not(Athlete ada) {
    ada.imports(STRONG);
    Advice before = ada.asks("back-extension", day(10));
    ada.imports(STRONG);
    assertThat(ada.asks("back-extension", day(10)).bytes()).isEqualTo(before.bytes());

    ada.imports(STRONG.replace(",0,13,", ",0,10,"));

    ada.asks("back-extension", day(10)).says("TRAIN 2x10 bodyweight");
  }

  @Test
  void every_name_known_without_being_told_means_something_of_the_catalogue(Athlete ada, Line line)
      throws IOException {
    List<String> names =
        Files.readAllLines(NAMES).stream()
            .filter(each -> each.startsWith("    - "))
            .map(each -> each.substring(6).replaceAll("\\s+#.*", ""))
            .toList();
    StringBuilder file = new StringBuilder(STRONG.lines().findFirst().orElseThrow()).append('\n');
    for (String name : names) {
      file.append("2026-05-04 17:00:00,Back,40m,\"").append(name).append("\",1,0,5,0,0,,,\n");
    }

    JsonNode exercises = ada.imports(file.toString()).path("exercises");

    assertThat(exercises).hasSize(names.size()).hasSizeGreaterThan(50);
    for (JsonNode exercise : exercises) {
      assertThat(exercise.path("by").asText()).as(exercise.toString()).isEqualTo("shipped");
      Http.Answer known =
          line.app()
              .get(
                  line.address(App.CATALOG)
                      .resolve("/v1/exercises/" + exercise.path("exercise").asText()));
      assertThat(known.status()).as(exercise.toString()).isEqualTo(200);
      if (exercise.path("variation").isTextual()) {
        assertThat(known.json().path("variations").findValuesAsText("id"))
            .contains(exercise.path("variation").asText());
      }
    }
  }
}
