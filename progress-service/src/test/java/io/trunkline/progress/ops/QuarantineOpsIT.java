package io.trunkline.progress.ops;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.trunkline.progress.JournalStandIn;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class QuarantineOpsIT {

  @Inject @Superuser DataSource database;

  @Inject WhatWaits waits;

  @Inject MeterRegistry metrics;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "trunkline.session-service.url")
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
  void how_far_the_copies_are_behind_is_told_by_the_partition_that_is_furthest() {
    Rows.of(
        database,
        "INSERT INTO partition_progress VALUES (9999, clock_timestamp() - interval '2 h')");
    try {
      waits.look();
      assertThat(metrics.get("trunkline.projection.behind").gauge().value())
          .isBetween(7200.0, 7300.0);
    } finally {
      Rows.of(database, "DELETE FROM partition_progress WHERE topic_partition = 9999");
    }
    waits.look();
    assertThat(metrics.get("trunkline.projection.behind").gauge().value()).isLessThan(7200);
  }

  @Test
  void an_operator_sees_why_whose_and_where_but_not_what() {
    publisher.send(
        WireRecord.session("op-listed", "s1", 3, 10).value("{\"secret\":\"knee pain\"}"));
    long id = quarantined("op-listed");

    Map<String, Object> record = record(id);

    assertThat(record)
        .containsEntry("topic", "session.training-log")
        .containsEntry("reason", "schema-violation")
        .containsEntry("tenant", "local")
        .containsEntry("athlete", "op-listed")
        .containsEntry("kind", "session")
        .containsEntry("entryId", "s1")
        .containsEntry("revision", 3)
        .containsKeys("partition", "offset", "receivedAt")
        .doesNotContainKeys("resolvedAt", "resolution");
    assertThat(record.toString()).doesNotContain("knee");
  }

  @Test
  void the_list_comes_in_pages_and_holds_the_resolved_ones_on_demand() {
    for (int i = 0; i < 3; i++) {
      publisher.send(WireRecord.session("op-paged-" + i, "s1", 1, 10).value("{}"));
      quarantined("op-paged-" + i);
    }
    List<Integer> all = new ArrayList<>();
    String cursor = "0";
    while (cursor != null) {
      var page = given().get("/v1/ops/quarantine?limit=2&cursor=" + cursor).jsonPath();
      List<Integer> ids = page.getList("records.id");
      assertThat(ids).hasSizeLessThanOrEqualTo(2);
      all.addAll(ids);
      cursor = page.getString("next");
    }
    assertThat(all).isSorted().doesNotHaveDuplicates();
    assertThat(all)
        .hasSize(
            Integer.parseInt(
                Rows.of(database, "SELECT count(*) FROM quarantine WHERE resolved_at IS NULL")
                    .get(0)));
    assertThat(all).contains((int) quarantined("op-paged-0"));

    long id = quarantined("op-paged-1");
    dismiss(id, "{\"reason\":\"no-loss\"}").statusCode(200);
    List<Integer> open = given().get("/v1/ops/quarantine?limit=100").path("records.id");
    assertThat(open).doesNotContain((int) id);
    assertThat(record(id))
        .containsEntry("resolution", "dismissed:no-loss")
        .containsKey("resolvedAt");
  }

  @Test
  void a_redriven_entry_arrives_and_its_athlete_is_complete_again() {
    publisher.send(WireRecord.session("op-redriven", "s1", 2, 10).value("{}"));
    long id = quarantined("op-redriven");
    try (JournalStandIn journal = new JournalStandIn(url, publisher)) {
      journal.write(
          "op-redriven", "s1", 2, WireRecord.sessionBody("2026-05-04T18:00:00+02:00", 10));

      redrive(id).statusCode(202).body("asked", equalTo("republish"));

      await().untilAsserted(() -> assertThat(record(id)).containsEntry("resolution", "good-copy"));
      given()
          .get("/v1/athletes/op-redriven/digest?after=session/s1@2")
          .then()
          .statusCode(200)
          .body("type", nullValue());
    }
    redrive(id)
        .statusCode(409)
        .body("type", equalTo("https://trunkline.io/problems/already-resolved"));
  }

  @Test
  void what_cannot_be_redriven_is_said_so() {
    publisher.send(
        WireRecord.session("op-stranger", "s1", 1, 10).value("{}"),
        WireRecord.exercise("op-exercise", 1, "{}"));
    long stranger = quarantined("op-stranger");
    await()
        .until(
            () ->
                !Rows.of(database, "SELECT id FROM quarantine WHERE entry_id = 'op-exercise'")
                    .isEmpty());
    long exercise =
        Long.parseLong(
            Rows.of(database, "SELECT id FROM quarantine WHERE entry_id = 'op-exercise'").get(0));

    redrive(stranger).statusCode(503).header("Retry-After", notNullValue());
    try (JournalStandIn journal = new JournalStandIn(url, publisher)) {
      redrive(stranger)
          .statusCode(409)
          .body("type", equalTo("https://trunkline.io/problems/cannot-redrive"));
      assertThat(journal.republished).isEmpty();
    }
    redrive(exercise)
        .statusCode(409)
        .body("type", equalTo("https://trunkline.io/problems/cannot-redrive"));
    redrive(999_999_999_999_999_999L).statusCode(404);
  }

  @Test
  void a_dismissed_record_is_waited_for_no_longer_and_the_athlete_is_decided_for() {
    publisher.send(
        WireRecord.session("op-dismissed", "s1", 1, 10),
        WireRecord.session("op-dismissed", "s2", 1, 10).value("{}"));
    long id = quarantined("op-dismissed");
    given().get("/v1/athletes/op-dismissed/decisions").then().body("decisions", hasSize(0));

    dismiss(id, "{\"reason\":\"foreign-writer\"}")
        .statusCode(200)
        .body("resolution", equalTo("dismissed:foreign-writer"))
        .body("athlete", equalTo("op-dismissed"));

    given()
        .get("/v1/athletes/op-dismissed/decisions?after=session/s1@1")
        .then()
        .header("Trunkline-Complete", "true")
        .body("decisions", hasSize(1));
    dismiss(id, "{\"reason\":\"foreign-writer\"}").statusCode(409);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}", "{\"reason\":null}", "{\"reason\":\"Free text!\"}", "{\"reason\":\"\"}"})
  void a_dismissal_needs_a_reason_code(String body) {
    dismiss(1, body).statusCode(422).body("errors[0].pointer", equalTo("/reason"));
  }

  @ParameterizedTest
  @CsvSource({
    "limit,?limit=0",
    "limit,?limit=101",
    "limit,?limit=x",
    "cursor,?cursor=-1",
    "cursor,?cursor=99999999999999999999",
    "resolved,?resolved=maybe"
  })
  void a_bad_parameter_is_named(String parameter, String query) {
    given()
        .get("/v1/ops/quarantine" + query)
        .then()
        .statusCode(400)
        .body("parameter", equalTo(parameter))
        .body("errors", nullValue());
  }

  private long quarantined(String athlete) {
    String sql = "SELECT id FROM quarantine WHERE athlete = ? ORDER BY id";
    await().until(() -> !Rows.of(database, sql, athlete).isEmpty());
    return Long.parseLong(Rows.of(database, sql, athlete).get(0));
  }

  private static Map<String, Object> record(long id) {
    List<Map<String, Object>> page =
        given()
            .get("/v1/ops/quarantine?resolved=true&limit=1&cursor=" + (id - 1))
            .jsonPath()
            .getList("records");
    assertThat(page).hasSize(1);
    assertThat(page.get(0)).containsEntry("id", (int) id);
    return page.get(0);
  }

  private static ValidatableResponse redrive(long id) {
    return given().post("/v1/ops/quarantine/" + id + "/redrive").then();
  }

  private static ValidatableResponse dismiss(long id, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/ops/quarantine/" + id + "/dismiss")
        .then();
  }
}
