package io.trunkline.session.entries;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Each stream holds a thread for as long as it lasts, so nobody gets many. */
@Singleton
class StreamsPerClient {

  static final int MOST = 2;

  private final ConcurrentMap<String, Integer> open = new ConcurrentHashMap<>();

  /**
   * Counts a stream in.
   *
   * @param client whose token it carries
   * @return counts it out, however often it runs; empty if the stream may not begin
   */
  Optional<Runnable> begin(String client) {
    int count = open.merge(client, 1, Integer::sum);
    AtomicBoolean over = new AtomicBoolean();
    Runnable end =
        () -> {
          if (over.compareAndSet(false, true)) {
            open.computeIfPresent(client, (key, before) -> before == 1 ? null : before - 1);
          }
        };
    if (count > MOST) {
      end.run();
      return Optional.empty();
    }
    return Optional.of(end);
  }
}
