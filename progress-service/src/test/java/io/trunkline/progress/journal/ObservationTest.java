package io.trunkline.progress.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.progress.journal.Observation.Form;
import io.trunkline.progress.json.Malformed;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationTest {

  private static final String SEEN =
      "{\"seenAt\":\"2026-05-04T18:20:00+02:00\",\"author\":\"coach-7\",";

  private static Observation read(String fields) throws Malformed {
    return Observation.read("o1", 3, (SEEN + fields + "}").getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_form_check_is_of_an_exercise_and_may_carry_a_note() throws Malformed {
    Observation read = read("\"exercise\":\"deadlift\",\"form\":\"needs-work\",\"note\":\"n\"");

    assertThat(read.ref()).hasToString("observation/o1@3");
    assertThat(read.seenAt()).isEqualTo(OffsetDateTime.parse("2026-05-04T18:20:00+02:00"));
    assertThat(read.author()).isEqualTo("coach-7");
    assertThat(read.exercise()).isEqualTo("deadlift");
    assertThat(read.form()).isEqualTo(Form.NEEDS_WORK);
    assertThat(read.note()).isEqualTo("n");
    assertThat(read("\"exercise\":\"deadlift\",\"form\":\"good\"").form()).isEqualTo(Form.GOOD);
  }

  @Test
  void a_note_needs_neither_exercise_nor_form() throws Malformed {
    Observation read = read("\"note\":\"n\"");

    assertThat(read.form()).isNull();
    assertThat(read.exercise()).isNull();
  }

  @Test
  void without_health_a_note_is_its_authors() throws Malformed {
    Observation read = read("\"exercise\":\"deadlift\",\"form\":\"good\",\"note\":\"n\"");

    assertThat(read.withoutHealthFor("coach-7")).isEqualTo(read);
    Observation shown = read.withoutHealthFor("coach-8");
    assertThat(shown.note()).isNull();
    assertThat(shown.form()).isEqualTo(Form.GOOD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"form\":\"good\"",
        "\"form\":\"good\",\"note\":\"n\"",
        "\"exercise\":\"deadlift\"",
        "\"exercise\":\"deadlift\",\"form\":\"fine\"",
        "\"exercise\":\"deadlift\",\"form\":\"GOOD\"",
        "\"exercise\":\"deadlift\",\"form\":true",
        "\"note\":7",
        "\"aFieldOfTomorrow\":1",
      })
  void a_verdict_is_never_guessed(String fields) {
    assertThatThrownBy(() -> read(fields)).isInstanceOf(Malformed.class);
  }
}
