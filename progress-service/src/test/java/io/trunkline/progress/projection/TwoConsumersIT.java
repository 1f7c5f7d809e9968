package io.trunkline.progress.projection;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A zombie and its successor, or two partitions' owners in a rebalance. */
@QuarkusTest
@WithTestResource(RealParts.class)
class TwoConsumersIT {

  @Inject Intake intake;
  @Inject TrainingLog log;
  @Inject @Superuser DataSource database;
  @Inject ObjectMapper json;

  private final ExecutorService consumers = Executors.newFixedThreadPool(2);

  @AfterEach
  void end() {
    consumers.shutdownNow();
  }

  @Test
  void different_entries_of_one_athlete_at_once_end_in_a_decision_on_both() throws Exception {
    for (int i = 0; i < 25; i++) {
      String athlete = "twice-" + i;
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Boolean>> both =
          List.of(
              consumers.submit(() -> take(start, WireRecord.session(athlete, "s1", 1, 10))),
              consumers.submit(() -> take(start, WireRecord.session(athlete, "s2", 1, 12))));
      start.countDown();
      for (Future<Boolean> one : both) {
        assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
      }
      standsOnAllFacts(athlete);
    }
  }

  @Test
  void whoever_comes_second_waits_and_sees_what_the_first_stored() throws Exception {
    Athlete athlete = new Athlete("local", "queued");
    CountDownLatch start = new CountDownLatch(0);
    Future<Boolean> second;
    try (var first = database.getConnection()) {
      first.setAutoCommit(false);
      AthleteLock.take(first, new TreeSet<>(List.of(athlete)));
      second = consumers.submit(() -> take(start, WireRecord.session("queued", "s2", 1, 12)));
      Copy stored = (Copy) log.read(WireRecord.session("queued", "s1", 1, 10).consumed(0));
      log.store(first, List.of(stored));
      try (var waiting =
          first.prepareStatement(
              "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")) {
        await()
            .until(
                () -> {
                  try (var rows = waiting.executeQuery()) {
                    rows.next();
                    return rows.getInt(1) > 0;
                  }
                });
      }
      first.commit();
    }
    assertThat(second.get(60, TimeUnit.SECONDS)).isTrue();
    standsOnAllFacts("queued");
  }

  private boolean take(CountDownLatch start, WireRecord sent) throws InterruptedException {
    start.await();
    ConsumerRecord<byte[], byte[]> record = sent.consumed(0);
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return intake.take(new ConsumerRecords<>(Map.of(partition, List.of(record)), Map.of()), log);
  }

  private void standsOnAllFacts(String athlete) throws IOException {
    JsonNode stands =
        json.readTree(given().get("/v1/athletes/" + athlete + "/decisions").asString())
            .at("/decisions/0/recommendation");
    String asked =
        given()
            .queryParam("at", stands.get("at").textValue())
            .get("/v1/athletes/" + athlete + "/exercises/back-extension/recommendation")
            .asString();
    // Which came first decides whether the second was news, and so at which inputs it stands.
    assertThat(told(stands)).isEqualTo(told(json.readTree(asked)));
    assertThat(
            json.readTree(given().get("/v1/athletes/" + athlete + "/digest").asString())
                .get("entries")
                .intValue())
        .isEqualTo(2);
  }

  private static JsonNode told(JsonNode answer) {
    return ((ObjectNode) answer.deepCopy()).without(List.of("at", "inputs", "catalogue"));
  }
}
