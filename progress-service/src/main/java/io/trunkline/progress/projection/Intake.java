package io.trunkline.progress.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.erasure.ErasedAthletes;
import io.trunkline.progress.erasure.Pseudonyms;
import io.trunkline.tracing.Spans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;

/**
 * Takes batches of records into the projection, effectively once: an athlete's records of a batch
 * are one transaction together with what follows from them, a revision already known changes
 * nothing, and a record that cannot be used stands in quarantine instead of in the way.
 *
 * <p>Guarantee: nothing is thrown, because the connector would then stop the partition for good. A
 * failing database is retried here until it answers or the process ends.
 */
@ApplicationScoped
class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class);
  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 2_000;
  private static final int ATHLETES_PER_TRANSACTION = 20;

  /**
   * A batch older than this is one of many: its athletes' next entries are on their way, and to
   * decide after each would take a whole history once for every entry of it.
   */
  private static final long OLD_MS = 10_000;

  // Data exception, constraint violation, raised by a trigger: this record's own fault. Anything
  // else is
  // the database's and passes.
  private static final Set<String> DATA_FAULTS = Set.of("22", "23", "P0");

  private final Database database;
  private final Consequences consequences;
  private final ErasedAthletes erased;
  private final Pseudonyms pseudonyms;
  private final MeterRegistry metrics;
  private final Spans spans;
  private final CountDownLatch stopping = new CountDownLatch(1);

  Intake(
      Database database,
      Consequences consequences,
      ErasedAthletes erased,
      Pseudonyms pseudonyms,
      MeterRegistry metrics,
      Spans spans) {
    this.database = database;
    this.consequences = consequences;
    this.erased = erased;
    this.pseudonyms = pseudonyms;
    this.metrics = metrics;
    this.spans = spans;
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
    SortedMap<Integer, Watermark> watermarks = new TreeMap<>();
    SortedMap<Athlete, Erasure> erasures = new TreeMap<>();
    List<BadRecord> bad = new ArrayList<>();
    int copies = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        Reading reading = stream.read(record);
        if (reading instanceof Copy copy) {
          copies++;
          highest.merge(copy.key(), copy, Copy::higher);
        } else if (reading instanceof Erasure erasure) {
          erasures.put(believed(erasure).athlete(), erasure);
        } else if (reading instanceof Watermark watermark) {
          watermarks.merge(watermark.partition(), watermark, Watermark::later);
        } else if (reading instanceof Ignored ignored) {
          count(stream, ignored.outcome(), 1);
        }
      } catch (Unusable unusable) {
        bad.add(new BadRecord(record, unusable.reason, unusable.key, unusable.revision));
      } catch (RuntimeException ours) {
        EntryKey key = stream.key(record).orElse(null);
        bad.add(failure(record, key, Headers.revision(record).orElse(null), ours));
      }
    }
    for (Athlete athlete : erasures.keySet()) {
      // First: what the batch holds about them is then dropped like any late copy.
      if (!certainly(stream, connection -> erased.erase(connection, athlete))) {
        return false;
      }
      count(stream, "erased", 1);
    }
    for (Part part : parts(highest.values(), bad)) {
      if (!apply(stream, part)) {
        return false;
      }
    }
    count(stream, "dropped", copies - highest.size());
    // An alert sees a counter grow only if it was there before.
    count(stream, "refused", 0);
    // Last: they vouch for everything above.
    return watermarks.isEmpty()
        || certainly(stream, connection -> Watermark.keep(connection, watermarks.values()));
  }

  /** Two services with different installation keys would not recognise the athlete again. */
  private Erasure believed(Erasure erasure) throws Unusable {
    if (!erasure.pseudonym().equals(pseudonyms.of(erasure.athlete()))) {
      throw new Unusable(Reason.KEY_MISMATCH, erasure.key(), erasure.revision());
    }
    return erasure;
  }

  private boolean certainly(Stream stream, Database.Change change) {
    try {
      return committed(stream, change, any -> false);
    } catch (Refused impossible) {
      throw new IllegalStateException("Only good records are ever refused.", impossible);
    }
  }

  /**
   * What one transaction takes.
   *
   * @param athletes those named, good record or bad
   */
  private record Part(SortedSet<Athlete> athletes, List<Copy> good, List<BadRecord> bad) {
    Part() {
      this(new TreeSet<>(), new ArrayList<>(), new ArrayList<>());
    }

    Part without(Set<Athlete> gone) {
      if (gone.isEmpty()) {
        return this;
      }
      SortedSet<Athlete> others = new TreeSet<>(athletes);
      others.removeAll(gone);
      return new Part(
          others,
          good.stream().filter(copy -> !gone.contains(copy.key().owner())).toList(),
          bad.stream()
              .filter(record -> record.key() == null || !gone.contains(record.key().owner()))
              .toList());
    }
  }

  /**
   * Computing takes time, and a transaction has only so much of it: a batch of many athletes is
   * several transactions, unless it is computed later. All records of one athlete stay together.
   */
  private static List<Part> parts(Collection<Copy> good, List<BadRecord> bad) {
    SortedMap<Athlete, Part> byAthlete =
        new TreeMap<>(Comparator.nullsFirst(Comparator.naturalOrder()));
    for (Copy copy : good) {
      part(byAthlete, copy.key()).good().add(copy);
    }
    for (BadRecord record : bad) {
      part(byAthlete, record.key()).bad().add(record);
    }
    int athletesPerTransaction = areOld(good) ? Integer.MAX_VALUE : ATHLETES_PER_TRANSACTION;
    List<Part> parts = new ArrayList<>();
    Part last = new Part();
    for (Part one : byAthlete.values()) {
      if (last.athletes().size() == athletesPerTransaction) {
        parts.add(last);
        last = new Part();
      }
      last.athletes().addAll(one.athletes());
      last.good().addAll(one.good());
      last.bad().addAll(one.bad());
    }
    parts.add(last);
    return parts;
  }

  private static Part part(SortedMap<Athlete, Part> byAthlete, EntryKey key) {
    Athlete athlete = key == null ? null : key.owner();
    Part part = byAthlete.computeIfAbsent(athlete, any -> new Part());
    if (athlete != null) {
      part.athletes().add(athlete);
    }
    return part;
  }

  private static SortedSet<Athlete> owners(List<Copy> copies) {
    return copies.stream()
        .map(copy -> copy.key().owner())
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean apply(Stream stream, Part part) {
    try {
      return persist(stream, part);
    } catch (Refused oneOfThem) {
      return onePerTransaction(stream, part);
    }
  }

  /**
   * The slow way, taken when the database refuses one record's data: only that one is set aside.
   * The bad ones first: no decision may rest on an athlete's other records alone.
   */
  private boolean onePerTransaction(Stream stream, Part part) {
    if (!persisted(stream, part.athletes(), part.bad())) {
      return false;
    }
    for (Copy copy : part.good()) {
      SortedSet<Athlete> athlete = owners(List.of(copy));
      boolean done;
      try {
        done = persist(stream, new Part(athlete, List.of(copy), List.of()));
      } catch (Refused refused) {
        done =
            persisted(
                stream,
                athlete,
                List.of(failure(copy.record(), copy.key(), copy.revision(), refused.getCause())));
      }
      if (!done) {
        return false;
      }
    }
    return true;
  }

  private boolean persisted(Stream stream, SortedSet<Athlete> athletes, List<BadRecord> bad) {
    try {
      return persist(stream, new Part(athletes, List.of(), bad));
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

  private boolean persist(Stream stream, Part part) throws Refused {
    int[] counts = new int[2];
    boolean done;
    try (TracedCopies traced = TracedCopies.of(part.good(), spans)) {
      done =
          committed(
              stream,
              connection -> write(connection, stream, part, counts, traced),
              failure -> !part.good().isEmpty() && isDataFault(failure));
    }
    if (done) {
      count(stream, "applied", counts[0]);
      count(stream, "quarantined", counts[1]);
      count(stream, "dropped", part.good().size() + part.bad().size() - counts[0] - counts[1]);
    }
    return done;
  }

  /**
   * Retries for ever.
   *
   * @param hopeless which failures no repetition mends
   * @return false when the process ends first
   */
  private boolean committed(Stream stream, Database.Change change, Predicate<Exception> hopeless)
      throws Refused {
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        database.commit(change);
        return true;
      } catch (SQLException | RuntimeException failure) {
        if (hopeless.test(failure)) {
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

  private void write(
      Connection connection, Stream stream, Part named, int[] counts, TracedCopies traced)
      throws SQLException {
    erased.hold(connection);
    Part part = named.without(erased.among(connection, named.athletes()));
    AthleteLock.take(connection, part.athletes());
    counts[0] = part.good().isEmpty() ? 0 : stream.store(connection, part.good());
    counts[1] = 0;
    for (BadRecord record : part.bad()) {
      boolean stale =
          record.key() != null
              && record.revision() != null
              && stream.has(connection, record.key(), record.revision());
      if (!stale) {
        int put = Quarantine.put(connection, record);
        if (put > 0 && record.key() == null && stream instanceof TrainingLog) {
          ReconcileWish.unlessAsked(connection, record.record().partition());
        }
        counts[1] += put;
      }
    }
    if (!part.good().isEmpty()) {
      Quarantine.resolve(connection, part.good());
    }
    // A bad record has none: it is stale, or its athlete waits for a good copy.
    SortedSet<Athlete> changed = owners(part.good());
    if (areOld(part.good())) {
      consequences.drawSoon(connection, changed);
      return;
    }
    for (Athlete athlete : changed) {
      traced.goOn(athlete, () -> consequences.draw(connection, athlete));
    }
  }

  private static boolean areOld(Collection<Copy> copies) {
    long newest = copies.stream().mapToLong(copy -> copy.record().timestamp()).max().orElse(0);
    return newest < System.currentTimeMillis() - OLD_MS;
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
