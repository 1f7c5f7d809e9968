package io.trunkline.catalog.publishing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.catalog.PublishedLog;
import io.trunkline.catalog.RealParts;
import io.trunkline.catalog.Sample;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The last copy of every key is the current version, whoever appended another. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ReadBackIT {

  private static final String TOPIC = "catalog.exercises";

  @Inject PublishedLog log;
  @Inject MeterRegistry metrics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String bootstrapServers;

  private KafkaProducer<byte[], byte[]> foreigner;

  @BeforeEach
  void sample_lift_is_there() {
    foreigner =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    put(Sample.exercise("sample-lift"), "sample-lift");
  }

  @AfterEach
  void disconnect() {
    foreigner.close();
  }

  @Test
  void behind_a_late_copy_of_an_older_version_goes_the_current_one() throws Exception {
    ConsumerRecord<byte[], byte[]> first = published("late", 1, "First");
    ConsumerRecord<byte[], byte[]> second = published("late", 2, "Second");
    double stale = copies("stale");

    append(first, first.value(), "1", TOPIC);

    isLastAgain(second);
    assertThat(copies("stale")).isGreaterThan(stale);
  }

  @Test
  void behind_another_content_of_the_same_version_goes_the_right_one_and_it_alarms()
      throws Exception {
    ConsumerRecord<byte[], byte[]> right = published("altered", 1, "Right");
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
  void behind_a_copy_whose_version_nobody_can_read_goes_the_current_one() throws Exception {
    ConsumerRecord<byte[], byte[]> right = published("unreadable", 1, "Right");

    append(right, "garbage".getBytes(StandardCharsets.UTF_8), "first", TOPIC);

    isLastAgain(right);
  }

  @Test
  void a_copy_ahead_of_the_catalogue_or_unknown_to_it_only_alarms() throws Exception {
    ConsumerRecord<byte[], byte[]> known = published("ahead", 1, "Known");
    double ahead = copies("ahead");

    append(known, known.value(), "99", TOPIC);
    foreigner
        .send(
            new ProducerRecord<>(
                TOPIC, 0, "never-heard-of".getBytes(StandardCharsets.UTF_8), known.value()))
        .get();

    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(copies("ahead")).isEqualTo(ahead + 2));
    // What is repaired after them shows that they were left alone.
    ConsumerRecord<byte[], byte[]> other = published("ahead-other", 1, "Other");
    append(other, null, "1", TOPIC);
    isLastAgain(other);
    assertThat(header(last("ahead"), "ce_revision")).isEqualTo("99");
  }

  @Test
  void an_older_version_with_a_newer_one_behind_it_is_no_news() throws Exception {
    published("in-order", 1, "First");
    published("in-order", 2, "Second");
    published("in-order", 3, "Third");
    ConsumerRecord<byte[], byte[]> other = published("in-order-other", 1, "Other");
    append(other, null, "1", TOPIC);
    isLastAgain(other);

    assertThat(log.of(TOPIC, "in-order")).hasSize(3);
  }

  private ConsumerRecord<byte[], byte[]> published(String id, int version, String name) {
    put(Sample.exercise(id).put("name", name), id);
    return log.awaitExercise(id, version);
  }

  private static void put(ObjectNode exercise, String id) {
    int status =
        given()
            .contentType("application/json")
            .body(exercise.toString())
            .put("/v1/exercises/" + id)
            .statusCode();
    assertThat(status).isIn(200, 201);
  }

  private void append(
      ConsumerRecord<byte[], byte[]> copied, byte[] value, String version, String topic)
      throws Exception {
    ProducerRecord<byte[], byte[]> foreign =
        new ProducerRecord<>(TOPIC, copied.partition(), copied.key(), value);
    for (Header header : copied.headers()) {
      if (!List.of("ce_revision", "ce_topic").contains(header.key())) {
        foreign.headers().add(header);
      }
    }
    foreign.headers().add("ce_revision", version.getBytes(StandardCharsets.UTF_8));
    foreign.headers().add("ce_topic", topic.getBytes(StandardCharsets.UTF_8));
    foreigner.send(foreign).get();
  }

  private void isLastAgain(ConsumerRecord<byte[], byte[]> right) {
    String id = new String(right.key(), StandardCharsets.UTF_8);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(last(id).value()).isEqualTo(right.value());
              assertThat(last(id).headers()).isEqualTo(right.headers());
            });
  }

  private ConsumerRecord<byte[], byte[]> last(String id) {
    List<ConsumerRecord<byte[], byte[]>> copies = log.of(TOPIC, id);
    return copies.get(copies.size() - 1);
  }

  private static String header(ConsumerRecord<byte[], byte[]> copy, String name) {
    return new String(copy.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private double copies(String verdict) {
    return metrics.counter("trunkline.echo.copies", "verdict", verdict).count();
  }
}
