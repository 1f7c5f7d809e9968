package io.trunkline.session.relay;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Tells those who hold copies that an athlete was erased. Telling it twice does no harm. */
@Singleton
public class AnnounceErasure {

  private static final Duration LIMIT = Duration.ofSeconds(35);

  private final OwnTopics topics;
  private final LogProducer producer;

  AnnounceErasure(OwnTopics topics, LogProducer producer) {
    this.topics = topics;
    this.producer = producer;
  }

  /** In the athlete's partition of the log, and for ever among the erasures. False: try again. */
  public boolean toEverybody(
      String tenant, String athlete, String pseudonym, String receipt, Instant erasedAt)
      throws InterruptedException {
    return send(
        List.of(
            TrainingLogRecord.erased(tenant, pseudonym, receipt, erasedAt),
            TrainingLogRecord.athleteErased(tenant, athlete, pseudonym, erasedAt)));
  }

  /** Takes the record out of the log that names the athlete. False: try again. */
  public boolean takeBack(String tenant, String athlete, Instant erasedAt)
      throws InterruptedException {
    return send(List.of(TrainingLogRecord.athleteErasedTakenBack(tenant, athlete, erasedAt)));
  }

  private boolean send(List<ProducerRecord<byte[], byte[]>> records) throws InterruptedException {
    if (!topics.areReady()) {
      return false;
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    records.forEach(each -> sent.add(producer.send(each)));
    long deadline = System.nanoTime() + LIMIT.toNanos();
    for (Future<RecordMetadata> each : sent) {
      if (!LogProducer.isAcknowledged(each, deadline)) {
        return false;
      }
    }
    return true;
  }
}
