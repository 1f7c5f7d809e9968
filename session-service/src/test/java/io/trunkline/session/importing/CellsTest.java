package io.trunkline.session.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.session.importing.Unusable.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60                 | 60",
        "60,5               | 60.5",
        "60.50              | 60.50",
        "61.235042773811365 | 61.235042773811365",
        "74.99999999999999  | 74.99999999999999",
        "-20                | -20",
        "−20                | -20",
        "１２，５             | 12.5",
        "1,234.5            | 1234.5",
        "1.234,5            | 1234.5",
        "1,234              | 1.234",
      })
  void a_decimal_is_read_exactly_with_either_mark(String cell, BigDecimal value) throws Unusable {
    assertThat(Cells.decimal("weight", cell)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "heavy",
        "1e5",
        "0x10",
        "NaN",
        "1.2.3",
        "--1",
        "20 kg",
        "1,2,3",
        "9999999999999999"
      })
  void what_is_no_number_is_said_so(String cell) {
    assertThatThrownBy(() -> Cells.decimal("weight", cell))
        .isInstanceOfSatisfying(
            Unusable.class, why -> assertThat(why.reason()).isEqualTo(Reason.UNREADABLE_NUMBER));
  }

  @Test
  void an_empty_cell_is_no_number() throws Unusable {
    assertThat(Cells.decimal("weight", " \u00a0 ")).isNull();
    assertThat(Cells.whole("reps", "")).isNull();
    assertThat(Cells.duration("time", "")).isNull();
  }

  @Test
  void a_whole_number_may_be_written_with_zeros_behind_the_mark() throws Unusable {
    assertThat(Cells.whole("reps", "8.0")).isEqualTo(new BigDecimal("8"));
    assertThat(Cells.whole("reps", "100")).isEqualTo(new BigDecimal("100"));
    assertThatThrownBy(() -> Cells.whole("reps", "8.5")).hasMessage("reps holds no whole number.");
  }

  @ParameterizedTest
  @CsvSource({
    "1h 7m,     4020",
    "44m,       2640",
    "44min,     2640",
    "1h,        3600",
    "1h 2m 3s,  3723",
    "2H 38M,    9480",
    "59s,       59",
    "0:01:30,   90",
    "01:30,     90",
    "3600,      3600",
    "60.0,      60",
    "0,         0",
  })
  void a_duration_is_read_in_every_form(String cell, long seconds) throws Unusable {
    assertThat(Cells.duration("time", cell)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "1d", "45.5", "1h 7x"})
  void what_is_no_duration_is_said_so(String cell) {
    assertThatThrownBy(() -> Cells.duration("time", cell)).isInstanceOf(Unusable.class);
  }

  @Test
  void a_text_is_never_cut_within_a_character() {
    assertThat(Cells.cut("ab", 2)).isEqualTo("ab");
    assertThat(Cells.cut("abc", 2)).isEqualTo("a…");
    assertThat(Cells.cut("a💪💪", 3)).isEqualTo("a…");
    assertThat(Cells.cut("a💪💪", 4)).isEqualTo("a💪…");
  }
}
