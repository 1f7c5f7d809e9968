package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.List;
import java.util.function.Function;

/** Finds its way in lists ordered by instant, oldest first. */
final class Moments {

  private Moments() {}

  /** How many are strictly earlier than {@code moment}. */
  static <T> int before(List<T> ordered, Function<T, OffsetDateTime> at, OffsetDateTime moment) {
    int low = 0;
    int high = ordered.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at.apply(ordered.get(middle)).isBefore(moment)) {
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
