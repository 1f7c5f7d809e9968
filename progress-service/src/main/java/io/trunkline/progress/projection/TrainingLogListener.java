package io.trunkline.progress.projection;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what athletes did and felt. */
@ApplicationScoped
class TrainingLogListener {

  private final Intake intake;
  private final TrainingLog log;

  TrainingLogListener(Intake intake, TrainingLog log) {
    this.intake = intake;
    this.log = log;
  }

  /** Acknowledged after the commit only; a batch cut off by the end of the process comes again. */
  @Incoming("training-log")
  @Blocking("training-log")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  CompletionStage<Void> take(Message<ConsumerRecords<byte[], byte[]>> batch) {
    return intake.take(batch.getPayload(), log) ? batch.ack() : new CompletableFuture<>();
  }
}
