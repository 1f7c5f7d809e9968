package io.trunkline.catalog.publishing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.trunkline.catalog.definition.DefinitionStored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Publishes every definition whose current version the broker has not acknowledged yet.
 *
 * <p>A row is work until the broker has acknowledged its version, so nothing is forgotten; a crash
 * between acknowledgement and settling sends it again. Versions overtaken before they were sent are
 * not sent: records are state, and each version stays readable over HTTP. After each round the
 * topics are read back. {@code trunkline.database.silent} and {@code trunkline.publishing.silent}
 * are the seconds since the database answered and since a round, the broker's part included, went
 * well.
 */
@ApplicationScoped
public class Relay {

  private static final long POLL_MILLIS = 1000;

  /** Shorter than a claim, longer than the producer's own delivery timeout. */
  private static final long ACK_SECONDS = 35;

  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "catalog-relay");
            thread.setDaemon(true);
            return thread;
          });

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject Topics topics;
  @Inject ReadBack readBack;
  @Inject MeterRegistry metrics;

  private volatile long databaseAnsweredAt = System.nanoTime();
  private volatile long wentWellAt = System.nanoTime();
  private boolean topicsReady;
  private boolean failing;
  private KafkaProducer<byte[], byte[]> producer;

  void start(@Observes StartupEvent started) {
    gauge(
        "trunkline.database.silent",
        "Since the database last answered this replica.",
        () -> databaseAnsweredAt);
    gauge(
        "trunkline.publishing.silent",
        "Since what was to be published was published and the topics were read back.",
        () -> wentWellAt);
    // publish throws nothing, so nobody needs the future.
    ScheduledFuture<?> unused =
        worker.scheduleWithFixedDelay(this::publish, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void gauge(String name, String description, LongSupplier since) {
    Gauge.builder(name, () -> TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since.getAsLong()))
        .description(description)
        .baseUnit("seconds")
        .register(metrics);
  }

  void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DefinitionStored stored) {
    try {
      worker.execute(this::publish);
    } catch (RejectedExecutionException stopping) {
      Log.debug("Published after the next start", stopping);
    }
  }

  void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
    worker.shutdown();
    if (!worker.awaitTermination(5, TimeUnit.SECONDS)) {
      worker.shutdownNow();
    }
    if (worker.isTerminated()) {
      readBack.close();
    }
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }

  /** One round; whatever goes wrong is tried again with the next. */
  private void publish() {
    try {
      if (!topicsReady) {
        topics.createMissing();
        topicsReady = true;
      }
      boolean more;
      do {
        more = publishBatch();
      } while (more);
      readBack.toTheEnd();
      failing = false;
      wentWellAt = System.nanoTime();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException failure) {
      // Once per outage, not once a second.
      if (!failing) {
        Log.warn("Publishing waits; it is tried again every second", failure);
      }
      failing = true;
    }
  }

  /**
   * Claims, sends, awaits, settles; no transaction is open while the broker is waited for.
   *
   * @return whether there may be more
   * @throws ExecutionException a record was not acknowledged; the others are settled
   */
  private boolean publishBatch() throws InterruptedException, ExecutionException {
    List<Claim> claims = QuarkusTransaction.requiringNew().call(Claim::batch);
    databaseAnsweredAt = System.nanoTime();
    List<Claim> acknowledged = new ArrayList<>();
    try {
      awaitAll(send(claims), acknowledged);
    } finally {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  claims.forEach(
                      claim -> {
                        if (acknowledged.contains(claim)) {
                          claim.acknowledged();
                        } else {
                          claim.released();
                        }
                      }));
    }
    return !claims.isEmpty();
  }

  /** Stops at the first refusal: with the broker away each send would block for max.block.ms. */
  private Map<Claim, Future<RecordMetadata>> send(List<Claim> claims) {
    Map<Claim, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    AtomicBoolean refused = new AtomicBoolean();
    for (Claim claim : claims) {
      sent.put(
          claim,
          producer()
              .send(
                  PublishedRecord.of(claim.version()),
                  (done, failure) -> refused.compareAndSet(false, failure != null)));
      if (refused.get()) {
        break;
      }
    }
    return sent;
  }

  private static void awaitAll(Map<Claim, Future<RecordMetadata>> sent, List<Claim> acknowledged)
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

  /** Made when first needed: with the broker's name not yet resolvable the constructor throws. */
  private KafkaProducer<byte[], byte[]> producer() {
    if (producer == null) {
      Map<String, Object> config = new HashMap<>(kafka);
      config.keySet().retainAll(ProducerConfig.configNames());
      producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }
}
