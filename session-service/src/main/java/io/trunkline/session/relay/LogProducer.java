package io.trunkline.session.relay;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.jboss.logging.Logger;

/** The one producer of this process, for all its topics. */
@Singleton
class LogProducer {

  static final String CHANNEL = "training-log-out";

  private static final Logger LOG = Logger.getLogger(LogProducer.class);

  private final KafkaClientService kafka;

  /**
   * @param declared unused, but without an emitter the connector would not make the channel's
   *     producer. Sending through it is no choice: it sends the record it captured again after the
   *     client gave up.
   */
  LogProducer(KafkaClientService kafka, @Channel(CHANNEL) Emitter<byte[]> declared) {
    this.kafka = kafka;
  }

  /** Hands over; see {@link #isAcknowledged} for what became of it. */
  Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> published) {
    return send(published, failure -> {});
  }

  /**
   * As {@link #send}.
   *
   * @param answered is told of the answer: null, or why the record was not taken
   */
  Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> published, Consumer<Exception> answered) {
    Producer<byte[], byte[]> producer = kafka.<byte[], byte[]>getProducer(CHANNEL).unwrap();
    return producer.send(published, (done, failure) -> answered.accept(failure));
  }

  /**
   * No more comes for a while, so nothing needs to wait for company. Returns when all is answered,
   * or the client has given up.
   */
  void sendAtOnce() {
    kafka.getProducer(CHANNEL).unwrap().flush();
  }

  /**
   * Whether the brokers have it for good.
   *
   * @param deadline by {@link System#nanoTime}; false if it passes first
   */
  static boolean isAcknowledged(Future<RecordMetadata> sent, long deadline)
      throws InterruptedException {
    try {
      sent.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException failure) {
      LOG.warnf("Kafka did not take a record: %s", failure.getCause().getMessage());
      return false;
    } catch (TimeoutException late) {
      LOG.warn("Kafka did not answer in time");
      return false;
    }
  }
}
