package io.trunkline.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Stands for catalog-service and session-service: makes their topics and sends. */
public final class Publisher implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;

  public Publisher(String bootstrapServers) {
    Map<String, Object> address = Map.of("bootstrap.servers", bootstrapServers);
    try (Admin admin = Admin.create(address)) {
      Set<String> there = admin.listTopics().names().get();
      List<NewTopic> missing =
          List.of(
                  new NewTopic(WireRecord.LOG, 12, (short) 1),
                  new NewTopic(WireRecord.ERASURES, 1, (short) 1),
                  new NewTopic(WireRecord.EXERCISES, 3, (short) 1),
                  new NewTopic(WireRecord.PROGRAMS, 3, (short) 1))
              .stream()
              .filter(topic -> !there.contains(topic.name()))
              .collect(Collectors.toList());
      admin.createTopics(missing).all().get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
    // One request at a time: on a partition this new the first may be refused for want of a leader
    // while the second is taken, and the first is then out of sequence until it expires.
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "linger.ms",
                "5",
                "max.in.flight.requests.per.connection",
                "1"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Returns once all are in the log, in this order within a partition. */
  public List<RecordMetadata> send(WireRecord... records) {
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (WireRecord record : records) {
      sent.add(producer.send(record.forKafka()));
    }
    List<RecordMetadata> places = new ArrayList<>();
    try {
      for (Future<RecordMetadata> one : sent) {
        places.add(one.get());
      }
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
    return places;
  }

  @Override
  public void close() {
    producer.close();
  }
}
