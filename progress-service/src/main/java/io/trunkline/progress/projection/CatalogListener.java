package io.trunkline.progress.projection;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what can be trained. */
@ApplicationScoped
class CatalogListener {

  private final Intake intake;
  private final Catalog catalog;

  CatalogListener(Intake intake, Catalog catalog) {
    this.intake = intake;
    this.catalog = catalog;
  }

  /** Acknowledged after the commit only; a batch cut off by the end of the process comes again. */
  @Incoming("catalog")
  @Blocking("catalog")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  CompletionStage<Void> take(Message<ConsumerRecords<byte[], byte[]>> batch) {
    return intake.take(batch.getPayload(), catalog) ? batch.ack() : new CompletableFuture<>();
  }
}
