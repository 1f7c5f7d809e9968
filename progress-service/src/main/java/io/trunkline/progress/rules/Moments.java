package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds its way in lists ordered by instant, oldest first. */
final class Moments {

  private Moments() {}

  /** How many are strictly earlier than {@code moment}. */
  static <T> int before(List<T> ordered, Function<T, OffsetDateTime> at, OffsetDateTime moment) {
    return leading(ordered, each -> at.apply(each).isBefore(moment));
  }

  /** How many are earlier than {@code moment} or just then. */
  static <T> int until(List<T> ordered, Function<T, OffsetDateTime> at, OffsetDateTime moment) {
    return leading(ordered, each -> !at.apply(each).isAfter(moment));
  }

  /** How many pass a test that, in their order, none passes any more once one has failed it. */
  private static <T> int leading(List<T> ordered, Predicate<T> test) {
    int low = 0;
    int high = ordered.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (test.test(ordered.get(middle))) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The instant at which a local day first begins anywhere on earth. */
  static OffsetDateTime beginning(LocalDate day) {
    return day.atTime(OffsetTime.MIN);
  }
}
