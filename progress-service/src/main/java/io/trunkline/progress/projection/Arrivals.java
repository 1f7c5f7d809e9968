package io.trunkline.progress.projection;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Notices when entries that somebody waits for are in the projection and decided on. The database
 * is asked, not this process, because another replica may own the athlete's partition; and it is
 * asked once for all who wait, because a crowd of questions would take the time that what they wait
 * for needs.
 */
@ApplicationScoped
class Arrivals {

  /** Of several tenants, so it compares the tenant itself. */
  private static final String ARRIVED =
      """
      SELECT w.number,
        EXISTS (
          SELECT FROM log_entry l
          WHERE l.tenant = w.tenant AND l.athlete = w.athlete AND l.kind = w.kind
            AND l.entry_id = w.entry_id AND l.revision >= w.revision)
        AND NOT EXISTS (
          SELECT FROM athlete a
          WHERE a.tenant = w.tenant AND a.athlete = w.athlete AND a.decided_for = %d),
        EXISTS (
          SELECT FROM quarantine q
          WHERE q.resolved_at IS NULL AND q.tenant = w.tenant AND q.athlete = w.athlete
            AND q.kind = w.kind AND q.entry_id = w.entry_id
            AND (q.revision IS NULL OR q.revision >= w.revision))
      FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY
        AS w (tenant, athlete, kind, entry_id, revision, number)
      """
          .formatted(AwaitRevisions.ENTRIES_TO_DECIDE_ON);

  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Database database;
  private final Rounds rounds = new Rounds("progress-arrivals", PAUSE, this::look);
  private final BlockingQueue<Waiter> arriving = new LinkedBlockingQueue<>();
  private final List<Waiter> waiting = new ArrayList<>();

  Arrivals(Database database) {
    this.database = database;
  }

  /** Somebody who waits; only the thread that looks touches what is missing. */
  private record Waiter(
      String tenant, Set<AfterRevision> missing, CompletableFuture<Void> answer) {}

  private record Wish(Waiter waiter, AfterRevision entry) {}

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  /**
   * Ends once all are there; fails with the problem to answer when one cannot be read, or the
   * database not be asked. Who waits no longer cancels it.
   */
  Future<Void> of(String tenant, List<AfterRevision> wanted) {
    Waiter waiter = new Waiter(tenant, new HashSet<>(wanted), new CompletableFuture<>());
    arriving.add(waiter);
    return waiter.answer();
  }

  private void look() throws InterruptedException {
    if (waiting.isEmpty()) {
      Waiter first = arriving.poll(1, TimeUnit.SECONDS);
      if (first == null) {
        return;
      }
      waiting.add(first);
    }
    arriving.drainTo(waiting);
    waiting.removeIf(waiter -> waiter.answer().isDone());
    try {
      tell(waiting.stream().flatMap(Arrivals::wishes).toList());
    } catch (RuntimeException failure) {
      waiting.forEach(waiter -> waiter.answer().completeExceptionally(failure));
      throw failure;
    }
  }

  private static java.util.stream.Stream<Wish> wishes(Waiter waiter) {
    return waiter.missing().stream().map(entry -> new Wish(waiter, entry));
  }

  private void tell(List<Wish> wishes) {
    database.snapshotAcrossTenants(
        connection -> {
          keepPlan(connection);
          try (PreparedStatement statement = connection.prepareStatement(ARRIVED)) {
            bind(statement, wishes);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                tell(wishes.get(rows.getInt(1) - 1), rows.getBoolean(2), rows.getBoolean(3));
              }
            }
          }
          return null;
        });
  }

  /** Else it is planned for the length of its arrays each time, which costs more than it does. */
  private static void keepPlan(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL plan_cache_mode = force_generic_plan");
    }
  }

  private static void bind(PreparedStatement statement, List<Wish> wishes) throws SQLException {
    Connection connection = statement.getConnection();
    List<Function<Wish, String>> texts =
        List.of(
            wish -> wish.waiter().tenant(),
            wish -> wish.entry().athlete(),
            wish -> wish.entry().kind(),
            wish -> wish.entry().entryId());
    for (int i = 0; i < texts.size(); i++) {
      statement.setArray(
          i + 1, connection.createArrayOf("text", wishes.stream().map(texts.get(i)).toArray()));
    }
    statement.setArray(
        texts.size() + 1,
        connection.createArrayOf(
            "int8", wishes.stream().map(wish -> wish.entry().revision()).toArray()));
  }

  private static void tell(Wish wish, boolean arrived, boolean quarantined) {
    Waiter waiter = wish.waiter();
    if (arrived) {
      waiter.missing().remove(wish.entry());
      if (waiter.missing().isEmpty()) {
        waiter.answer().complete(null);
      }
    } else if (quarantined) {
      // What is in quarantine will not arrive by waiting.
      waiter.answer().completeExceptionally(Problems.athleteIncomplete());
    }
  }
}
