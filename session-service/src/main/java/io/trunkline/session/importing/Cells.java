package io.trunkline.session.importing;

import io.trunkline.session.importing.Unusable.Reason;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the cells of exports: numbers and durations as phones of any country write them. */
final class Cells {

  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,15}([.,][0-9]{1,20})?");
  private static final Pattern GROUPED =
      Pattern.compile("[+-]?[0-9]{1,3}(?:(,[0-9]{3})+\\.[0-9]{1,20}|(\\.[0-9]{3})+,[0-9]{1,20})");
  private static final Pattern WORDS =
      Pattern.compile(
          "(?:([0-9]{1,4})\\s*h)?\\s*(?:([0-9]{1,5})\\s*m(?:in)?)?\\s*(?:([0-9]{1,7})\\s*s)?");
  private static final Pattern CLOCK =
      Pattern.compile("(?:([0-9]{1,4}):)?([0-9]{1,5}):([0-9]{2})(?:\\.0+)?");

  private Cells() {}

  /** Compatible forms (full-width digits, unbreakable spaces) made plain, without space around. */
  static String plain(String cell) {
    return Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
  }

  /** At most {@code longest} characters, the last an ellipsis where some are left out. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    // Never between the halves of a character.
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }

  /**
   * An exact decimal; null for an empty cell. One mark, point or comma, is the decimal mark, since
   * no tracker groups thousands; where both stand, the last is.
   */
  static BigDecimal decimal(String column, String cell) throws Unusable {
    String text = plain(cell).replace('\u2212', '-');
    if (text.isEmpty()) {
      return null;
    }
    if (GROUPED.matcher(text).matches()) {
      char group = text.lastIndexOf('.') > text.lastIndexOf(',') ? ',' : '.';
      text = text.replace(String.valueOf(group), "");
    } else if (!NUMBER.matcher(text).matches()) {
      throw new Unusable(Reason.UNREADABLE_NUMBER, column + " holds no number.");
    }
    return new BigDecimal(text.replace(',', '.'));
  }

  /** A whole number, null for an empty cell; 8.0 is 8, and 8.5 is none. */
  static BigDecimal whole(String column, String cell) throws Unusable {
    BigDecimal number = decimal(column, cell);
    if (number == null) {
      return null;
    }
    if (number.stripTrailingZeros().scale() > 0) {
      throw new Unusable(Reason.UNREADABLE_NUMBER, column + " holds no whole number.");
    }
    return number.setScale(0);
  }

  /**
   * {@code 1h 7m}, {@code 44m}, {@code 0:01:30}, {@code 3600} (seconds); null for an empty cell.
   */
  static Duration duration(String column, String cell) throws Unusable {
    String text = plain(cell).toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return null;
    }
    Matcher clock = CLOCK.matcher(text);
    if (clock.matches()) {
      return of(clock.group(1), clock.group(2), clock.group(3));
    }
    Matcher words = WORDS.matcher(text);
    if (words.matches()) {
      return of(words.group(1), words.group(2), words.group(3));
    }
    BigDecimal seconds = whole(column, text);
    if (seconds.signum() < 0) {
      throw new Unusable(Reason.UNREADABLE_NUMBER, column + " holds no duration.");
    }
    return Duration.ofSeconds(seconds.longValueExact());
  }

  private static Duration of(String hours, String minutes, String seconds) {
    return Duration.ofHours(number(hours))
        .plusMinutes(number(minutes))
        .plusSeconds(number(seconds));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
