package io.trunkline.catalog.publishing;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Identifier;
import io.trunkline.catalog.definition.DefinitionKey;
import io.trunkline.catalog.definition.DefinitionVersion;
import io.trunkline.catalog.definition.Kind;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Keeps the compacted topics right. Compaction keeps the last copy of a key, not the highest
 * version; behind a copy that is not the catalogue's current version that version is sent again.
 * Every replica reads the whole of both topics with its start and then what is appended: a
 * catalogue is small, so nothing about it has to be remembered. Counter {@code
 * trunkline.echo.copies} by verdict.
 */
@ApplicationScoped
class ReadBack {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(10);

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @Inject MeterRegistry metrics;

  /** Not yet looked at, the last copy of each; kept over a round in which the database is away. */
  private final Map<DefinitionKey, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();

  private KafkaConsumer<byte[], byte[]> consumer;

  /** What a copy is worth, seen from the catalogue. */
  private enum Verdict {
    CURRENT,
    /** Below the current version, or of none that can be read. */
    STALE,
    /** The current version with another content, or meant for another topic. */
    MISMATCH,
    /** Above the current version, or of a definition nobody here knows: for a person to look at. */
    AHEAD
  }

  /** An alert sees a counter grow only if it was there before. */
  @PostConstruct
  void countFromZero() {
    for (Verdict verdict : Verdict.values()) {
      count(verdict, 0);
    }
  }

  private void count(Verdict verdict, int copies) {
    metrics
        .counter("trunkline.echo.copies", "verdict", verdict.name().toLowerCase(Locale.ROOT))
        .increment(copies);
  }

  /**
   * Reads to the end and marks what is to be sent again. Not at once from two threads.
   *
   * @throws TimeoutException the broker is away; the next round goes on
   */
  void toTheEnd() {
    KafkaConsumer<byte[], byte[]> reading = consumer();
    Map<TopicPartition, Long> ends = reading.endOffsets(reading.assignment());
    long deadline = System.nanoTime() + LONGEST_ROUND.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> reading.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("Our own topics could not be read to their end in time");
      }
      for (ConsumerRecord<byte[], byte[]> copy : reading.poll(POLL)) {
        last.put(key(copy), copy);
      }
    }
    if (!last.isEmpty()) {
      QuarkusTransaction.requiringNew().run(() -> last.forEach(this::lookAt));
      last.clear();
    }
  }

  private static DefinitionKey key(ConsumerRecord<byte[], byte[]> copy) {
    Kind kind = copy.topic().equals(Stream.EXERCISES.topic) ? Kind.EXERCISE : Kind.PROGRAM;
    return new DefinitionKey(kind, new String(copy.key(), StandardCharsets.UTF_8));
  }

  private void lookAt(DefinitionKey key, ConsumerRecord<byte[], byte[]> copy) {
    DefinitionVersion current = DefinitionVersion.current(key.kind(), key.id()).orElse(null);
    Verdict verdict = verdict(copy, current);
    count(verdict, 1);
    switch (verdict) {
      case CURRENT -> {}
      case STALE -> Claim.sendAgain(key);
      case MISMATCH -> {
        Log.errorf("LogContentMismatch: %s %s is published again", key.kind().word(), key.id());
        Claim.sendAgain(key);
      }
      case AHEAD ->
          Log.errorf(
              "LogAheadOfCatalogue: a record in %s is newer than the catalogue or unknown to it;"
                  + " was it restored, or does someone else write?",
              copy.topic());
    }
  }

  private static Verdict verdict(ConsumerRecord<byte[], byte[]> copy, DefinitionVersion current) {
    String version = header(copy, "ce_revision");
    int number = version.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(version) : 0;
    if (current == null || number > current.version) {
      return Verdict.AHEAD;
    }
    if (number < current.version) {
      return Verdict.STALE;
    }
    boolean same =
        header(copy, "ce_topic").equals(copy.topic())
            && Arrays.equals(copy.value(), current.document.getBytes(StandardCharsets.UTF_8));
    return same ? Verdict.CURRENT : Verdict.MISMATCH;
  }

  private static String header(ConsumerRecord<byte[], byte[]> copy, String name) {
    Header header = copy.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Made when first needed: with the broker's name not yet resolvable the constructor throws. */
  private KafkaConsumer<byte[], byte[]> consumer() {
    if (consumer == null) {
      Map<String, Object> config = new HashMap<>(kafka);
      config.keySet().retainAll(ConsumerConfig.configNames());
      config.remove(ConsumerConfig.GROUP_ID_CONFIG);
      config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
      config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
      // The client refuses a call's limit below that of one of its requests.
      config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
      config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
      consumer =
          new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
      List<TopicPartition> all = partitions();
      consumer.assign(all);
      consumer.seekToBeginning(all);
    }
    return consumer;
  }

  private static List<TopicPartition> partitions() {
    return Arrays.stream(Stream.values())
        .flatMap(
            stream ->
                IntStream.range(0, Topics.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(stream.topic, number)))
        .toList();
  }

  void close() {
    if (consumer != null) {
      consumer.close();
    }
  }
}
