package io.trunkline.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** How often each of many may do something: so many at once, and then so many in a while. */
final class Rate {

  /** More callers or athletes at a time than one replica serves; beyond it the idle start anew. */
  private static final int MOST = 100_000;

  private final LoadingCache<String, Bucket> buckets;

  /**
   * The same rate for everybody.
   *
   * @param burst how many at once
   * @param count how many more come free in {@code period}, evenly
   */
  Rate(long burst, long count, Duration period) {
    // After this time a bucket is full again, so that a new one is as good.
    Duration full = period.multipliedBy(burst).dividedBy(count).plusSeconds(1);
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(full)
            .build(
                whose ->
                    Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(count, period))
                        .build());
  }

  /**
   * Counts one.
   *
   * @return 0 if it may be done now, else after how many whole seconds to ask again
   */
  long take(String whose) {
    var probe = buckets.get(whose).tryConsumeAndReturnRemaining(1);
    if (probe.isConsumed()) {
      return 0;
    }
    return Math.max(
        1, Duration.ofNanos(probe.getNanosToWaitForRefill()).plusMillis(999).toSeconds());
  }
}
