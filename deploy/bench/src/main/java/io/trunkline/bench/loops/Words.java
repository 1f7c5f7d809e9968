package io.trunkline.bench.loops;

import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Exercise.Variation;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Doses and days in words. */
final class Words {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private Words() {}

  /** For example {@code 16 Feb 2026}. */
  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** For example {@code 16 Feb}. */
  static String shortDay(LocalDate day) {
    return SHORT_DAY.format(day);
  }

  /** For example {@code 3 × 12 at 20 kg}; {@code none} for null. */
  static String dose(Prescription dose, Exercise exercise) {
    if (dose == null) {
      return "none";
    }
    String text = dose.sets() + " × " + dose.reps() + (dose.perSide() ? " a side" : "");
    if (dose.load() != null) {
      text += " at " + dose.load().value().toPlainString() + " " + dose.load().unit();
    }
    if (Drawing.climbs(exercise)) {
      text += ", " + variation(exercise, dose.difficulty()).toLowerCase(Locale.ROOT);
    }
    if (dose.holdSeconds() != null) {
      text += ", held " + dose.holdSeconds() + " s";
    }
    return dose.timesPerDay() > 1 ? text + ", " + dose.timesPerDay() + " times a day" : text;
  }

  /** Name of the variation of that difficulty. */
  static String variation(Exercise exercise, int difficulty) {
    return exercise.variations().stream()
        .filter(v -> v.difficulty() != null && v.difficulty() == difficulty)
        .map(Variation::name)
        .findFirst()
        .orElseThrow();
  }

  /** Text as it may stand in HTML and SVG. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
