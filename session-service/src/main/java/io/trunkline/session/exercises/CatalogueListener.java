package io.trunkline.session.exercises;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.trunkline.session.journal.DatabaseAway;
import io.trunkline.session.journal.EntryKey;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Learns exercise ids from {@code catalog.exercises}: the key is the id, header {@code ce_revision}
 * the version. A record that says neither is passed over, since nothing here depends on it.
 */
@Singleton
public class CatalogueListener {

  private static final Logger LOG = Logger.getLogger(CatalogueListener.class);

  private final KnownExercises knownExercises;
  private final CountDownLatch stopping = new CountDownLatch(1);

  CatalogueListener(KnownExercises knownExercises) {
    this.knownExercises = knownExercises;
  }

  /** Acknowledged after the commit; left alone when the service stops first. */
  @Incoming("catalog-exercises")
  @Blocking("known-exercises")
  public CompletionStage<Void> learn(Message<ConsumerRecords<byte[], byte[]>> batch)
      throws InterruptedException {
    List<KnownExercise> exercises = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> published : batch.getPayload()) {
      read(published).ifPresent(exercises::add);
    }
    do {
      try {
        knownExercises.remember(exercises);
        return batch.ack();
      } catch (DatabaseAway away) {
        LOG.warn("the database is away; what the catalogue published waits");
      } catch (RuntimeException bug) {
        // An exception here would close the consumer for good.
        LOG.error("exercises could not be remembered; trying again", bug);
      }
    } while (!stopping.await(1, TimeUnit.SECONDS));
    return new CompletableFuture<>();
  }

  void stop(@Observes ShutdownEvent stop) {
    stopping.countDown();
  }

  private static Optional<KnownExercise> read(ConsumerRecord<byte[], byte[]> published) {
    Header revision = published.headers().lastHeader("ce_revision");
    if (published.key() == null || published.value() == null || revision == null) {
      return Optional.empty();
    }
    String id = new String(published.key(), StandardCharsets.UTF_8);
    String version = new String(revision.value(), StandardCharsets.US_ASCII);
    return EntryKey.isId(id) && version.matches("[0-9]{1,18}")
        ? Optional.of(new KnownExercise(id, Long.parseLong(version)))
        : Optional.empty();
  }
}
