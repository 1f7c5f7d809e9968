package io.trunkline.session.importing;

import java.util.Locale;

/**
 * A row, or a value in it, that cannot become part of a session. It skips its row, nothing else.
 */
final class Unusable extends Exception {

  private final Reason reason;

  Unusable(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  /** Why a row is skipped. */
  enum Reason {
    /** Says how long a break lasted. */
    REST_TIMER,
    /** A planned set without anything done. */
    NOTHING_DONE,
    /** A way covered, for which sessions have no place. */
    DISTANCE_ONLY,
    /** Timed sets, of which the export holds only how many and how long in one text. */
    SUMMARY_ONLY,
    /** The row has more or fewer cells than the header; often a quote that was never closed. */
    WRONG_COLUMNS,
    NO_EXERCISE,
    UNREADABLE_TIME,
    UNREADABLE_NUMBER,
    UNKNOWN_UNIT,
    /** The journal would refuse it in a PUT, too. */
    REFUSED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
