package io.trunkline.session.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.security.audit.Actor;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import io.trunkline.session.Superuser;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Changes that share a transaction, made to meet by a lock that all of them must wait for. */
@QuarkusTest
@WithTestResource(RealParts.class)
class SharedWritesIT {

  @Inject @Superuser DataSource database;
  @Inject SharedWrites sharedWrites;

  private final String athlete = Fresh.athlete();
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    callers.shutdownNow();
  }

  @Test
  void who_waits_at_the_same_time_shares_a_transaction_and_gets_an_outcome_of_its_own()
      throws SQLException {
    List<CompletableFuture<Outcome>> outcomes = whileMarksAreLocked(60, n -> put("k" + n % 30, n));
    assertThat(outcomes)
        .extracting(outcome -> outcome.join().status())
        .contains(Outcome.Status.CREATED, Outcome.Status.CORRECTED)
        .doesNotContain(Outcome.Status.UNCHANGED);
    for (int n = 0; n < 60; n++) {
      assertThat(outcomes.get(n).join().key().id()).isEqualTo("k" + n % 30);
    }
    assertThat(count("SELECT count(DISTINCT recorded_at) FROM entry_revision WHERE athlete = ?"))
        .as("two begin alone, the rest go together")
        .isLessThanOrEqualTo(4);
    assertThat(count("SELECT count(*) FROM entry_revision WHERE athlete = ?")).isEqualTo(60);
    assertThat(count("SELECT count(*) FROM entry WHERE athlete = ? AND revision = 2"))
        .isEqualTo(30);
  }

  @Test
  void nobody_fails_because_of_a_neighbour() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '53100'; END $$");
      statement.execute(
          "CREATE OR REPLACE TRIGGER no_neighbour BEFORE INSERT ON entry FOR EACH ROW"
              + " WHEN (NEW.entry_id = 'k17') EXECUTE FUNCTION refuse_one()");
      List<CompletableFuture<Outcome>> outcomes = whileMarksAreLocked(40, n -> put("k" + n, n));
      for (int n = 0; n < 40; n++) {
        if (n == 17) {
          assertThatThrownBy(outcomes.get(n)::join)
              .isInstanceOf(CompletionException.class)
              .hasCauseInstanceOf(DatabaseAway.class);
        } else {
          assertThat(outcomes.get(n).join().status()).isEqualTo(Outcome.Status.CREATED);
        }
      }
      statement.execute("DROP TRIGGER no_neighbour ON entry");
    }
    assertThat(count("SELECT count(*) FROM entry WHERE athlete = ?")).isEqualTo(39);
  }

  @Test
  void when_too_many_wait_the_next_is_turned_away_at_once() throws SQLException {
    List<CompletableFuture<Outcome>> outcomes = whileMarksAreLocked(1100, n -> put("k" + n, n));
    long refused = outcomes.stream().filter(CompletableFuture::isCompletedExceptionally).count();
    assertThat(refused).isBetween(1L, 100L);
    assertThat(count("SELECT count(*) FROM entry WHERE athlete = ?")).isEqualTo(1100 - refused);
  }

  @Test
  void who_waits_for_a_lock_holds_up_nobody_else() throws SQLException {
    sharedWrites.apply(put("locked", 0));
    CompletableFuture<Outcome> heldUp;
    try (Connection lock = database.getConnection();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute(
          "SELECT FROM entry WHERE entry_id = 'locked' AND athlete = '" + athlete + "' FOR UPDATE");
      heldUp = CompletableFuture.supplyAsync(() -> sharedWrites.apply(put("locked", 1)), callers);
      await().until(() -> count("SELECT count(*) FROM pg_locks WHERE NOT granted AND ? <> ''") > 0);
      CompletableFuture<?>[] others =
          IntStream.range(0, 3)
              .mapToObj(
                  n ->
                      CompletableFuture.supplyAsync(
                          () -> sharedWrites.apply(put("free" + n, n)), callers))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(others).join();
      assertThat(heldUp).isNotDone();
      lock.rollback();
    }
    assertThat(heldUp.join().status()).isEqualTo(Outcome.Status.CORRECTED);
  }

  private interface Numbered {
    Change change(int number);
  }

  /** Starts that many callers, of whom nobody can commit before all have come. */
  private List<CompletableFuture<Outcome>> whileMarksAreLocked(int callersAtOnce, Numbered changes)
      throws SQLException {
    List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
    List<Thread> started = new ArrayList<>();
    try (Connection lock = database.getConnection();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute("LOCK TABLE entry_revision IN EXCLUSIVE MODE");
      for (int n = 0; n < callersAtOnce; n++) {
        Change change = changes.change(n);
        outcomes.add(
            CompletableFuture.supplyAsync(
                () -> {
                  synchronized (started) {
                    started.add(Thread.currentThread());
                  }
                  return sharedWrites.apply(change);
                },
                callers));
      }
      await().until(() -> allWait(started, outcomes));
      lock.rollback();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> outcomes.stream().allMatch(CompletableFuture::isDone));
    return outcomes;
  }

  /** Parked for their turn, in a statement, or turned away. */
  private static boolean allWait(List<Thread> started, List<CompletableFuture<Outcome>> outcomes) {
    synchronized (started) {
      long parked =
          started.stream().filter(thread -> thread.getState() == Thread.State.WAITING).count();
      long done = outcomes.stream().filter(CompletableFuture::isDone).count();
      return started.size() == outcomes.size() && parked + done >= outcomes.size() - 2;
    }
  }

  private Change put(String id, int number) {
    byte[] body = ("{\"notes\":\"" + number + "\"}").getBytes(StandardCharsets.UTF_8);
    return Change.put(
        new EntryKey("local", athlete, Kind.SESSION, id),
        new Content("session.session-recorded.v1", body, Instant.EPOCH),
        Precondition.NONE,
        new Actor("test", false, "shared-writes-it"));
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, athlete);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
