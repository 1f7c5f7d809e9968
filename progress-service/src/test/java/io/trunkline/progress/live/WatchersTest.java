package io.trunkline.progress.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.trunkline.progress.NotNow;
import io.trunkline.progress.live.Watch.News;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Streams begin, are bounded, and end. */
class WatchersTest {

  private static final News NEWS = new News("happened", null, null);

  private final AtomicInteger present = new AtomicInteger();

  /** Each is told once of each new number. */
  private Watchers<String, Integer> watchers(Duration longest) {
    return new Watchers<>(
        "test-live",
        longest,
        all ->
            all.forEach(
                one -> {
                  Integer now = present.get();
                  one.hears(now, now.equals(one.last()) ? List.of() : List.of(NEWS));
                }));
  }

  private AssertSubscriber<News> watch(Watchers<String, Integer> watchers) {
    return watchers.stream("one", present::get)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  @Test
  void two_hundred_watch_and_the_next_waits_until_one_has_left() {
    Watchers<String, Integer> watchers = watchers(Duration.ofHours(1));
    List<AssertSubscriber<News>> open = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      open.add(watch(watchers));
    }

    assertThatThrownBy(() -> watch(watchers)).isInstanceOf(NotNow.class);
    open.get(0).cancel();
    assertThat(watch(watchers).getItems()).containsExactly(News.SIGN_OF_LIFE);
  }

  @Test
  void what_changes_is_told_once_and_nothing_from_before() {
    present.set(7);
    Watchers<String, Integer> watchers = watchers(Duration.ofHours(1));
    AssertSubscriber<News> watcher = watch(watchers);
    watchers.start();
    present.set(8);

    watcher.awaitItems(2, Duration.ofSeconds(10));
    watchers.stop();
    watcher.awaitCompletion();
    assertThat(watcher.getItems()).containsExactly(News.SIGN_OF_LIFE, NEWS);
  }

  @Test
  void a_stream_ends_by_itself_so_that_its_token_is_looked_at_again() {
    Watchers<String, Integer> watchers = watchers(Duration.ofMillis(1));
    AssertSubscriber<News> watcher = watch(watchers);
    watchers.start();

    watcher.awaitCompletion(Duration.ofSeconds(10));
    watchers.stop();
  }
}
