package io.trunkline.progress.projection;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.trunkline.progress.Identifier;
import io.trunkline.progress.erasure.EraseAgain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Hears who was ever erased, from the beginning with every start: the training log forgets them,
 * and a database restored since then has them again.
 */
@ApplicationScoped
class ErasuresListener {

  private static final Logger LOG = Logger.getLogger(ErasuresListener.class);
  private static final long PAUSE_MS = 1_000;

  private final EraseAgain eraseAgain;
  private final MeterRegistry metrics;
  private final CountDownLatch stopping = new CountDownLatch(1);

  ErasuresListener(EraseAgain eraseAgain, MeterRegistry metrics) {
    this.eraseAgain = eraseAgain;
    this.metrics = metrics;
  }

  void stop(@Observes ShutdownEvent end) {
    stopping.countDown();
  }

  /** Never throws, because the connector would then stop for good. */
  @Incoming("erasures")
  @Blocking("erasures")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  CompletionStage<Void> take(Message<ConsumerRecords<byte[], byte[]>> batch) {
    Map<String, String> tenantsByPseudonym = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : batch.getPayload()) {
      Optional<Announced> announced = read(record);
      announced.ifPresentOrElse(
          one -> tenantsByPseudonym.put(one.pseudonym(), one.tenant()), () -> count("refused", 1));
    }
    while (!erased(tenantsByPseudonym)) {
      if (stopsWithin(PAUSE_MS)) {
        return new CompletableFuture<>();
      }
    }
    count("applied", tenantsByPseudonym.size());
    return batch.ack();
  }

  /** Somebody of that tenant was erased. */
  record Announced(String tenant, String pseudonym) {}

  /** Empty for what is no erasure: it names nobody, so nobody's facts are missing. */
  static Optional<Announced> read(ConsumerRecord<byte[], byte[]> record) {
    if (Headers.text(record, "ce_type").filter(Erasure.TYPE::equals).isEmpty()
        || Headers.text(record, "ce_topic").filter(record.topic()::equals).isEmpty()) {
      return Optional.empty();
    }
    try {
      String pseudonym = Erasure.pseudonym(record.value(), null, null);
      return Headers.text(record.key())
          .filter(key -> key.endsWith("/" + pseudonym))
          .map(key -> key.substring(0, key.indexOf('/')))
          .filter(Identifier::valid)
          .map(tenant -> new Announced(tenant, pseudonym));
    } catch (Unusable malformed) {
      return Optional.empty();
    }
  }

  private boolean erased(Map<String, String> tenantsByPseudonym) {
    try {
      eraseAgain.of(tenantsByPseudonym);
      return true;
    } catch (SQLException | RuntimeException failure) {
      LOG.warnf("Erasing waits for the database: %s", failure.getClass().getName());
      return false;
    }
  }

  private boolean stopsWithin(long milliseconds) {
    try {
      return stopping.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void count(String outcome, int records) {
    metrics
        .counter("trunkline.projection.records", "stream", "erasures", "outcome", outcome)
        .increment(records);
  }
}
