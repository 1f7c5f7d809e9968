package io.trunkline.session.relay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import io.trunkline.session.Superuser;
import io.trunkline.session.TrainingLog;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.relay.Watermarks.Watermark;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Up to when the log is complete. */
@QuarkusTest
@WithTestResource(RealParts.class)
class WatermarksIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject @Superuser DataSource database;
  @Inject Relay relay;
  @Inject Watermarks watermarks;
  @Inject OwnTopics topics;
  @Inject Turns turns;

  private final String athlete = Fresh.athlete();
  private final int partition = new EntryKey("local", athlete, Kind.SESSION, "s1").partition();

  @Test
  void without_marks_everything_older_than_the_longest_transaction_is_there() {
    await().atMost(SOON).until(() -> watermarks.read().stream().allMatch(this::isTwelveSecondsOld));
    assertThat(watermarks.read())
        .extracting(Watermark::partition)
        .hasSize(12)
        .doesNotHaveDuplicates();
  }

  @Test
  void a_mark_holds_back_its_partition_and_no_other() throws Exception {
    relay.stop();
    try {
      put();
      Instant marked = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
      execute(
          "UPDATE outbox_mark SET marked_at = '" + marked + "' WHERE athlete = '" + athlete + "'");
      assertThat(watermarks.read())
          .allSatisfy(
              watermark -> {
                if (watermark.partition() == partition) {
                  assertThat(watermark.completeUntil()).isEqualTo(marked);
                } else {
                  assertThat(watermark).matches(this::isTwelveSecondsOld);
                }
              });
    } finally {
      relay.start();
    }
    await().atMost(SOON).until(() -> watermarks.read().stream().allMatch(this::isTwelveSecondsOld));
  }

  @Test
  void a_claimed_mark_holds_it_back_too() throws Exception {
    relay.stop();
    try {
      put();
      execute(
          "UPDATE outbox_mark SET marked_at = clock_timestamp() - interval '1 hour',"
              + " claimed_until = clock_timestamp() + interval '40 s' WHERE athlete = '"
              + athlete
              + "'");
      assertThat(completeUntil()).isBefore(Instant.now().minusSeconds(3000));
    } finally {
      execute("UPDATE outbox_mark SET claimed_until = NULL WHERE athlete = '" + athlete + "'");
      relay.start();
    }
  }

  /** What a reader relies on: behind the watermark nothing is missing in front of it. */
  @Test
  void a_change_from_before_it_lies_before_it_in_the_log() throws Exception {
    Instant marked = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MICROS);
    relay.stop();
    try {
      put();
      execute(
          "UPDATE outbox_mark SET marked_at = '" + marked + "' WHERE athlete = '" + athlete + "'");
      watermarks.send(watermarks.read());
    } finally {
      relay.start();
    }
    await().atMost(SOON).until(() -> completeUntil().isAfter(marked));
    watermarks.send(watermarks.read());
    try (TrainingLog log = TrainingLog.open()) {
      log.readToEnd();
      List<ConsumerRecord<byte[], byte[]>> changes = log.of(athlete);
      assertThat(changes).hasSize(1);
      long change = changes.get(0).offset();
      List<ConsumerRecord<byte[], byte[]>> ours =
          log.watermarks().stream().filter(one -> one.partition() == partition).toList();
      assertThat(ours)
          .filteredOn(watermark -> watermark.offset() < change)
          .last()
          .satisfies(before -> assertThat(completeUntil(before)).isEqualTo(marked));
      assertThat(ours)
          .filteredOn(watermark -> watermark.offset() > change)
          .last()
          .satisfies(behind -> assertThat(completeUntil(behind)).isAfter(marked));
    }
  }

  @Test
  void every_partition_gets_its_own_and_says_so_in_key_headers_and_value() throws Exception {
    await().atMost(SOON).until(topics::areReady);
    try (TrainingLog log = TrainingLog.open()) {
      watermarks.send(watermarks.read());
      awaitOneOfEachPartition(log);
      Map<Integer, String> keys =
          log.watermarks().stream()
              .collect(
                  Collectors.toMap(
                      ConsumerRecord::partition,
                      TrainingLog::key,
                      (one, other) -> one,
                      TreeMap::new));
      assertThat(keys)
          .isEqualTo(
              IntStream.range(0, 12)
                  .boxed()
                  .collect(Collectors.toMap(number -> number, number -> "~watermark/" + number)));
      ConsumerRecord<byte[], byte[]> one = log.watermarks().get(0);
      assertThat(TrainingLog.header(one, "ce_type")).isEqualTo("session.log-watermark.v1");
      assertThat(TrainingLog.header(one, "ce_topic")).isEqualTo("session.training-log");
      assertThat(one.headers().lastHeader("ce_tenant")).isNull();
      assertThat(one.headers().lastHeader("ce_athlete")).isNull();
      assertThat(new String(one.value(), StandardCharsets.UTF_8))
          .matches("\\{\"completeUntil\":\"[0-9T:.-]+Z\"}");
    }
  }

  @Test
  void of_several_replicas_one_takes_the_turn() {
    String task = "test-" + athlete;
    List<Boolean> taken =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(replica -> turns.take(task, Duration.ofMinutes(1)))
            .toList();
    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  void a_turn_comes_round_again_and_a_clock_that_went_back_does_not_stop_it() throws Exception {
    String task = "test-" + athlete;
    assertThat(turns.take(task, Duration.ofMillis(100))).isTrue();
    await().atMost(SOON).until(() -> turns.take(task, Duration.ofMillis(100)));
    execute(
        "UPDATE turn SET taken_at = clock_timestamp() + interval '1 year' WHERE task = '"
            + task
            + "'");
    assertThat(turns.take(task, Duration.ofHours(1))).isTrue();
  }

  private static void awaitOneOfEachPartition(TrainingLog log) {
    await()
        .atMost(SOON)
        .until(
            () ->
                log.watermarks().stream().map(ConsumerRecord::partition).distinct().count() == 12);
  }

  private boolean isTwelveSecondsOld(Watermark watermark) {
    assertThat(watermark.at()).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
    return watermark.completeUntil().equals(watermark.at().minusSeconds(12));
  }

  private static Instant completeUntil(ConsumerRecord<byte[], byte[]> watermark) {
    String value = new String(watermark.value(), StandardCharsets.UTF_8);
    return Instant.parse(value.substring(value.indexOf("20"), value.indexOf('Z') + 1));
  }

  private Instant completeUntil() {
    return watermarks.read().get(partition).completeUntil();
  }

  private void put() {
    given()
        .contentType("application/json")
        .body("{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[]}")
        .put("/v1/athletes/" + athlete + "/sessions/s1")
        .then()
        .statusCode(201);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
