package io.trunkline.session.relay;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.MarksWaiting;
import io.trunkline.tracing.Spans;
import io.trunkline.tracing.Traceparent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Publishes what the journal marked: claim, read, send, settle. No transaction is open while Kafka
 * is asked, so a slow or absent broker never holds up a write. Every committed change is published
 * at least once, as itself or as a later state of its entry; a crash can only duplicate.
 */
@Singleton
class Relay {

  private static final Logger LOG = Logger.getLogger(Relay.class);

  /** Of the longest bodies 25 MiB: the producer's buffer holds 32. */
  private static final int BATCH = 400;

  /** Shorter than a claim, so that what is still on its way is not claimed by another relay. */
  private static final Duration BATCH_DEADLINE = Duration.ofSeconds(35);

  /** As many in a batch that is not full mean that more are being written. */
  private static final int CROWD = 8;

  /** So long they gather: a batch of many costs hardly more than one of few. */
  private static final Duration GATHERING = Duration.ofMillis(20);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final OutboxMarks marks;
  private final Journal journal;
  private final MarksWaiting marksWaiting;
  private final OwnTopics topics;
  private final LogProducer producer;
  private final Spans spans;
  private volatile boolean running;
  private Thread thread;
  private int batchSize = BATCH;

  Relay(
      OutboxMarks marks,
      Journal journal,
      MarksWaiting marksWaiting,
      OwnTopics topics,
      LogProducer producer,
      Spans spans) {
    this.marks = marks;
    this.journal = journal;
    this.marksWaiting = marksWaiting;
    this.topics = topics;
    this.producer = producer;
    this.spans = spans;
  }

  void start(@Observes StartupEvent started) {
    start();
  }

  void stop(@Observes ShutdownEvent stopped) throws InterruptedException {
    stop();
  }

  synchronized void start() {
    running = true;
    thread = new Thread(this::run, "relay");
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets the batch at hand finish. */
  synchronized void stop() throws InterruptedException {
    running = false;
    marksWaiting.announce();
    thread.join(BATCH_DEADLINE.toMillis());
  }

  private void run() {
    try {
      while (running) {
        marksWaiting.await(publishOnce());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what there is to do, and tells how long to rest before looking again. */
  private Duration publishOnce() throws InterruptedException {
    try {
      if (!topics.areReady()) {
        return AFTER_TROUBLE;
      }
      return publishBatch() ? Duration.ZERO : LOOK_AGAIN;
    } catch (RuntimeException failure) {
      // Claims run out by themselves: nothing is forgotten.
      LOG.warnf("the relay rests: %s", failure.getMessage());
      return AFTER_TROUBLE;
    }
  }

  /** True if there may be more at once. */
  private boolean publishBatch() throws InterruptedException {
    List<OutboxMark> claimed = marks.claim(batchSize);
    if (claimed.isEmpty()) {
      return false;
    }
    List<Future<RecordMetadata>> sent = send(claimed);
    List<OutboxMark> acknowledged = new ArrayList<>();
    List<OutboxMark> refused = new ArrayList<>();
    long deadline = System.nanoTime() + BATCH_DEADLINE.toNanos();
    for (int i = 0; i < sent.size(); i++) {
      (LogProducer.isAcknowledged(sent.get(i), deadline) ? acknowledged : refused)
          .add(claimed.get(i));
    }
    List<OutboxMark> untried = claimed.subList(sent.size(), claimed.size());
    // After a failure one record at a time probes whether Kafka is back.
    batchSize = refused.isEmpty() ? BATCH : 1;
    marks.settle(acknowledged);
    marks.backOff(refused);
    marks.giveBack(untried);
    if (claimed.size() >= CROWD && claimed.size() < batchSize) {
      TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
    }
    return refused.isEmpty();
  }

  /**
   * Hands over in order and stops at the first failure: with the broker gone each record would cost
   * a second.
   *
   * @return of the first of them, as many as were tried
   */
  private List<Future<RecordMetadata>> send(List<OutboxMark> claimed) throws InterruptedException {
    Map<EntryKey, JournalEntry> entries =
        journal.readAcrossTenants(claimed.stream().map(OutboxMark::key).toList());
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (OutboxMark mark : claimed) {
      Future<RecordMetadata> ack =
          recordOf(mark, entries.get(mark.key()))
              .map(published -> send(published, mark))
              .orElse(CompletableFuture.completedFuture(null));
      sent.add(ack);
      if (ack.isDone() && !LogProducer.isAcknowledged(ack, System.nanoTime())) {
        break;
      }
    }
    producer.sendAtOnce();
    return sent;
  }

  /** A step of the trace the change was made in, and the next goes on from it. */
  private Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> published, OutboxMark mark) {
    Span step =
        spans.next(mark.traceparent(), "publish", SpanKind.PRODUCER, OwnTopics.TRAINING_LOG);
    String here = Traceparent.of(step);
    if (here != null) {
      TrainingLogRecord.addTraceparent(published, here);
    }
    return producer.send(published, Spans.endOf(step));
  }

  /**
   * The entry as it stands. Behind a stale copy of an erased athlete's entry goes a null, even when
   * the journal has forgotten that entry. Empty: forgotten, and nothing to take back.
   */
  private static Optional<ProducerRecord<byte[], byte[]>> recordOf(
      OutboxMark mark, JournalEntry entry) {
    if (mark.nullRevision() > (entry == null ? 0 : entry.revision())) {
      return Optional.of(
          TrainingLogRecord.nullOf(mark.key(), mark.nullRevision(), mark.markedAt()));
    }
    return Optional.ofNullable(entry).map(TrainingLogRecord::of);
  }
}
