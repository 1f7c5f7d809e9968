package io.trunkline.progress.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Rounds;
import io.trunkline.progress.live.Watch.News;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Open streams of news: at most 200 at a time, none for longer than is configured, and none silent
 * for long, so that who holds one knows that it lives. Once a second one look serves all of them.
 *
 * @param <T> what somebody watches
 * @param <S> how it stands, by which a look sees a change
 */
final class Watchers<T, S> {

  private static final int MOST = 200;
  private static final long COMMENT_NANOS = Duration.ofSeconds(20).toNanos();

  private final long longestNanos;
  private final Rounds rounds;
  private final Set<Watcher<T, S>> watchers = ConcurrentHashMap.newKeySet();

  /** What is done once a second while anybody watches: each of them is told, or ended. */
  @FunctionalInterface
  interface Look<T, S> {
    void at(List<Watcher<T, S>> present);
  }

  /**
   * Nothing happens before {@link #start()}.
   *
   * @param name of the thread that looks
   * @param longest that a stream lasts
   */
  Watchers(String name, Duration longest, Look<T, S> look) {
    longestNanos = longest.toNanos();
    rounds =
        new Rounds(
            name,
            Duration.ofSeconds(1),
            () -> {
              List<Watcher<T, S>> present = List.copyOf(watchers);
              if (!present.isEmpty()) {
                look.at(present);
              }
            });
  }

  void start() {
    rounds.start();
  }

  /** Ends every stream. */
  void stop() {
    rounds.stop();
    watchers.forEach(Watcher::end);
  }

  /**
   * A stream of what comes from now on.
   *
   * @param present how it stands; read before the answer begins, so that nothing after it is missed
   * @throws io.trunkline.progress.NotNow if as many are watching as may
   */
  Multi<News> stream(T what, Supplier<S> present) {
    if (watchers.size() >= MOST) {
      throw Problems.tooManyWatch();
    }
    S state = present.get();
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Watcher<T, S> watcher = new Watcher<>(what, state, emitter, longestNanos);
              watchers.add(watcher);
              emitter.onTermination(() -> watchers.remove(watcher));
              watcher.tell(News.SIGN_OF_LIFE);
            });
  }

  /** One stream. Only the thread that looks tells it anything after its beginning. */
  static final class Watcher<T, S> {

    private final T what;
    private final MultiEmitter<? super News> emitter;
    private final long longestNanos;
    private final long since = System.nanoTime();
    private long spoke = since;
    private S last;

    private Watcher(T what, S last, MultiEmitter<? super News> emitter, long longestNanos) {
      this.what = what;
      this.last = last;
      this.emitter = emitter;
      this.longestNanos = longestNanos;
    }

    T what() {
      return what;
    }

    /** How it stood when this was last told of it. */
    S last() {
      return last;
    }

    /** How it stands, and what there is to tell about that; a sign of life now and then if not. */
    void hears(S state, List<News> news) {
      last = state;
      news.forEach(this::tell);
      long now = System.nanoTime();
      if (now - spoke > COMMENT_NANOS) {
        tell(News.SIGN_OF_LIFE);
      }
      if (now - since > longestNanos) {
        end();
      }
    }

    void end() {
      emitter.complete();
    }

    private void tell(News news) {
      spoke = System.nanoTime();
      emitter.emit(news);
    }
  }
}
