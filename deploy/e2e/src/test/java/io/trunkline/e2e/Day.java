package io.trunkline.e2e;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Day D+n of a story: D+0 is Monday, 4 May 2026, in Berlin summer time. */
record Day(int number) {

  private static final LocalDate FIRST = LocalDate.of(2026, 5, 4);
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(2);

  static Day day(int number) {
    return new Day(number);
  }

  static Day of(LocalDate date) {
    return new Day(Math.toIntExact(ChronoUnit.DAYS.between(FIRST, date)));
  }

  Day plus(int days) {
    return new Day(number + days);
  }

  /** Seven o'clock, before any training. */
  String morning() {
    return at(7);
  }

  /** Five o'clock, when sessions begin. */
  String afternoon() {
    return at(17);
  }

  /** Six o'clock, when athletes feel and ask. */
  String evening() {
    return at(18);
  }

  private String at(int hour) {
    // Unlike toString(), the formatter never leaves the seconds out, which RFC 3339 requires.
    return ISO_OFFSET_DATE_TIME.format(FIRST.plusDays(number).atTime(hour, 0).atOffset(ZONE));
  }

  /** For entry ids, whose alphabet has no plus sign. */
  String id() {
    return "d" + number;
  }

  @Override
  public String toString() {
    return "D+" + number;
  }
}
