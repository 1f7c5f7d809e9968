package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.Recommendation.Advice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of back history asks for a go-ahead, also one the articles do not name. */
class BackHistoryTest {

  @ParameterizedTest
  @ValueSource(strings = {"injury", "herniation", "stenosis", "chronic", "mild", "something-else"})
  void any_back_history_needs_a_go_ahead(String kind) {
    assertThat(new Story().screened(0, kind).ask(1, "trunk-lift").advice())
        .isEqualTo(Advice.CLEARANCE_NEEDED);
  }
}
