package io.trunkline.session.importing;

import io.trunkline.session.importing.Unusable.Reason;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and times as trackers write them. Forms that leave day and month open are refused. */
final class LocalTimes {

  private static final String TIME =
      "(?:[\\sT,]+(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
          + "\\s*(?<half>[AaPp]\\.?\\s?[Mm]\\.?)?\\s*(?<offset>Z|[+-][0-9]{2}:?[0-9]{2})?)?";
  private static final List<Pattern> FORMS =
      List.of(
          // 2026-05-04 18:00:00, 2026/05/04, 2026年5月4日 18:00
          Pattern.compile(
              "(?<year>[0-9]{4})[-/.年]\\s?(?<month>[0-9]{1,2})[-/.月]\\s?(?<day>[0-9]{1,2})日?"
                  + TIME),
          // 4 May 2026, 18:00; 4. Mai 2026, 18:00; 4 de mayo de 2026, 18:00
          Pattern.compile(
              "(?<day>[0-9]{1,2})\\.?\\s+(?:de\\s+)?(?<name>\\p{L}+)\\.?\\s+(?:de\\s+)?(?<year>[0-9]{4})(?:\\s?г\\.?)?"
                  + TIME),
          // May 4, 2026, 6:00 PM
          Pattern.compile(
              "(?<name>\\p{L}+)\\.?\\s+(?<day>[0-9]{1,2}),?\\s+(?<year>[0-9]{4})" + TIME));
  private static final Pattern CLOCK =
      Pattern.compile(
          "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2}))?\\s*(?<half>[AaPp]\\.?\\s?[Mm]\\.?)?");
  private static final Map<String, Month> MONTHS = months();
  private static final DateTimeFormatter IN_ID = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

  private LocalTimes() {}

  /**
   * A moment as the export has it.
   *
   * @param offset null where the export does not say, so that it is the athlete's own zone
   * @param timed false for a day without a time; then the time is noon, which is the same day
   *     nearly everywhere
   */
  record Moment(LocalDateTime local, ZoneOffset offset, boolean timed) {

    /**
     * In the athlete's zone. A time the clocks skipped is as much later; one they showed twice is
     * the first.
     */
    OffsetDateTime in(ZoneId zone) {
      return offset == null
          ? ZonedDateTime.ofLocal(local, zone, null).toOffsetDateTime()
          : local.atOffset(offset).atZoneSameInstant(zone).toOffsetDateTime();
    }

    /** The same for the same moment of the same export, whatever zone it is imported with. */
    String inId() {
      return offset == null
          ? IN_ID.format(local)
          : IN_ID.format(local.atOffset(offset).withOffsetSameInstant(ZoneOffset.UTC)) + "Z";
    }
  }

  static Moment moment(String column, String cell) throws Unusable {
    String text = Cells.plain(cell);
    for (Pattern form : FORMS) {
      Matcher matcher = form.matcher(text);
      if (matcher.matches()) {
        return moment(column, matcher);
      }
    }
    throw new Unusable(
        Reason.UNREADABLE_TIME,
        column + " holds no date that can be read, such as 2026-05-04 18:00:00.");
  }

  /** A time of day; null for an empty cell. */
  static LocalTime clock(String column, String cell) throws Unusable {
    String text = Cells.plain(cell);
    if (text.isEmpty()) {
      return null;
    }
    Matcher matcher = CLOCK.matcher(text);
    if (!matcher.matches()) {
      throw new Unusable(
          Reason.UNREADABLE_TIME, column + " holds no time of day, such as 6:00 PM.");
    }
    try {
      return time(matcher);
    } catch (DateTimeException e) {
      throw noSuchTime(column);
    }
  }

  private static Moment moment(String column, Matcher matcher) throws Unusable {
    try {
      LocalDate date =
          LocalDate.of(
              Integer.parseInt(matcher.group("year")),
              month(column, matcher),
              Integer.parseInt(matcher.group("day")));
      boolean timed = matcher.group("hour") != null;
      String offset = matcher.group("offset");
      return new Moment(
          date.atTime(timed ? time(matcher) : LocalTime.NOON),
          offset == null ? null : ZoneOffset.of(offset),
          timed);
    } catch (DateTimeException e) {
      throw noSuchTime(column);
    }
  }

  private static Unusable noSuchTime(String column) {
    return new Unusable(
        Reason.UNREADABLE_TIME, column + " holds a date or time that does not exist.");
  }

  private static int month(String column, Matcher matcher) throws Unusable {
    if (!matcher.pattern().pattern().contains("<name>")) {
      return Integer.parseInt(matcher.group("month"));
    }
    Month month = MONTHS.get(matcher.group("name").toLowerCase(Locale.ROOT));
    if (month == null) {
      throw new Unusable(Reason.UNREADABLE_TIME, column + " names a month that is not known here.");
    }
    return month.getValue();
  }

  private static LocalTime time(Matcher matcher) {
    int hour = Integer.parseInt(matcher.group("hour"));
    String half = matcher.group("half");
    if (half != null) {
      if (hour < 1 || hour > 12) {
        throw new DateTimeException("no such hour");
      }
      hour = hour % 12 + (half.toLowerCase(Locale.ROOT).startsWith("p") ? 12 : 0);
    }
    String second = matcher.group("second");
    return LocalTime.of(
        hour,
        Integer.parseInt(matcher.group("minute")),
        second == null ? 0 : Integer.parseInt(second));
  }

  /**
   * Names of months in the languages of the trackers; a name two languages share is the earlier's.
   */
  private static Map<String, Month> months() {
    Map<String, Month> months = new TreeMap<>();
    for (String language :
        List.of(
            "en-US", "en-GB", "de", "fr", "es", "it", "pt-BR", "nl", "sv", "da", "nb", "fi", "pl",
            "cs", "tr", "ru", "uk")) {
      Locale locale = Locale.forLanguageTag(language);
      for (Month month : Month.values()) {
        for (TextStyle style :
            List.of(
                TextStyle.SHORT,
                TextStyle.FULL,
                TextStyle.SHORT_STANDALONE,
                TextStyle.FULL_STANDALONE)) {
          String name = Cells.plain(month.getDisplayName(style, locale)).toLowerCase(locale);
          months.putIfAbsent(name.replace(".", ""), month);
        }
      }
    }
    return months;
  }
}
