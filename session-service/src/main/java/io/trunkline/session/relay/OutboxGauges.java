package io.trunkline.session.relay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.trunkline.session.journal.DatabaseAway;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * How much waits to be published, and for how long: {@code trunkline.outbox.depth} in entries and
 * {@code trunkline.outbox.oldest.age} in seconds; and how long the oldest erasure has been open:
 * {@code trunkline.erasure.oldest.age} in seconds. These are of the whole installation, the same
 * from every replica, and stand still while the database is away; that is {@code
 * trunkline.database.silent}, this replica's own, in seconds.
 */
@Singleton
class OutboxGauges {

  private static final Logger LOG = Logger.getLogger(OutboxGauges.class);
  private static final String STATE =
      """
      SELECT count(*), COALESCE(GREATEST(0, extract(epoch FROM clock_timestamp() - min(marked_at))), 0),
             (SELECT COALESCE(GREATEST(0, extract(epoch FROM clock_timestamp() - min(requested_at))), 0)
                FROM erasure WHERE athlete IS NOT NULL)
        FROM outbox_mark
      """;

  private final Transactions transactions;
  private volatile State state = new State(0, 0, 0);
  private volatile long answeredAt = System.nanoTime();

  private record State(long depth, double oldestAgeSeconds, double oldestErasureSeconds) {}

  OutboxGauges(Transactions transactions, MeterRegistry metrics) {
    this.transactions = transactions;
    Gauge.builder("trunkline.outbox.depth", () -> state.depth())
        .description("Entries whose latest state is not known to be published.")
        .register(metrics);
    Gauge.builder("trunkline.outbox.oldest.age", () -> state.oldestAgeSeconds())
        .description("How long the oldest of them has been waiting.")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("trunkline.erasure.oldest.age", () -> state.oldestErasureSeconds())
        .description("How long the oldest erasure that is not closed has been open.")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder(
            "trunkline.database.silent",
            () -> TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - answeredAt))
        .description("Since the database last answered this replica.")
        .baseUnit("seconds")
        .register(metrics);
  }

  @Scheduled(
      every = "{trunkline.outbox.look-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void look() {
    try {
      state =
          transactions.runAcrossTenants(
              connection -> {
                try (PreparedStatement select = connection.prepareStatement(STATE);
                    ResultSet row = select.executeQuery()) {
                  row.next();
                  return new State(row.getLong(1), row.getDouble(2), row.getDouble(3));
                }
              });
      answeredAt = System.nanoTime();
    } catch (DatabaseAway away) {
      LOG.debug("the outbox cannot be counted while the database is away");
    }
  }
}
