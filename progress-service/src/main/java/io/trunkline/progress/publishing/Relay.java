package io.trunkline.progress.publishing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.trunkline.progress.Database;
import io.trunkline.progress.Rounds;
import io.trunkline.tracing.Spans;
import io.trunkline.tracing.Traceparent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/**
 * Publishes every decision that stands and that the broker has not acknowledged yet.
 *
 * <p>A row is work until then, so nothing is forgotten; a crash between acknowledgement and
 * settling sends it again, and so may several replicas. Decisions superseded before they were sent
 * are not sent: records are state, and each decision stays readable over HTTP. With Kafka away only
 * this waits.
 */
@ApplicationScoped
class Relay {

  static final String CHANNEL = "recommendations-out";

  /** Shorter than a claim, longer than the producer's own delivery timeout. */
  private static final long ACK_SECONDS = 35;

  private final Database database;
  private final RecommendationsTopic topic;
  private final KafkaClientService kafka;
  private final Spans spans;
  private final Rounds rounds = new Rounds("progress-relay", Duration.ofMillis(200), this::publish);

  private boolean topicReady;

  /**
   * @param declared unused, but without an emitter the connector would not make the channel's
   *     producer. Sending through it is no choice: it sends the record it captured again after the
   *     client gave up.
   */
  Relay(
      Database database,
      RecommendationsTopic topic,
      KafkaClientService kafka,
      Spans spans,
      @Channel(CHANNEL) Emitter<byte[]> declared) {
    this.database = database;
    this.topic = topic;
    this.kafka = kafka;
    this.spans = spans;
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  private void publish() throws Exception {
    if (!topicReady) {
      topic.ensure();
      topicReady = true;
    }
    List<Claim> claims = claim();
    while (!claims.isEmpty()) {
      send(claims);
      claims = claim();
    }
  }

  private List<Claim> claim() throws SQLException {
    List<Claim> claims = new ArrayList<>();
    database.commit(connection -> claims.addAll(Claim.batch(connection)));
    return claims;
  }

  /**
   * No transaction is open while the broker is waited for.
   *
   * @throws ExecutionException a record was not acknowledged; the others are settled
   */
  private void send(List<Claim> claims)
      throws SQLException, ExecutionException, InterruptedException {
    Map<Claim, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    Set<Claim> acknowledged = new HashSet<>();
    try {
      hand(claims, sent);
      await(sent, acknowledged);
    } finally {
      database.commit(connection -> settle(connection, claims, sent.keySet(), acknowledged));
    }
  }

  /** Stops at the first refusal: with the broker away each send would block for max.block.ms. */
  private void hand(List<Claim> claims, Map<Claim, Future<RecordMetadata>> sent) {
    AtomicBoolean refused = new AtomicBoolean();
    Producer<byte[], byte[]> producer = kafka.<byte[], byte[]>getProducer(CHANNEL).unwrap();
    for (Claim claim : claims) {
      sent.put(
          claim, send(producer, claim, failure -> refused.compareAndSet(false, failure != null)));
      if (refused.get()) {
        return;
      }
    }
  }

  /** The last step of the trace the decision was made in. */
  private Future<RecordMetadata> send(
      Producer<byte[], byte[]> producer, Claim claim, Consumer<Exception> answered) {
    ProducerRecord<byte[], byte[]> record = claim.decision().forKafka();
    Span step =
        spans.next(claim.traceparent(), "publish", SpanKind.PRODUCER, PublishedDecision.TOPIC);
    String here = Traceparent.of(step);
    if (here != null) {
      record.headers().add(Traceparent.HEADER, here.getBytes(StandardCharsets.US_ASCII));
    }
    Consumer<Exception> end = answered.andThen(Spans.endOf(step));
    return producer.send(record, (done, failure) -> end.accept(failure));
  }

  private static void await(Map<Claim, Future<RecordMetadata>> sent, Set<Claim> acknowledged)
      throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ACK_SECONDS);
    ExecutionException first = null;
    for (Map.Entry<Claim, Future<RecordMetadata>> record : sent.entrySet()) {
      try {
        record.getValue().get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        acknowledged.add(record.getKey());
      } catch (ExecutionException failure) {
        first = first == null ? failure : first;
      } catch (TimeoutException late) {
        first = first == null ? new ExecutionException(late) : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static void settle(
      Connection connection, List<Claim> claims, Set<Claim> sent, Set<Claim> acknowledged)
      throws SQLException {
    for (Claim claim : claims) {
      if (acknowledged.contains(claim)) {
        claim.acknowledged(connection);
      } else if (sent.contains(claim)) {
        claim.refused(connection);
      } else {
        claim.unsent(connection);
      }
    }
  }
}
