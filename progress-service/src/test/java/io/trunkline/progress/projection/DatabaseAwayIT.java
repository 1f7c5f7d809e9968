package io.trunkline.progress.projection;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class DatabaseAwayIT {

  @Inject @Superuser DataSource database;
  @Inject MeterRegistry metrics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  private Publisher publisher;

  @BeforeEach
  void connect() {
    publisher = new Publisher(kafka);
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  @Test
  void a_database_that_refuses_everybody_is_waited_for_and_nothing_is_lost() throws SQLException {
    String elsewhere = url.replace("/progress", "/postgres");
    try (Connection operator = DriverManager.getConnection(elsewhere, "postgres", null);
        Statement statement = operator.createStatement()) {
      statement.execute("ALTER DATABASE progress ALLOW_CONNECTIONS false");
      try {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'progress' AND pid <>"
                + " pg_backend_pid()");
        publisher.send(WireRecord.session("outage", "s1", 1, 10));
        await()
            .untilAsserted(
                () ->
                    given()
                        .get("/v1/athletes/outage/digest")
                        .then()
                        .statusCode(503)
                        .header("Retry-After", "1")
                        .body("type", equalTo("https://trunkline.io/problems/unavailable")));
        double waits = waits();
        await().until(() -> waits() > waits + 1);
      } finally {
        statement.execute("ALTER DATABASE progress ALLOW_CONNECTIONS true");
      }
    }
    await()
        .untilAsserted(
            () -> given().get("/v1/athletes/outage/digest").then().body("entries", equalTo(1)));
  }

  @Test
  void an_offset_is_committed_only_after_its_record() throws SQLException {
    RecordMetadata place;
    try (Connection operator = DriverManager.getConnection(url, "postgres", null);
        Statement statement = operator.createStatement()) {
      operator.setAutoCommit(false);
      statement.execute("LOCK TABLE log_entry IN ACCESS EXCLUSIVE MODE");
      place = publisher.send(WireRecord.session("locked", "s1", 1, 10)).get(0);

      // Longer than a commit interval, and than the first statement's lock timeout.
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(30))
          .until(() -> committed(place) <= place.offset());
      operator.rollback();
    }
    await().until(() -> committed(place) > place.offset());
    assertThat(Rows.of(database, "SELECT revision FROM log_entry WHERE athlete = 'locked'"))
        .containsExactly("1");
  }

  private double waits() {
    return metrics.counter("trunkline.projection.waits", "stream", "training-log").count();
  }

  private long committed(RecordMetadata place) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      OffsetAndMetadata offset =
          admin
              .listConsumerGroupOffsets("progress.training-log")
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(place.topic(), place.partition()));
      return offset == null ? 0 : offset.offset();
    }
  }
}
