package io.trunkline.progress.publishing;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
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

/** Reads back what this service publishes. */
@ApplicationScoped
class RecommendationsListener {

  private static final Logger LOG = Logger.getLogger(RecommendationsListener.class);

  private final CompareWithDecisions compare;
  private final CountDownLatch stopping = new CountDownLatch(1);

  RecommendationsListener(CompareWithDecisions compare) {
    this.compare = compare;
  }

  void stop(@Observes ShutdownEvent end) {
    stopping.countDown();
  }

  /** Never throws, because the connector would then stop for good. */
  @Incoming("recommendations-echo")
  @Blocking("recommendations-echo")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  CompletionStage<Void> readBack(Message<ConsumerRecords<byte[], byte[]>> batch)
      throws InterruptedException {
    Map<String, TopicCopy> last = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : batch.getPayload()) {
      TopicCopy.read(record).ifPresent(copy -> last.put(copy.key(), copy));
    }
    do {
      try {
        compare.with(last.values());
        return batch.ack();
      } catch (SQLException | RuntimeException failure) {
        LOG.warnf("Reading back waits for the database: %s", failure.getClass().getName());
      }
    } while (!stopping.await(1, TimeUnit.SECONDS));
    return new CompletableFuture<>();
  }
}
