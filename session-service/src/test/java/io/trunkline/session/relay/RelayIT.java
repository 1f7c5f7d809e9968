package io.trunkline.session.relay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import io.trunkline.session.Superuser;
import io.trunkline.session.TrainingLog;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.MarksWaiting;
import io.trunkline.tracing.Spans;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the committed change to the topic. */
@QuarkusTest
@WithTestResource(RealParts.class)
class RelayIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject @Superuser DataSource database;
  @Inject OutboxMarks marks;
  @Inject Relay relay;
  @Inject Republish republish;
  @Inject Journal journal;
  @Inject MarksWaiting marksWaiting;
  @Inject OwnTopics topics;
  @Inject LogProducer producer;
  @Inject Spans spans;
  @Inject OutboxGauges gauges;
  @Inject MeterRegistry metrics;

  private final String athlete = Fresh.athlete();
  private TrainingLog log;

  @BeforeEach
  void open() {
    log = TrainingLog.open();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void a_committed_change_is_published_and_its_mark_is_gone() {
    put("s1", 10);
    published("session/s1@1");
    ConsumerRecord<byte[], byte[]> one = log.of(athlete).get(0);
    assertThat(new String(one.value(), StandardCharsets.UTF_8))
        .isEqualTo(given().get(path("s1")).asString());
    await().atMost(SOON).until(() -> marksOf(athlete) == 0);
  }

  @Test
  void a_change_is_published_within_a_second() {
    put("warm-up", 1);
    published("session/warm-up@1");
    Instant sent = Instant.now();
    put("s1", 10);
    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(SOON)
        .until(() -> log.entriesOf(athlete).contains("session/s1@1"));
    assertThat(Duration.between(sent, Instant.now())).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void a_deletion_is_published_as_null() {
    put("s1", 10);
    given().delete(path("s1")).then().statusCode(204);
    await().atMost(SOON).until(() -> log.entriesOf(athlete).contains("session/s1@2"));
    List<ConsumerRecord<byte[], byte[]>> records = log.of(athlete);
    ConsumerRecord<byte[], byte[]> tombstone = records.get(records.size() - 1);
    assertThat(tombstone.value()).isNull();
    assertThat(TrainingLog.header(tombstone, "ce_type")).isEqualTo("session.entry-deleted.v1");
    assertThat(tombstone.headers().lastHeader("content-type")).isNull();
  }

  @Test
  void what_changed_nothing_is_not_published_again() {
    put("s1", 10);
    published("session/s1@1");
    put("s1", 10);
    given().delete(path("never"));
    put("last", 1);
    published("session/s1@1", "session/last@1");
  }

  @Test
  void an_athletes_entries_keep_their_order_and_partition() {
    IntStream.range(0, 150).forEach(number -> put("n" + number, number));
    published(
        IntStream.range(0, 150)
            .mapToObj(number -> "session/n" + number + "@1")
            .toArray(String[]::new));
    assertThat(log.of(athlete))
        .extracting(ConsumerRecord::partition)
        .containsOnly(log.of(athlete).get(0).partition());
  }

  /** A deferred trigger holds the writer inside its COMMIT while the test holds the lock. */
  @Test
  void nothing_is_published_before_its_commit() throws Exception {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE OR REPLACE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN PERFORM pg_advisory_xact_lock(42); RETURN NULL; END $$");
      statement.execute(
          "CREATE CONSTRAINT TRIGGER slow_commit AFTER INSERT ON outbox_mark DEFERRABLE INITIALLY"
              + " DEFERRED FOR EACH ROW WHEN (NEW.entry_id = 'slow') EXECUTE FUNCTION"
              + " wait_for_test()");
      try {
        statement.execute("SELECT pg_advisory_lock(42)");
        CompletableFuture<Response> writing = CompletableFuture.supplyAsync(() -> put("slow", 10));
        await().atMost(SOON).until(() -> waitingForTheLock() == 1);
        put("fast", 10);
        await().atMost(SOON).until(() -> log.entriesOf(athlete).contains("session/fast@1"));
        assertThat(log.entriesOf(athlete)).containsExactly("session/fast@1");
        assertThat(writing).isNotDone();
        statement.execute("SELECT pg_advisory_unlock(42)");
        assertThat(writing.get().statusCode()).isEqualTo(201);
        await().atMost(SOON).until(() -> log.entriesOf(athlete).contains("session/slow@1"));
      } finally {
        statement.execute("SELECT pg_advisory_unlock_all()");
        statement.execute("DROP TRIGGER slow_commit ON outbox_mark");
      }
    }
  }

  @Test
  void a_correction_between_claim_and_settle_still_goes_out() throws Exception {
    relay.stop();
    try {
      put("s1", 10);
      OutboxMark claimed = claim("s1");
      put("s1", 11);
      assertThat(claimable()).as("the bump leaves the claim alone").isEmpty();
      marks.settle(List.of(claimed));
      assertThat(marksOf(athlete))
          .as("the correction's mark outlives the settled copy")
          .isEqualTo(1);
    } finally {
      relay.start();
    }
    published("session/s1@2");
  }

  @Test
  void a_settled_mark_without_correction_is_gone() throws Exception {
    relay.stop();
    try {
      put("s1", 10);
      marks.settle(List.of(claim("s1")));
      assertThat(marksOf(athlete)).isZero();
    } finally {
      relay.start();
    }
  }

  @Test
  void two_relays_never_claim_the_same_mark_at_once() throws Exception {
    relay.stop();
    try {
      IntStream.range(0, 20).forEach(number -> put("n" + number, number));
      List<OutboxMark> first = ours(marks.claim(1000));
      assertThat(first).hasSize(20);
      assertThat(claimable()).isEmpty();
      marks.giveBack(first);
      assertThat(ours(marks.claim(1000))).hasSize(20).allMatch(mark -> mark.attempts() == 1);
      execute("UPDATE outbox_mark SET claimed_until = NULL WHERE athlete = '" + athlete + "'");
    } finally {
      relay.start();
    }
  }

  @Test
  void a_claim_from_a_backlog_takes_the_oldest_marks_and_looks_at_no_others() throws Exception {
    relay.stop();
    try {
      // In an order that is neither that of the keys nor that of the partitions.
      execute(
          """
          INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at)
          SELECT 'local', '%s', 'session', 'n' || n, n %% 12, nextval('mark_token'),
                 timestamptz '2020-01-01 00:00Z' + n * 7919 %% 20000 * interval '1 s'
            FROM generate_series(0, 19999) AS n
          """
              .formatted(athlete));
      execute("ANALYZE outbox_mark");
      assertThat(planOfClaim()).contains("outbox_mark_oldest").doesNotContain("Sort", "Seq Scan");
      assertThat(marks.claim(50))
          .extracting(OutboxMark::markedAt)
          .containsExactlyElementsOf(
              IntStream.range(0, 50)
                  .mapToObj(second -> Instant.parse("2020-01-01T00:00:00Z").plusSeconds(second))
                  .toList());
    } finally {
      execute("DELETE FROM outbox_mark WHERE athlete = '" + athlete + "'");
      execute("ANALYZE outbox_mark");
      relay.start();
    }
  }

  private String planOfClaim() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement explain =
            connection.prepareStatement("EXPLAIN " + OutboxMarks.CLAIM_OLDEST)) {
      explain.setInt(1, 50);
      StringBuilder plan = new StringBuilder();
      try (ResultSet row = explain.executeQuery()) {
        while (row.next()) {
          plan.append(row.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }

  @Test
  void a_refused_mark_waits_before_it_is_tried_again() throws Exception {
    relay.stop();
    try {
      put("s1", 10);
      OutboxMark claimed = claim("s1");
      marks.backOff(List.of(claimed));
      assertThat(claimable()).isEmpty();
      await().atMost(SOON).until(() -> !claimable().isEmpty());
      execute("UPDATE outbox_mark SET claimed_until = NULL WHERE athlete = '" + athlete + "'");
    } finally {
      relay.start();
    }
    published("session/s1@1");
  }

  @Test
  void marks_a_dead_relay_left_behind_are_published_once_its_claim_runs_out() throws Exception {
    relay.stop();
    put("s1", 10);
    claim("s1");
    execute(
        "UPDATE outbox_mark SET claimed_until = clock_timestamp() + interval '2 s' WHERE athlete ="
            + " '"
            + athlete
            + "'");
    relay.start();
    put("other", 10);
    published("session/other@1");
    await()
        .atMost(SOON)
        .until(() -> log.entriesOf(athlete).equals(List.of("session/other@1", "session/s1@1")));
  }

  @Test
  void a_claim_from_a_clock_that_went_back_is_no_claim() throws Exception {
    relay.stop();
    put("s1", 10);
    claim("s1");
    execute(
        "UPDATE outbox_mark SET claimed_until = clock_timestamp() + interval '1 year' WHERE athlete"
            + " = '"
            + athlete
            + "'");
    relay.start();
    published("session/s1@1");
  }

  @Test
  void marks_outstanding_at_the_start_are_published() throws Exception {
    relay.stop();
    put("s1", 10);
    put("s1", 11);
    given().delete(path("s1")).then().statusCode(204);
    put("s2", 10);
    assertThat(log.entriesOf(athlete)).isEmpty();
    relay.start();
    published("session/s1@3", "session/s2@1");
  }

  @Test
  void two_relays_at_once_lose_nothing_and_send_nothing_twice() throws Exception {
    Relay second = new Relay(marks, journal, marksWaiting, topics, producer, spans);
    second.start();
    try {
      IntStream.range(0, 300).parallel().forEach(number -> put("n" + number, number));
      await().atMost(SOON).until(() -> marksOf(athlete) == 0);
    } finally {
      second.stop();
    }
    await().atMost(SOON).until(() -> log.of(athlete).size() >= 300);
    log.readToEnd();
    assertThat(log.entriesOf(athlete))
        .containsExactlyInAnyOrder(
            IntStream.range(0, 300)
                .mapToObj(number -> "session/n" + number + "@1")
                .toArray(String[]::new));
  }

  @Test
  void a_mark_that_is_about_to_be_settled_does_not_swallow_a_wish_to_publish_again()
      throws Exception {
    relay.stop();
    try {
      put("s1", 10);
      OutboxMark claimed = claim("s1");
      republish.entries(List.of(claimed.key()));
      marks.settle(List.of(claimed));
      assertThat(marksOf(athlete)).isEqualTo(1);
    } finally {
      relay.start();
    }
    published("session/s1@1");
  }

  @Test
  void a_null_that_is_asked_for_goes_out_although_the_journal_forgot_the_entry() {
    EntryKey forgotten = new EntryKey("local", athlete, Kind.SESSION, "s1");
    republish.nulls(new TreeMap<>(Map.of(forgotten, 8L)));
    published("session/s1@8");
    assertThat(log.of(athlete).get(0).value()).isNull();
  }

  @Test
  void a_mark_of_an_entry_that_is_no_more_is_settled_without_a_record() throws Exception {
    execute(
        "INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at)"
            + " VALUES ('local', '"
            + athlete
            + "', 'session', 'none', 0, nextval('mark_token'), clock_timestamp())");
    await().atMost(SOON).until(() -> marksOf(athlete) == 0);
    log.readToEnd();
    assertThat(log.of(athlete)).isEmpty();
  }

  @Test
  void a_mark_of_a_kind_that_only_a_newer_version_knows_holds_up_nobody() throws Exception {
    String waits = "tenant = 'local' AND athlete = '" + athlete + "' AND kind = 'of-tomorrow'";
    execute(
        "INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at)"
            + " VALUES ('local', '"
            + athlete
            + "', 'of-tomorrow', 'e1', 0, nextval('mark_token'), clock_timestamp())");
    try {
      put("s1", 10);
      published("session/s1@1");
      await().atMost(SOON).until(() -> marksOf(athlete) == 1);
    } finally {
      execute("DELETE FROM outbox_mark WHERE " + waits);
    }
  }

  @Test
  void what_waits_is_counted_and_its_age_told() throws Exception {
    relay.stop();
    try {
      put("s1", 10);
      execute(
          "UPDATE outbox_mark SET marked_at = clock_timestamp() - interval '90 s' WHERE athlete = '"
              + athlete
              + "'");
      gauges.look();
      assertThat(metrics.get("trunkline.outbox.depth").gauge().value()).isGreaterThanOrEqualTo(1);
      assertThat(metrics.get("trunkline.outbox.oldest.age").gauge().value()).isBetween(90.0, 120.0);
    } finally {
      relay.start();
    }
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> {
              gauges.look();
              assertThat(metrics.get("trunkline.outbox.oldest.age").gauge().value()).isLessThan(90);
            });
  }

  @Test
  void the_oldest_open_erasure_tells_its_age() throws Exception {
    execute(
        "INSERT INTO erasure (tenant, pseudonym, receipt, athlete, requested_at)"
            + " VALUES ('local', 'aged', 'aged', 'nobody', clock_timestamp() - interval '8 d')");
    try {
      gauges.look();
      assertThat(metrics.get("trunkline.erasure.oldest.age").gauge().value())
          .isBetween(691_200.0, 691_300.0);
    } finally {
      execute("DELETE FROM erasure WHERE receipt = 'aged'");
    }
    gauges.look();
    assertThat(metrics.get("trunkline.erasure.oldest.age").gauge().value()).isLessThan(691_200);
  }

  private void published(String... entries) {
    await().atMost(SOON).until(() -> log.entriesOf(athlete).size() >= entries.length);
    assertThat(log.entriesOf(athlete)).containsExactly(entries);
  }

  private OutboxMark claim(String id) {
    return ours(marks.claim(1000)).stream()
        .filter(mark -> mark.key().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Claims whatever is free; what is not ours is given back. */
  private List<OutboxMark> claimable() {
    return ours(marks.claim(1000));
  }

  private List<OutboxMark> ours(List<OutboxMark> claimed) {
    marks.giveBack(claimed.stream().filter(mark -> !mark.key().athlete().equals(athlete)).toList());
    return claimed.stream().filter(mark -> mark.key().athlete().equals(athlete)).toList();
  }

  private int marksOf(String name) throws SQLException {
    return count("SELECT count(*) FROM outbox_mark WHERE athlete = ?", name);
  }

  private int waitingForTheLock() throws SQLException {
    return count("SELECT count(*) FROM pg_locks WHERE locktype = ? AND NOT granted", "advisory");
  }

  private int count(String sql, String value) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, value);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String path(String id) {
    return "/v1/athletes/" + athlete + "/sessions/" + id;
  }

  private Response put(String id, int reps) {
    String body =
        "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":"
            + reps
            + "}]}]}";
    return given().contentType("application/json").body(body).put(path(id));
  }
}
