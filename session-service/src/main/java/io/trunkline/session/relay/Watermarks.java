package io.trunkline.session.relay;

import io.quarkus.scheduler.Scheduled;
import io.trunkline.session.journal.DatabaseAway;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Tells in each partition of the log up to when it is complete: every change committed before that
 * moment lies before the watermark. So a reader knows a quiet topic from a stuck relay, and the
 * broker keeps compacting where nobody writes, since it never cleans the segment it appends to.
 */
@Singleton
class Watermarks {

  private static final Logger LOG = Logger.getLogger(Watermarks.class);
  private static final Duration SEND_LIMIT = Duration.ofSeconds(35);

  /**
   * The moment of the statement lies before its snapshot, and no transaction that wrote a mark
   * lives longer than 10 s: what the snapshot does not show was marked after it, less 12 s.
   */
  private static final String COMPLETE_UNTIL =
      """
      SELECT p.partition, LEAST(m.oldest, statement_timestamp() - interval '12 s'), statement_timestamp()
        FROM generate_series(0, ? - 1) AS p (partition)
        LEFT JOIN (SELECT partition, min(marked_at) AS oldest FROM outbox_mark GROUP BY partition) m
          ON m.partition = p.partition
       ORDER BY p.partition
      """;

  private final Transactions transactions;
  private final Turns turns;
  private final OwnTopics topics;
  private final LogProducer producer;
  private final boolean enabled;
  private final Duration every;

  Watermarks(
      Transactions transactions,
      Turns turns,
      OwnTopics topics,
      LogProducer producer,
      @ConfigProperty(name = "trunkline.watermark.enabled") boolean enabled,
      @ConfigProperty(name = "trunkline.watermark.every") Duration every) {
    this.transactions = transactions;
    this.turns = turns;
    this.topics = topics;
    this.producer = producer;
    this.enabled = enabled;
    this.every = every;
  }

  /** What one partition says. */
  record Watermark(int partition, Instant completeUntil, Instant at) {}

  /** Looks more often than it must send, so that another replica's end is noticed soon. */
  @Scheduled(
      every = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void sendIfDue() throws InterruptedException {
    try {
      if (enabled && topics.areReady() && turns.take("watermark", every)) {
        send(read());
      }
    } catch (DatabaseAway away) {
      LOG.warn("the database is away; the watermark stands still");
    }
  }

  List<Watermark> read() {
    return transactions.runAcrossTenants(Watermarks::select);
  }

  private static List<Watermark> select(Connection connection) throws SQLException {
    List<Watermark> watermarks = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(COMPLETE_UNTIL)) {
      select.setInt(1, EntryKey.PARTITIONS);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          watermarks.add(new Watermark(row.getInt(1), instant(row, 2), instant(row, 3)));
        }
      }
    }
    return watermarks;
  }

  void send(List<Watermark> watermarks) throws InterruptedException {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (Watermark watermark : watermarks) {
      Future<RecordMetadata> ack =
          producer.send(
              TrainingLogRecord.watermark(
                  watermark.partition(), watermark.completeUntil(), watermark.at()));
      sent.add(ack);
      if (ack.isDone() && !LogProducer.isAcknowledged(ack, System.nanoTime())) {
        break;
      }
    }
    long deadline = System.nanoTime() + SEND_LIMIT.toNanos();
    for (Future<RecordMetadata> ack : sent) {
      // Nothing depends on one of them: the next says more.
      if (!LogProducer.isAcknowledged(ack, deadline)) {
        return;
      }
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
