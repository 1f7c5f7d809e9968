package io.trunkline.session.echo;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.trunkline.session.Fresh;
import io.trunkline.session.OwnParts;
import io.trunkline.session.TrainingLog;
import io.trunkline.session.journal.Pseudonyms;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last copy of every key in the log becomes the journal's state, whoever appended another. */
@QuarkusTest
@TestProfile(EchoIT.ErasuresCloseAtOnce.class)
@WithTestResource(OwnParts.class)
class EchoIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  /** So that stale copies come when the journal has forgotten the athlete. */
  public static class ErasuresCloseAtOnce implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("trunkline.erasure.close-after", "0S");
    }
  }

  @Inject MeterRegistry metrics;
  @Inject Pseudonyms pseudonyms;

  private final String athlete = Fresh.athlete();
  private TrainingLog log;
  private KafkaProducer<byte[], byte[]> foreigner;

  @BeforeEach
  void open() {
    log = TrainingLog.open();
    String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    foreigner =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void close() {
    foreigner.close();
    log.close();
  }

  @Test
  void behind_a_late_copy_of_an_older_revision_goes_the_current_one() throws Exception {
    put("s1", 10);
    ConsumerRecord<byte[], byte[]> first = published("session/s1@1");
    put("s1", 11);
    ConsumerRecord<byte[], byte[]> second = published("session/s1@2");
    long stale = append(first);
    repairedBehind(stale, "session/s1@2");
    assertThat(last("s1").value()).isEqualTo(second.value());
    assertThat(copies("stale")).isPositive();
  }

  @Test
  void behind_a_late_copy_of_what_was_deleted_goes_a_null() throws Exception {
    put("s1", 10);
    ConsumerRecord<byte[], byte[]> first = published("session/s1@1");
    given().delete(path("s1")).then().statusCode(204);
    published("session/s1@2");
    long stale = append(first);
    repairedBehind(stale, "session/s1@2");
    assertThat(last("s1").value()).isNull();
  }

  @Test
  void behind_a_late_copy_of_an_erased_athlete_goes_a_null_although_the_journal_forgot()
      throws Exception {
    put("s1", 10);
    ConsumerRecord<byte[], byte[]> first = published("session/s1@1");
    String receipt = given().delete("/v1/athletes/" + athlete).jsonPath().getString("receipt");
    given()
        .contentType("application/json")
        .body("{\"tenant\":\"local\",\"by\":\"progress-service\"}")
        .post("/v1/ops/erasures/" + pseudonyms.of("local", athlete) + "/confirmations")
        .then()
        .statusCode(204);
    await()
        .atMost(SOON)
        .until(
            () ->
                given()
                    .get("/v1/erasures/" + receipt)
                    .jsonPath()
                    .getString("status")
                    .equals("closed"));
    long stale = append(first);
    repairedBehind(stale, "session/s1@2");
    assertThat(last("s1").value()).isNull();
  }

  @Test
  void another_content_under_the_same_revision_is_replaced_and_alarms() throws Exception {
    put("s1", 10);
    ConsumerRecord<byte[], byte[]> first = published("session/s1@1");
    double before = copies("mismatch");
    long altered =
        append(first, "{\"exercises\":[],\"startedAt\":\"1999-05-04T18:00:00Z\"}", first.headers());
    repairedBehind(altered, "session/s1@1");
    assertThat(last("s1").value()).isEqualTo(first.value());
    assertThat(copies("mismatch")).isEqualTo(before + 1);
  }

  @Test
  void behind_a_copy_whose_revision_nobody_can_read_goes_the_current_one() throws Exception {
    put("s1", 10);
    ConsumerRecord<byte[], byte[]> first = published("session/s1@1");
    Headers unreadable = first.headers().remove("ce_revision").add("ce_revision", bytes("first"));
    long offset = append(first, "garbage", unreadable);
    repairedBehind(offset, "session/s1@1");
    assertThat(last("s1").value()).isNotEqualTo(bytes("garbage"));
  }

  @Test
  void a_copy_meant_for_another_topic_is_replaced_and_alarms() throws Exception {
    put("s1", 10);
    ConsumerRecord<byte[], byte[]> first = published("session/s1@1");
    double before = copies("mismatch");
    Headers astray = first.headers().remove("ce_topic").add("ce_topic", bytes("other.topic"));
    long offset = append(first, text(first.value()), astray);
    repairedBehind(offset, "session/s1@1");
    assertThat(TrainingLog.header(last("s1"), "ce_topic")).isEqualTo("session.training-log");
    assertThat(copies("mismatch")).isEqualTo(before + 1);
  }

  @Test
  void a_copy_ahead_of_the_journal_alarms_and_nothing_is_done_by_itself() throws Exception {
    put("s1", 10);
    put("s2", 10);
    put("s2", 11);
    ConsumerRecord<byte[], byte[]> first = published("session/s1@1");
    ConsumerRecord<byte[], byte[]> older = published("session/s2@2");
    double before = copies("ahead");
    Headers ahead = first.headers().remove("ce_revision").add("ce_revision", bytes("99"));
    append(first, text(first.value()), ahead);
    byte[] unknown = bytes("local/" + athlete + "/session/never");
    foreigner
        .send(
            new ProducerRecord<>(
                first.topic(), first.partition(), unknown, first.value(), first.headers()))
        .get();
    // Comes after them in the same partition, so once it is repaired they have been looked at.
    Headers old = older.headers().remove("ce_revision").add("ce_revision", bytes("1"));
    long stale = append(older, text(older.value()), old);
    repairedBehind(stale, "session/s2@2");
    assertThat(copies("ahead")).isEqualTo(before + 2);
    assertThat(TrainingLog.header(last("s1"), "ce_revision")).isEqualTo("99");
  }

  @Test
  void what_is_no_entry_is_passed_over() throws Exception {
    put("s1", 10);
    ConsumerRecord<byte[], byte[]> first = published("session/s1@1");
    put("s1", 11);
    published("session/s1@2");
    for (byte[] key :
        new byte[][] {bytes("x"), bytes("a/b/c/d"), bytes("~watermark/3"), {0, -1, 7}}) {
      foreigner
          .send(new ProducerRecord<>(first.topic(), first.partition(), key, first.value()))
          .get();
    }
    long stale = append(first);
    repairedBehind(stale, "session/s1@2");
  }

  private ConsumerRecord<byte[], byte[]> published(String entry) {
    await().atMost(SOON).until(() -> log.entriesOf(athlete).contains(entry));
    return log.of(athlete).get(log.entriesOf(athlete).lastIndexOf(entry));
  }

  private long append(ConsumerRecord<byte[], byte[]> copy) throws Exception {
    return append(copy, text(copy.value()), copy.headers());
  }

  private long append(ConsumerRecord<byte[], byte[]> copy, String value, Headers headers)
      throws Exception {
    return foreigner
        .send(
            new ProducerRecord<>(copy.topic(), copy.partition(), copy.key(), bytes(value), headers))
        .get()
        .offset();
  }

  private void repairedBehind(long offset, String entry) {
    await()
        .atMost(SOON)
        .until(
            () ->
                log.of(athlete).stream()
                    .filter(one -> one.offset() > offset)
                    .anyMatch(
                        one ->
                            (TrainingLog.header(one, "ce_subject")
                                    + "@"
                                    + TrainingLog.header(one, "ce_revision"))
                                .equals(entry)));
  }

  private ConsumerRecord<byte[], byte[]> last(String id) {
    log.readToEnd();
    List<ConsumerRecord<byte[], byte[]>> ofKey =
        log.of(athlete).stream()
            .filter(one -> TrainingLog.key(one).equals("local/" + athlete + "/session/" + id))
            .toList();
    return ofKey.get(ofKey.size() - 1);
  }

  private double copies(String verdict) {
    return metrics.counter("trunkline.echo.copies", "verdict", verdict).count();
  }

  private void put(String id, int reps) {
    given()
        .contentType("application/json")
        .body(
            "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":"
                + reps
                + "}]}]}")
        .put(path(id));
  }

  private String path(String id) {
    return "/v1/athletes/" + athlete + "/sessions/" + id;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
