package io.trunkline.e2e;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * Day D+n of a story: D+0 is Monday, 4 May 2026; everything happens at six in the evening, Berlin
 * summer time.
 */
record Day(int number) {

  private static final LocalDate FIRST = LocalDate.of(2026, 5, 4);
  private static final LocalTime EVENING = LocalTime.of(18, 0);
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

  OffsetDateTime evening() {
    return FIRST.plusDays(number).atTime(EVENING).atOffset(ZONE);
  }

  OffsetDateTime morning() {
    return evening().minusHours(11);
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
