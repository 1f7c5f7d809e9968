package io.trunkline.progress.projection;

import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class RebuildIT {

  private static final String PROJECTION =
      """
      SELECT tenant, athlete, kind, entry_id, revision, deleted, type, encode(body, 'hex'), recorded_at
      FROM log_entry WHERE athlete LIKE 'rebuilt-%' ORDER BY 1, 2, 3, 4
      """;

  @Inject @Superuser DataSource database;
  @Inject Intake intake;
  @Inject TrainingLog log;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void a_fresh_group_reaches_the_same_projection_from_nothing_in_any_order() {
    sendSomeOfEverything();
    List<ConsumerRecord<byte[], byte[]>> records = readAll("fresh");
    await().until(() -> Rows.of(database, PROJECTION).contains(last()));
    List<String> live = Rows.of(database, PROJECTION);
    List<String> incomplete = incomplete();

    assertThat(incomplete).isNotEmpty();

    empty();
    apply(records, 500);
    assertThat(Rows.of(database, PROJECTION)).isEqualTo(live);
    assertThat(incomplete()).isEqualTo(incomplete);

    empty();
    apply(records, 1);
    assertThat(Rows.of(database, PROJECTION)).isEqualTo(live);
    assertThat(incomplete()).isEqualTo(incomplete);

    List<ConsumerRecord<byte[], byte[]>> shuffled = new ArrayList<>(records);
    shuffled.addAll(records);
    Collections.shuffle(shuffled, new Random(7));
    empty();
    apply(shuffled, 17);
    assertThat(Rows.of(database, PROJECTION)).isEqualTo(live);
    assertThat(incomplete()).isEqualTo(incomplete);
  }

  private void sendSomeOfEverything() {
    try (Publisher publisher = new Publisher(kafka)) {
      for (int i = 0; i < 60; i++) {
        String athlete = "rebuilt-" + i % 7;
        publisher.send(
            WireRecord.session(athlete, "s" + i, 2, 11),
            WireRecord.session(athlete, "s" + i, 1, 10),
            WireRecord.session(athlete, "p" + i, 2, 10).value("{}"),
            WireRecord.session(athlete, "p" + i, 1 + i % 3, 12));
        publisher.send(
            WireRecord.entry(
                athlete,
                "observation",
                "o" + i % 3,
                1 + i,
                "{\"seenAt\":\"2026-05-04T18:20:00Z\",\"author\":\"c\",\"note\":\"" + i + "\"}"));
        if (i % 5 == 0) {
          publisher.send(WireRecord.deleted(athlete, "session", "s" + i, 3));
        }
      }
      publisher.send(WireRecord.session("rebuilt-last", "s1", 1, 10));
    }
  }

  private static String last() {
    return "local rebuilt-last session s1 1 f session.session-recorded.v1 "
        + HexFormat.of()
            .formatHex(
                WireRecord.sessionBody("2026-05-04T18:00:00+02:00", 10)
                    .getBytes(StandardCharsets.UTF_8))
        + " 2026-05-04 18:45:12.345678+00";
  }

  private List<String> incomplete() {
    return Rows.of(
        database,
        """
        SELECT athlete, entry_id, revision FROM quarantine
        WHERE resolved_at IS NULL AND athlete LIKE 'rebuilt-%' ORDER BY 1, 2, 3
        """);
  }

  private void empty() {
    Rows.of(database, "TRUNCATE log_entry, quarantine");
  }

  private List<ConsumerRecord<byte[], byte[]>> readAll(String group) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "group.id",
            group,
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            "false");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(WireRecord.LOG).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records;
    }
  }

  private void apply(List<ConsumerRecord<byte[], byte[]>> records, int batch) {
    for (int from = 0; from < records.size(); from += batch) {
      Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> grouped = new HashMap<>();
      for (ConsumerRecord<byte[], byte[]> record :
          records.subList(from, Math.min(from + batch, records.size()))) {
        grouped
            .computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), any -> new ArrayList<>())
            .add(record);
      }
      assertThat(intake.take(new ConsumerRecords<>(grouped, Map.of()), log)).isTrue();
    }
  }
}
