package io.trunkline.session.entries;

import jakarta.inject.Singleton;
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
   * @param client address of the peer, until callers prove who they are
   * @return false if it may not begin
   */
  boolean begin(String client) {
    AtomicBoolean may = new AtomicBoolean();
    open.compute(
        client,
        (key, count) -> {
          int before = count == null ? 0 : count;
          may.set(before < MOST);
          return may.get() ? before + 1 : before;
        });
    return may.get();
  }

  /** Counts one out. */
  void end(String client) {
    open.computeIfPresent(client, (key, count) -> count == 1 ? null : count - 1);
  }
}
