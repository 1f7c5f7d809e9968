package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who follows the decisions learns why one replaces another, also when a fact was taken back. */
@ExtendWith(WholeLine.class)
class ADecisionSaysWhatChangedE2E {

  /**
   * Decisions are about the time of the entries' recording, so these stories are about this week.
   */
  private final Day today = Day.of(LocalDate.now(ZoneOffset.UTC));

  private final Day yesterday = today.plus(-1);
  private final Day someDaysAgo = today.plus(-4);

  @Test
  void the_decision_after_an_ache_taken_back_names_it(Athlete ada) {
    ada.did(someDaysAgo, "back-extension 2x10");
    newest(ada);
    ada.feels("ache", 3, "lower-back", yesterday);
    JsonNode resting = newest(ada);
    assertThat(resting.at("/recommendation/advice").asText()).isEqualTo("REST");
    assertThat(resting.at("/supersedes/withdrawn").isMissingNode()).isTrue();

    ada.takesBack("sensation/ache-" + yesterday.id());

    JsonNode after = newest(ada);
    assertThat(after.at("/supersedes/withdrawn").toString())
        .isEqualTo("[\"sensation/ache-" + yesterday.id() + "@1\"]");
    assertThat(after.at("/supersedes/revision")).isEqualTo(resting.path("revision"));
    assertThat(after.at("/supersedes/inputs")).isEqualTo(resting.at("/recommendation/inputs"));
    assertThat(ada.decisions("back-extension").path(1)).isEqualTo(resting);
  }

  @Test
  void the_decision_after_a_correction_names_what_was_corrected(Athlete ada) {
    ada.did(someDaysAgo, "back-extension 2x10");
    newest(ada);

    ada.did(someDaysAgo, "back-extension 2x12");

    assertThat(newest(ada).at("/supersedes/corrected").toString())
        .isEqualTo("[\"session/session-" + someDaysAgo.id() + "@1\"]");
  }

  private static JsonNode newest(Athlete athlete) {
    return athlete.decisions("back-extension").path(0);
  }
}
