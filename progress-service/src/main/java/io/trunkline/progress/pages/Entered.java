package io.trunkline.progress.pages;

import io.trunkline.progress.pages.ActForm.Wrong;
import io.trunkline.progress.wording.ActTexts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what was typed, and collects what is wrong with it. */
final class Entered {

  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,6}");
  private static final Pattern DECIMAL = Pattern.compile("[-−]?[0-9]{1,4}([.,][0-9]{1,3})?");
  private static final int LONGEST = 2048;

  private final Posted posted;
  private final ActTexts says;
  private final List<Wrong> wrongs = new ArrayList<>();

  Entered(Posted posted, ActTexts says) {
    this.posted = posted;
    this.says = says;
  }

  List<Wrong> wrongs() {
    return wrongs;
  }

  void wrong(String field, String why) {
    wrongs.add(new Wrong(field, why));
  }

  /** Null where nothing usable was typed; {@code why} is told of a number out of bounds. */
  Integer whole(String field, int least, int most, String why) {
    String text = posted.text(field);
    if (text.isEmpty()) {
      return null;
    }
    if (!WHOLE.matcher(text).matches()) {
      wrong(field, says.wrong_whole());
      return null;
    }
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      wrong(field, why);
      return null;
    }
    return number;
  }

  /** With a point or a comma; null where nothing usable was typed. */
  BigDecimal decimal(String field) {
    String text = posted.text(field);
    if (text.isEmpty()) {
      return null;
    }
    if (!DECIMAL.matcher(text).matches()) {
      wrong(field, says.wrong_decimal());
      return null;
    }
    return new BigDecimal(text.replace('−', '-').replace(',', '.'));
  }

  /** A day from today on; null where none was typed, or none that can be. */
  LocalDate until(LocalDate today) {
    String text = posted.text("until");
    if (text.isEmpty()) {
      return null;
    }
    try {
      LocalDate until = LocalDate.parse(text);
      if (until.isBefore(today)) {
        wrong("until", says.wrong_until());
      }
      return until;
    } catch (DateTimeException noDay) {
      wrong("until", says.wrong_day());
      return null;
    }
  }

  /**
   * A moment that has come. As it was proposed it is when the form was opened, to the second.
   *
   * @param ahead why none that is still to come
   */
  OffsetDateTime moment(String field, OffsetDateTime opened, ZoneId zone, String ahead) {
    try {
      LocalDateTime typed = LocalDateTime.parse(posted.text(field));
      if (typed.equals(opened.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES))) {
        return opened;
      }
      OffsetDateTime moment = typed.atZone(zone).toOffsetDateTime();
      if (moment.isAfter(opened)) {
        wrong(field, ahead);
      }
      return moment;
    } catch (DateTimeException noMoment) {
      wrong(field, says.wrong_moment());
      return opened;
    }
  }

  /** Some words, without which nothing is recorded. */
  String text(String field, String whyNot) {
    Optional<String> text = optional(field);
    if (text.isEmpty()) {
      wrong(field, whyNot);
    }
    return text.orElse("");
  }

  /** Some words, or none. */
  Optional<String> optional(String field) {
    String text = posted.text(field);
    if (text.length() > LONGEST) {
      wrong(field, says.wrong_long());
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
