package io.trunkline.progress.projection;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class FreshnessIT {

  private static final Athlete ATHLETE = new Athlete("local", "fresh");
  private static final int PARTITION = ATHLETE.partition();

  @Inject @Superuser DataSource database;
  @Inject Intake intake;
  @Inject TrainingLog log;
  @Inject MeterRegistry metrics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;

  @BeforeEach
  void nothing_is_vouched_for_yet() {
    publisher = new Publisher(kafka);
    Rows.of(database, "DELETE FROM partition_progress");
    Rows.of(database, "DELETE FROM quarantine WHERE tenant IS NULL"); // another test's
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  @Test
  void a_read_says_up_to_when_it_is_complete_once_the_log_has_said_so() {
    assertThat(completeUntil()).isNull();

    publisher.send(WireRecord.watermark(PARTITION, "2026-11-21T13:00:00.123456Z"));

    eventually("2026-11-21T13:00:00.123456Z");
    String elsewhere = Rows.of(database, "SELECT count(*) FROM partition_progress").get(0);
    assertThat(elsewhere).isEqualTo("1");
    assertThat(quarantined()).isEmpty();
  }

  @Test
  void the_latest_moment_stands_whatever_comes_late() {
    publisher.send(
        WireRecord.watermark(PARTITION, "2026-11-21T13:00:05Z"),
        WireRecord.watermark(PARTITION, "2026-11-21T13:00:00Z"));
    eventually("2026-11-21T13:00:05Z");

    publisher.send(WireRecord.watermark(PARTITION, "2026-11-21T12:00:00Z"));
    send_and_see_another_entry();

    assertThat(completeUntil()).isEqualTo("2026-11-21T13:00:05Z");
  }

  @Test
  void a_moment_further_ahead_than_clocks_differ_is_refused_and_counted() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    double refused = refused();

    publisher.send(WireRecord.watermark(PARTITION, now.plusSeconds(45).toString()));
    eventually(now.plusSeconds(45).toString());
    publisher.send(WireRecord.watermark(PARTITION, now.plusSeconds(3600).toString()));
    send_and_see_another_entry();

    assertThat(completeUntil()).isEqualTo(now.plusSeconds(45).toString());
    assertThat(refused()).isEqualTo(refused + 1);
  }

  @Test
  void a_watermark_that_cannot_be_read_vouches_for_nothing_and_makes_nobody_incomplete() {
    double refused = refused();
    List<UnaryOperator<WireRecord>> spoils =
        List.of(
            record -> record.value("{"),
            record -> record.value("[]"),
            record -> record.value((String) null),
            record -> record.value("{\"completeUntil\":\"yesterday\"}"),
            record -> record.value("{\"completeUntil\":1}"),
            record -> record.value("{\"x\":\"" + "y".repeat(100_000) + "\"}"),
            record -> record.header("ce_type", "session.log-watermark.v2"),
            record -> record.header("ce_topic", "catalog.exercises"),
            record -> record.key("~watermark/elsewhere"),
            WireRecord::nextPartition);
    spoils.forEach(
        spoil ->
            publisher.send(spoil.apply(WireRecord.watermark(PARTITION, "2026-11-21T13:00:00Z"))));

    await().untilAsserted(() -> assertThat(refused()).isEqualTo(refused + spoils.size()));
    assertThat(completeUntil()).isNull();
    assertThat(quarantined()).isEmpty();
  }

  @Test
  void a_watermark_counts_only_once_everything_before_it_is_stored() throws Exception {
    CompletableFuture<Boolean> taken;
    try (Connection other = database.getConnection()) {
      other.setAutoCommit(false);
      AthleteLock.take(other, new TreeSet<>(List.of(ATHLETE)));
      taken =
          CompletableFuture.supplyAsync(
              () ->
                  intake.take(
                      batch(
                          WireRecord.session(ATHLETE.id(), "held-up", 1, 10),
                          WireRecord.watermark(PARTITION, "2026-11-21T13:00:00Z")),
                      log));
      await()
          .during(Duration.ofMillis(500))
          .untilAsserted(() -> assertThat(completeUntil()).isNull());
      assertThat(taken.isDone()).isFalse();
      other.rollback();
    }
    assertThat(taken.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(completeUntil()).isEqualTo("2026-11-21T13:00:00Z");
  }

  private static ConsumerRecords<byte[], byte[]> batch(WireRecord first, WireRecord second) {
    return new ConsumerRecords<>(
        Map.of(
            new TopicPartition(WireRecord.LOG, PARTITION),
            List.of(first.consumed(0), second.consumed(1))),
        Map.of());
  }

  private void eventually(String moment) {
    await().untilAsserted(() -> assertThat(completeUntil()).isEqualTo(moment));
  }

  /** What stood in the partition before is read by then. */
  private void send_and_see_another_entry() {
    String id = "s" + System.nanoTime();
    publisher.send(WireRecord.session(ATHLETE.id(), id, 1, 10));
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/fresh/digest?after=session/" + id + "@1")
                    .then()
                    .statusCode(200));
  }

  private static String completeUntil() {
    return given().get("/v1/athletes/fresh/digest").header("Trunkline-Complete-Until");
  }

  private double refused() {
    return metrics
        .counter("trunkline.projection.records", "stream", "training-log", "outcome", "refused")
        .count();
  }

  private List<String> quarantined() {
    return Rows.of(
        database,
        "SELECT reason_code FROM quarantine WHERE topic_partition = ? AND tenant IS NULL AND topic = ?",
        PARTITION,
        WireRecord.LOG);
  }
}
