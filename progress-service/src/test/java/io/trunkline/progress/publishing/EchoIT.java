package io.trunkline.progress.publishing;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Recommendations;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import io.trunkline.progress.erasure.Pseudonyms;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last copy of every key is the decision that stands, whoever appended another. */
@QuarkusTest
@WithTestResource(RealParts.class)
class EchoIT {

  private static final String TOPIC = "progress.recommendations";

  @Inject @Superuser DataSource database;
  @Inject MeterRegistry metrics;
  @Inject Pseudonyms pseudonyms;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;
  private Recommendations topic;
  private KafkaProducer<byte[], byte[]> foreigner;

  @BeforeEach
  void connect() {
    publisher = new Publisher(kafka);
    topic = new Recommendations(kafka);
    foreigner =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void disconnect() {
    foreigner.close();
    publisher.close();
  }

  @Test
  void behind_a_late_copy_of_an_older_decision_goes_the_one_that_stands() throws Exception {
    ConsumerRecord<byte[], byte[]> first = decided("echo-late", 1);
    publisher.send(WireRecord.entry("echo-late", "sensation", "p1", 1, ACHE));
    ConsumerRecord<byte[], byte[]> second = topic.await(key("echo-late"), 2);
    double stale = copies("stale");

    append(first, first.value(), "1", TOPIC);

    isLastAgain(second);
    assertThat(copies("stale")).isGreaterThan(stale);
  }

  @Test
  void behind_another_content_of_the_same_revision_goes_the_right_one_and_it_alarms()
      throws Exception {
    ConsumerRecord<byte[], byte[]> right = decided("echo-altered", 1);
    double mismatches = copies("mismatch");

    append(right, "{}".getBytes(StandardCharsets.UTF_8), "1", TOPIC);
    isLastAgain(right);
    append(right, right.value(), "1", "other.topic");
    isLastAgain(right);
    append(right, null, "1", TOPIC);
    isLastAgain(right);

    assertThat(copies("mismatch")).isEqualTo(mismatches + 3);
  }

  @Test
  void behind_a_copy_whose_revision_nobody_can_read_goes_the_one_that_stands() throws Exception {
    ConsumerRecord<byte[], byte[]> right = decided("echo-unreadable", 1);

    append(right, "garbage".getBytes(StandardCharsets.UTF_8), "first", TOPIC);

    isLastAgain(right);
  }

  @Test
  void behind_a_value_about_an_erased_athlete_goes_a_null_although_nothing_is_known_any_more()
      throws Exception {
    ConsumerRecord<byte[], byte[]> first = decided("echo-erased", 1);
    publisher.send(
        WireRecord.erased("echo-erased", pseudonyms.of(new Athlete("local", "echo-erased"))));
    await().until(() -> last("echo-erased").value() == null);
    await()
        .until(
            () ->
                Rows.of(database, "SELECT 1 FROM decision_head WHERE athlete = 'echo-erased'")
                    .isEmpty());
    double erased = copies("erased");

    append(first, first.value(), "7", TOPIC);

    await().until(() -> revision(last("echo-erased")).equals("8"));
    assertThat(last("echo-erased").value()).isNull();
    assertThat(copies("erased")).isGreaterThan(erased);
    await()
        .until(
            () ->
                Rows.of(database, "SELECT 1 FROM decision_head WHERE athlete = 'echo-erased'")
                    .isEmpty());
  }

  @Test
  void a_copy_ahead_of_what_stands_or_of_nobody_known_only_alarms() throws Exception {
    ConsumerRecord<byte[], byte[]> known = decided("echo-ahead", 1);
    double ahead = copies("ahead");

    append(known, known.value(), "99", TOPIC);
    for (String key : List.of("local/stranger/deadlift", "no key of ours", "a/b", "../a/b")) {
      foreigner
          .send(
              new ProducerRecord<>(
                  TOPIC, known.partition(), key.getBytes(StandardCharsets.UTF_8), known.value()))
          .get();
    }

    await().untilAsserted(() -> assertThat(copies("ahead")).isEqualTo(ahead + 2));
    append(known, known.value(), "0", TOPIC);
    isLastAgain(known);
    assertThat(copies("ahead")).isEqualTo(ahead + 2);
  }

  private static final String ACHE =
      """
      {"feltAt":"2026-05-04T19:00:00+02:00","kind":"ache","region":"lower-back","severity":3}""";

  private static String key(String athlete) {
    return "local/" + athlete + "/back-extension";
  }

  private ConsumerRecord<byte[], byte[]> decided(String athlete, long revision) throws Exception {
    try (var file = EchoIT.class.getResourceAsStream("/wire/back-extension.json")) {
      String exercise = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      publisher.send(WireRecord.exercise("back-extension", 1, exercise));
    }
    await()
        .until(
            () ->
                given()
                    .get("/v1/athletes/nobody/exercises/back-extension/recommendation")
                    .path("advice")
                    .equals("TRAIN"));
    publisher.send(WireRecord.session(athlete, "s1", 1, 10));
    return topic.await(key(athlete), revision);
  }

  private void append(
      ConsumerRecord<byte[], byte[]> copied, byte[] value, String revision, String meantFor)
      throws Exception {
    ProducerRecord<byte[], byte[]> foreign =
        new ProducerRecord<>(TOPIC, copied.partition(), copied.key(), value);
    for (Header header : copied.headers()) {
      if (!List.of("ce_revision", "ce_topic").contains(header.key())) {
        foreign.headers().add(header);
      }
    }
    foreign.headers().add("ce_revision", revision.getBytes(StandardCharsets.UTF_8));
    foreign.headers().add("ce_topic", meantFor.getBytes(StandardCharsets.UTF_8));
    foreigner.send(foreign).get();
  }

  private void isLastAgain(ConsumerRecord<byte[], byte[]> right) {
    String athlete = Recommendations.header(right, "ce_athlete");
    await()
        .untilAsserted(
            () -> {
              assertThat(last(athlete).value()).isEqualTo(right.value());
              assertThat(last(athlete).headers()).isEqualTo(right.headers());
            });
  }

  private ConsumerRecord<byte[], byte[]> last(String athlete) {
    List<ConsumerRecord<byte[], byte[]>> copies = topic.of(key(athlete));
    return copies.get(copies.size() - 1);
  }

  private static String revision(ConsumerRecord<byte[], byte[]> copy) {
    return Recommendations.header(copy, "ce_revision");
  }

  private double copies(String verdict) {
    return metrics.counter("trunkline.echo.copies", "verdict", verdict).count();
  }
}
