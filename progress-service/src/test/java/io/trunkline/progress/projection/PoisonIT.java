package io.trunkline.progress.projection;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(RealParts.class)
class PoisonIT {

  @Inject @Superuser DataSource database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private Publisher publisher;

  @BeforeEach
  void connect() {
    publisher = new Publisher(kafka);
  }

  @AfterEach
  void disconnect() {
    publisher.close();
  }

  /** One way to spoil a good record, and the reason code it must be given. */
  record Spoiled(String name, String reason, UnaryOperator<WireRecord> spoil) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Spoiled> spoiled() {
    return Stream.of(
        new Spoiled("PARTITION", "wrong-partition", WireRecord::nextPartition),
        new Spoiled("NO_TYPE", "bad-headers", record -> record.header("ce_type", null)),
        new Spoiled("NO_TOPIC", "bad-headers", record -> record.header("ce_topic", null)),
        new Spoiled("NO_TIME", "bad-headers", record -> record.header("ce_time", null)),
        new Spoiled("TIME", "bad-headers", record -> record.header("ce_time", "yesterday")),
        new Spoiled("SPECVERSION", "bad-headers", record -> record.header("ce_specversion", "0.3")),
        new Spoiled(
            "REVISION_WORD", "bad-headers", record -> record.header("ce_revision", "first")),
        new Spoiled("REVISION_ZERO", "bad-headers", record -> record.header("ce_revision", "0")),
        new Spoiled(
            "LONG_HEADER", "bad-headers", record -> record.header("ce_type", "x".repeat(10_000))),
        new Spoiled("TENANT", "key-mismatch", record -> record.header("ce_tenant", "elsewhere")),
        new Spoiled(
            "ATHLETE", "key-mismatch", record -> record.header("ce_athlete", "somebody-else")),
        new Spoiled("KIND", "key-mismatch", record -> record.header("ce_kind", "sensation")),
        new Spoiled("ENTRY_ID", "key-mismatch", record -> record.header("ce_entryid", "s2")),
        new Spoiled(
            "TYPE_OF_ANOTHER_KIND",
            "key-mismatch",
            record -> record.header("ce_type", "session.sensation-reported.v1")),
        new Spoiled(
            "TOPIC", "wrong-topic", record -> record.header("ce_topic", "catalog.exercises")),
        new Spoiled(
            "NEXT_MAJOR",
            "unknown-type",
            record -> record.header("ce_type", "session.session-recorded.v2")),
        new Spoiled(
            "TOO_LARGE",
            "too-large",
            record -> record.value("{\"x\":\"" + "y".repeat(65_536) + "\"}")),
        new Spoiled(
            "RANDOM_BYTES", "not-json", record -> record.value(new byte[] {(byte) 0xff, 0, 17})),
        new Spoiled("EMPTY", "not-json", record -> record.value("")),
        new Spoiled("CUT_OFF", "not-json", record -> record.value("{\"startedAt\":")),
        new Spoiled("DUPLICATE_FIELD", "not-json", record -> record.value("{\"a\":1,\"a\":2}")),
        new Spoiled("DEEP", "not-json", record -> record.value("[".repeat(30_000))),
        new Spoiled("AN_ARRAY", "schema-violation", record -> record.value("[]")),
        new Spoiled("NO_START", "schema-violation", record -> record.value("{\"exercises\":[]}")),
        new Spoiled(
            "NEGATIVE_REPS",
            "schema-violation",
            record -> record.value(WireRecord.sessionBody("2026-05-04T18:00:00+02:00", -1))),
        new Spoiled(
            "NO_OFFSET",
            "schema-violation",
            record -> record.value(WireRecord.sessionBody("2026-05-04T18:00:00", 1))),
        new Spoiled(
            "ENDLESS_NUMBER",
            "schema-violation",
            record ->
                record.value(
                    """
                {"startedAt":"2026-05-04T18:00:00Z","exercises":[{"exercise":"deadlift","sets":[
                 {"reps":5,"load":{"value":1e999999999,"unit":"kg"}}]}]}""")),
        new Spoiled(
            "NULL_THAT_IS_NO_DELETION", "schema-violation", record -> record.value((byte[]) null)),
        new Spoiled(
            "DELETION_WITH_A_BODY",
            "schema-violation",
            record -> record.header("ce_type", "session.entry-deleted.v1")));
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void only_the_athlete_named_waits_until_a_good_copy_arrives(Spoiled spoiled) {
    String athlete = "poison-" + spoiled.name;
    String neighbour = "near-" + spoiled.name;
    List<RecordMetadata> places =
        publisher.send(
            spoiled.spoil.apply(WireRecord.session(athlete, "s1", 1, 10)),
            WireRecord.session(athlete, "s2", 1, 10),
            WireRecord.session(neighbour, "s1", 1, 10));

    await()
        .untilAsserted(
            () -> assertThat(reasons(places.get(0))).containsExactly(spoiled.reason + " t"));
    await().untilAsserted(() -> assertThat(stored(athlete)).containsExactly("s2 1"));
    await().untilAsserted(() -> assertThat(stored(neighbour)).containsExactly("s1 1"));
    assertThat(complete(athlete)).isEqualTo("false");
    assertThat(complete(neighbour)).isEqualTo("true");
    given()
        .get("/v1/athletes/" + athlete + "/exercises/back-extension/recommendation")
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .body("type", equalTo("https://trunkline.io/problems/athlete-incomplete"));

    publisher.send(WireRecord.session(athlete, "s1", 1, 10));

    await()
        .untilAsserted(
            () -> assertThat(reasons(places.get(0))).containsExactly(spoiled.reason + " f"));
    assertThat(stored(athlete)).containsExactly("s1 1", "s2 1");
    assertThat(complete(athlete)).isEqualTo("true");
  }

