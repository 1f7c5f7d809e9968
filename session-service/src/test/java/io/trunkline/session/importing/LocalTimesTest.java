package io.trunkline.session.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTimesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-05-04 18:00:12           | 2026-05-04T18:00:12",
        "2026-05-04T18:00              | 2026-05-04T18:00",
        "2026-05-04 6:00:12 PM         | 2026-05-04T18:00:12",
        "2026-05-04 6:00:12\u202fPM    | 2026-05-04T18:00:12",
        "2026-05-04 12:05:00 AM        | 2026-05-04T00:05",
        "2026-05-04 12:05 p.m.         | 2026-05-04T12:05",
        "2026/05/04                    | 2026-05-04T12:00",
        "2026.5.4                      | 2026-05-04T12:00",
        "2026年5月4日 18:00              | 2026-05-04T18:00",
        "4 May 2026, 18:00             | 2026-05-04T18:00",
        "04 Sept 2026, 18:00           | 2026-09-04T18:00",
        "18 sept. 2026, 17:31          | 2026-09-18T17:31",
        "4. Mai 2026, 18:00            | 2026-05-04T18:00",
        "4. März 2026, 18:00           | 2026-03-04T18:00",
        "4 de mayo de 2026, 18:00      | 2026-05-04T18:00",
        "4 de mai. de 2026, 18:00      | 2026-05-04T18:00",
        "4 мая 2026 г., 18:00          | 2026-05-04T18:00",
        "May 4, 2026, 10:00 AM         | 2026-05-04T10:00",
        "2026-05-04T18:00:12.345       | 2026-05-04T18:00:12",
      })
  void a_local_time_is_read_in_every_form(String cell, LocalDateTime local) throws Unusable {
    LocalTimes.Moment moment = LocalTimes.moment("date", cell);

    assertThat(moment.local()).isEqualTo(local);
    assertThat(moment.offset()).isNull();
  }

  @Test
  void a_moment_with_an_offset_moves_to_the_athletes_zone() throws Unusable {
    LocalTimes.Moment moment = LocalTimes.moment("date", "2026-05-04T22:30:00.000Z");

    assertThat(moment.in(BERLIN)).hasToString("2026-05-05T00:30+02:00");
    assertThat(moment.inId()).isEqualTo("20260504T223000Z");
  }

  @Test
  void a_time_the_clocks_skipped_is_as_much_later_and_one_shown_twice_is_the_first()
      throws Unusable {
    assertThat(LocalTimes.moment("date", "2026-03-29 02:30:00").in(BERLIN))
        .hasToString("2026-03-29T03:30+02:00");
    assertThat(LocalTimes.moment("date", "2026-10-25 02:30:00").in(BERLIN))
        .hasToString("2026-10-25T02:30+02:00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "04/05/2026",
        "5/4/26",
        "2026-02-30",
        "2026-13-01",
        "2026-05-04 25:00",
        "2026-05-04 13:00 PM",
        "2026-05-04 0:30 AM",
        "4 foo 2026",
        "2026-05-04T18:00:00+99:00",
        "20260504"
      })
  void what_is_no_date_or_leaves_the_month_open_is_said_so(String cell) {
    assertThatThrownBy(() -> LocalTimes.moment("date", cell)).isInstanceOf(Unusable.class);
  }

  @Test
  void a_time_of_day_is_read_in_both_clocks() throws Unusable {
    assertThat(LocalTimes.clock("start", "7:37 PM")).isEqualTo(LocalTime.of(19, 37));
    assertThat(LocalTimes.clock("start", "19:37")).isEqualTo(LocalTime.of(19, 37));
    assertThat(LocalTimes.clock("start", "")).isNull();
    assertThatThrownBy(() -> LocalTimes.clock("start", "late")).isInstanceOf(Unusable.class);
    assertThatThrownBy(() -> LocalTimes.clock("start", "24:00")).isInstanceOf(Unusable.class);
  }
}
