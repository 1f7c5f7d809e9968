package io.trunkline.session.entries;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The formats of the schemas that ask for a calendar: days that exist, offsets and zones that are
 * real.
 */
public final class Moments {

  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
  private static final Checked DATE =
      new Checked("date", text -> requireFourDigits(LocalDate.parse(text)));

  static final List<Format> FORMATS =
      List.of(
          new Checked("date-time", Moments::requireMoment),
          DATE,
          new Checked("time-zone", Moments::requireZone));

  private Moments() {}

  /**
   * True for text that {@link OffsetDateTime#parse(CharSequence)} reads, in the years 1 to 9999
   * both where it was written and in UTC: no database and no other program reads more.
   */
  public static boolean isMoment(String text) {
    return read(text) != null;
  }

  /** Null where {@link #isMoment} is false. */
  static OffsetDateTime read(String text) {
    try {
      return requireMoment(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** True for text that {@link LocalDate#parse(CharSequence)} reads, in the years 1 to 9999. */
  static boolean isDate(String text) {
    return DATE.reads(text);
  }

  private static OffsetDateTime requireMoment(String text) {
    OffsetDateTime moment = OffsetDateTime.parse(text);
    requireFourDigits(moment);
    requireFourDigits(moment.withOffsetSameInstant(ZoneOffset.UTC));
    return moment;
  }

  private static void requireFourDigits(TemporalAccessor time) {
    int year = time.get(ChronoField.YEAR);
    if (year < 1 || year > 9999) {
      throw new DateTimeException("a year of more or less than four digits");
    }
  }

  private static void requireZone(String name) {
    if (!ZONES.contains(name)) {
      throw new DateTimeException("no IANA time zone");
    }
  }

  private record Checked(String name, Consumer<String> parse) implements Format {
    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean matches(ExecutionContext context, String text) {
      return reads(text);
    }

    boolean reads(String text) {
      try {
        parse.accept(text);
        return true;
      } catch (DateTimeException e) {
        return false;
      }
    }
  }
}