  @Test
  void a_key_that_cannot_be_read_concerns_nobody_and_stops_nobody() {
    List<RecordMetadata> places =
        publisher.send(
            WireRecord.session("keyless", "s1", 1, 10).key(null),
            WireRecord.session("keyless", "s1", 1, 10).key("local/keyless/session"),
            WireRecord.session("keyless", "s1", 1, 10).key("local/../session/s1"),
            WireRecord.session("keyless", "s1", 1, 10).key("local/key less/session/s1"),
            WireRecord.session("keyless", "s2", 1, 10));

    await().untilAsserted(() -> assertThat(stored("keyless")).containsExactly("s2 1"));
    assertThat(places.subList(0, 4))
        .allSatisfy(place -> assertThat(reasons(place)).containsExactly("bad-key t"));
    assertThat(complete("keyless")).isEqualTo("true");
  }

  @Test
  void a_good_copy_below_the_bad_revision_resolves_nothing() {
    publisher.send(
        WireRecord.session("below", "s1", 3, 10).value("{}"),
        WireRecord.session("below", "s1", 2, 10));
    await().untilAsserted(() -> assertThat(stored("below")).containsExactly("s1 2"));
    assertThat(complete("below")).isEqualTo("false");

    publisher.send(WireRecord.session("below", "s1", 4, 10));
    await().untilAsserted(() -> assertThat(complete("below")).isEqualTo("true"));
  }

  @Test
  void a_bad_copy_of_a_known_revision_is_dropped() {
    publisher.send(WireRecord.session("known", "s1", 2, 10));
    await().untilAsserted(() -> assertThat(stored("known")).containsExactly("s1 2"));

    List<RecordMetadata> places =
        publisher.send(
            WireRecord.session("known", "s1", 2, 10).value("{}"),
            WireRecord.session("known", "s2", 1, 10));

    await().untilAsserted(() -> assertThat(stored("known")).containsExactly("s1 2", "s2 1"));
    assertThat(reasons(places.get(0))).isEmpty();
    assertThat(complete("known")).isEqualTo("true");
  }

  @Test
  void a_deletion_resolves_what_it_deletes() {
    publisher.send(WireRecord.session("deleted-bad", "s1", 1, 10).value("{}"));
    await().untilAsserted(() -> assertThat(complete("deleted-bad")).isEqualTo("false"));

    publisher.send(WireRecord.deleted("deleted-bad", "session", "s1", 2));

    await().untilAsserted(() -> assertThat(complete("deleted-bad")).isEqualTo("true"));
  }

