package io.trunkline.progress.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.trunkline.progress.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Takes batches of records into the projection, effectively once: a batch is one transaction, a
 * revision already known changes nothing, and a record that cannot be used stands in quarantine
 * instead of in the way.
 *
 * <p>Guarantee: nothing is thrown, because the connector would then stop the partition for good. A
 * failing database is retried here until it answers or the process ends.
 */
@ApplicationScoped
class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class);
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 2_000;

  // Data exception, constraint violation, raised by a trigger: this record's own fault. Anything
  // else is
  // the database's and passes.
  private static final Set<String> DATA_FAULTS = Set.of("22", "23", "P0");

  private final Database database;
  private final MeterRegistry metrics;
  private final CountDownLatch stopping = new CountDownLatch(1);

  Intake(Database database, MeterRegistry metrics) {
    this.database = database;
    this.metrics = metrics;
  }

  void stop(@Observes ShutdownEvent end) {
    stopping.countDown();
  }

  /**
   * Applies the whole batch.
   *
   * @return true once everything is committed; false when the process ends first, in which case the
   *     batch must not be acknowledged
   */
  boolean take(ConsumerRecords<byte[], byte[]> records, Stream stream) {
    Map<EntryKey, Copy> highest = new TreeMap<>();
    List<BadRecord> bad = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Copy copy = stream.read(record);
        highest.merge(copy.key(), copy, Copy::higher);
      } catch (Unusable unusable) {
        bad.add(new BadRecord(record, unusable.reason, unusable.key, unusable.revision));
      } catch (RuntimeException ours) {
        EntryKey key = stream.key(record).orElse(null);
        bad.add(failure(record, key, Headers.revision(record).orElse(null), ours));
      }
    }
    List<Copy> good = List.copyOf(highest.values());
    try {
      return persist(stream, good, bad, records.count());
    } catch (Refused oneOfThem) {
      return onePerTransaction(stream, good) && persisted(stream, bad);
    }
  }

  /**
   * The slow way, taken when the database refuses one record's data: only that one is set aside.
   */
  private boolean onePerTransaction(Stream stream, List<Copy> good) {
    for (Copy copy : good) {
      boolean done;
      try {
        done = persist(stream, List.of(copy), List.of(), 1);
      } catch (Refused refused) {
        done =
            persisted(
                stream,
                List.of(failure(copy.record(), copy.key(), copy.revision(), refused.getCause())));
      }
      if (!done) {
        return false;
      }
    }
    return true;
  }

  private boolean persisted(Stream stream, List<BadRecord> bad) {
    try {
      return persist(stream, List.of(), bad, bad.size());
    } catch (Refused impossible) {
      throw new IllegalStateException("Only good records are ever refused.", impossible);
    }
  }

  private static BadRecord failure(
      ConsumerRecord<byte[], byte[]> record, EntryKey key, Long revision, Throwable cause) {
    // The place only: neither the message of the failure nor the record's key may reach a log.
    LOG.errorf(
        "Set aside %s-%d@%d: %s",
        record.topic(), record.partition(), record.offset(), cause.getClass().getName());
    return new BadRecord(record, Reason.HANDLER_ERROR, key, revision);
  }

  /** Retries for ever, unless the database refuses the data of {@code good}. */
  private boolean persist(Stream stream, List<Copy> good, List<BadRecord> bad, int records)
      throws Refused {
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        int[] counts = new int[2];
        database.commit(connection -> write(connection, stream, good, bad, counts));
        count(stream, "applied", counts[0]);
        count(stream, "quarantined", counts[1]);
        count(stream, "dropped", records - counts[0] - counts[1]);
        return true;
      } catch (SQLException | RuntimeException failure) {
        if (!good.isEmpty() && isDataFault(failure)) {
          throw new Refused(failure);
        }
        LOG.warnf("Waiting for the database: %s", describe(failure));
        metrics.counter("trunkline.projection.waits", "stream", stream.name()).increment();
      }
      if (stopsWithin(pause)) {
        return false;
      }
    }
  }

  private static void write(
      Connection connection, Stream stream, List<Copy> good, List<BadRecord> bad, int[] counts)
      throws SQLException {
    counts[0] = good.isEmpty() ? 0 : stream.store(connection, good);
    counts[1] = 0;
    for (BadRecord record : bad) {
      boolean stale =
          record.key() != null
              && record.revision() != null
              && stream.has(connection, record.key(), record.revision());
      counts[1] += stale ? 0 : Quarantine.put(connection, record);
    }
    if (!good.isEmpty()) {
      Quarantine.resolve(connection, good);
    }
  }

  private void count(Stream stream, String outcome, int records) {
    metrics
        .counter("trunkline.projection.records", "stream", stream.name(), "outcome", outcome)
        .increment(records);
  }

  private boolean stopsWithin(long milliseconds) {
    try {
      return stopping.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private static boolean isDataFault(Exception failure) {
    return !(failure instanceof SQLException sql)
        || (sql.getSQLState() != null && DATA_FAULTS.contains(sql.getSQLState().substring(0, 2)));
  }

  private static String describe(Exception failure) {
    return failure instanceof SQLException sql
        ? "SQLSTATE " + sql.getSQLState()
        : failure.getClass().getName();
  }

  /** The database will never take these records' data. */
  private static final class Refused extends Exception {
    Refused(Exception cause) {
      super(cause);
    }
  }
}
