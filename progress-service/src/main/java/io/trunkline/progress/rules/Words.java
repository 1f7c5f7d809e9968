package io.trunkline.progress.rules;

import java.time.LocalDate;

/** Words for people, the same in every locale. */
final class Words {

  private static final String[] MONTHS = {
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  };

  private Words() {}

  /** For example {@code 17 March}. */
  static String day(LocalDate date) {
    return date.getDayOfMonth() + " " + MONTHS[date.getMonthValue() - 1];
  }

  /** For example {@code 1 set} or {@code 3 sets}. */
  static String count(int number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  /** For example {@code Lower back ache}. */
  static String report(Report report) {
    String text = report.where().replace('-', ' ') + " " + kind(report);
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static String kind(Report report) {
    return switch (report.sensation().kind()) {
      case SHARP -> "sharp pain";
      case PINCHING -> "pinching";
      case UNUSUAL -> "unusual pain";
      case WORSE -> "pain that got worse";
      default -> report.sensation().kind().word();
    };
  }
}