  /** Of a kind that the version which stored it reads; it runs beside this one, or did. */
  @Test
  void an_entry_only_a_newer_version_reads_makes_its_athlete_incomplete() {
    publisher.send(
        WireRecord.session("newer", "s1", 1, 10), WireRecord.session("newer", "s2", 1, 10));
    await().untilAsserted(() -> assertThat(stored("newer")).containsExactly("s1 1", "s2 1"));
    Rows.of(
        database,
        """
        UPDATE log_entry SET kind = 'plan', type = 'session.plan-made.v1'
        WHERE athlete = 'newer' AND entry_id = 's1'
        """);

    given()
        .get("/v1/athletes/newer/exercises/back-extension/recommendation")
        .then()
        .statusCode(503)
        .body("type", equalTo("https://trunkline.io/problems/athlete-incomplete"));
    given()
        .contentType("application/json")
        .body("{\"athletes\":[\"newer\"]}")
        .post("/v1/policy/backtest")
        .then()
        .statusCode(200)
        .body(containsString("athlete-incomplete"));

    publisher.send(
        WireRecord.session("newer", "s3", 1, 10), WireRecord.session("near-newer", "s1", 1, 10));
    await().untilAsserted(() -> assertThat(stored("near-newer")).containsExactly("s1 1"));
    await().untilAsserted(() -> assertThat(complete("newer")).isEqualTo("false"));
    assertThat(
            Rows.of(
                database,
                "SELECT reason_code, kind, entry_id, revision FROM quarantine WHERE athlete = ?",
                "newer"))
        .containsExactly("unknown-type plan s1 1");
    assertThat(stored("newer")).contains("s3 1");
  }

  @Test
  void a_record_the_database_refuses_is_set_aside_alone() {
    Rows.of(
        database,
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'refused'; END $$
        """);
    Rows.of(
        database,
        """
        CREATE TRIGGER refuse BEFORE INSERT ON log_entry
        FOR EACH ROW WHEN (NEW.entry_id = 'refused') EXECUTE FUNCTION refuse()
        """);
    try {
      List<RecordMetadata> places =
          publisher.send(
              WireRecord.session("refusal", "before", 1, 10),
              WireRecord.session("refusal", "refused", 1, 10),
              WireRecord.session("refusal", "worthless", 1, 10).value("{}"),
              WireRecord.session("refusal", "z-after", 1, 10));

      await()
          .untilAsserted(
              () -> assertThat(reasons(places.get(1))).containsExactly("handler-error t"));
      await()
          .untilAsserted(
              () -> assertThat(stored("refusal")).containsExactly("before 1", "z-after 1"));
      await()
          .untilAsserted(
              () -> assertThat(reasons(places.get(2))).containsExactly("schema-violation t"));
    } finally {
      Rows.of(database, "DROP TRIGGER refuse ON log_entry");
      Rows.of(database, "DROP FUNCTION refuse");
    }
  }

  @Test
  void a_catalogue_record_that_cannot_be_read_leaves_the_earlier_version_standing() {
    publisher.send(WireRecord.exercise("poisoned-exercise", 1, "{\"id\":\"poisoned-exercise\"}"));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        Rows.of(
                            database,
                            "SELECT reason_code, tenant, athlete, kind, revision FROM quarantine WHERE entry_id = ?",
                            "poisoned-exercise"))
                    .containsExactly("schema-violation null null exercise 1"));
  }

  private List<String> reasons(RecordMetadata place) {
    return Rows.of(
        database,
        """
        SELECT reason_code, resolved_at IS NULL FROM quarantine
        WHERE topic = ? AND topic_partition = ? AND topic_offset = ?
        """,
        place.topic(),
        place.partition(),
        place.offset());
  }

  private List<String> stored(String athlete) {
    return Rows.of(
        database,
        "SELECT entry_id, revision FROM log_entry WHERE athlete = ? ORDER BY entry_id",
        athlete);
  }

  private static String complete(String athlete) {
    return given().get("/v1/athletes/" + athlete + "/digest").header("Trunkline-Complete");
  }
}
