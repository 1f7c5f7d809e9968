package io.trunkline.session.echo;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.trunkline.session.journal.DatabaseAway;
import io.trunkline.session.journal.EntryKey;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads back what this service publishes. What is about no entry, watermarks first, is passed over.
 */
@Singleton
public class TrainingLogListener {

  private static final Logger LOG = Logger.getLogger(TrainingLogListener.class);

  private final CompareWithJournal compareWithJournal;
  private final CountDownLatch stopping = new CountDownLatch(1);

  TrainingLogListener(CompareWithJournal compareWithJournal) {
    this.compareWithJournal = compareWithJournal;
  }

  /** Acknowledged once every repair is marked; left alone when the service stops first. */
  @Incoming("training-log-echo")
  @Blocking("echo")
  public CompletionStage<Void> readBack(Message<ConsumerRecords<byte[], byte[]>> batch)
      throws InterruptedException {
    Map<EntryKey, LogCopy> last = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> published : batch.getPayload()) {
      LogCopy.read(published).ifPresent(copy -> last.put(copy.key(), copy));
    }
    do {
      try {
        if (!last.isEmpty()) {
          compareWithJournal.lookAt(last.values());
        }
        return batch.ack();
      } catch (DatabaseAway away) {
        LOG.warn("the database is away; the log is compared later");
      } catch (RuntimeException bug) {
        // An exception here would close the consumer for good.
        LOG.error("the log could not be compared with the journal; trying again", bug);
      }
    } while (!stopping.await(1, TimeUnit.SECONDS));
    return new CompletableFuture<>();
  }

  void stop(@Observes ShutdownEvent stop) {
    stopping.countDown();
  }
}
