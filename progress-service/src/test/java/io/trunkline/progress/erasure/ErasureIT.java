package io.trunkline.progress.erasure;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.JournalStandIn;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Recommendations;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class ErasureIT {

  @Inject @Superuser DataSource database;
  @Inject Pseudonyms pseudonyms;
  @Inject ErasedAthletes erased;
  @Inject EraseAgain eraseAgain;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @ConfigProperty(name = "trunkline.session-service.url")
  String journal;

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
  void nothing_is_left_of_an_erased_athlete_and_the_journal_is_told() {
    String athlete = "xq-erased-wholly";
    publisher.send(
        WireRecord.session(athlete, "s1", 1, 10),
        WireRecord.session(athlete, "s2", 1, 11).value("{}"),
        WireRecord.session(athlete, "s3", 1, 12),
        WireRecord.entry(
            athlete,
            "observation",
            "o1",
            1,
            "{\"seenAt\":\"2026-05-04T18:20:00+02:00\",\"author\":\"c\",\"note\":\"n\"}"));
    arrived(athlete, "session/s1@1", "session/s3@1", "observation/o1@1");
    publisher.send(WireRecord.session(athlete, "s2", 2, 11));
    arrived(athlete, "session/s2@2");
    String key = "local/" + athlete + "/back-extension";
    new Recommendations(kafka).await(key, 1);
    publisher.send(WireRecord.session(athlete, "s4", 1, 12).value("{}"));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Rows.of(
                            database,
                            "SELECT count(*) FROM quarantine WHERE resolved_at IS NULL AND athlete = ?",
                            athlete))
                    .containsExactly("1"));

    Rows.of(
        database,
        "INSERT INTO log_entry_rebuilt SELECT * FROM log_entry WHERE athlete = ?",
        athlete);
    Rows.of(database, "INSERT INTO rebuild_difference VALUES ('local', ?)", athlete);
    Rows.of(
        database,
        "INSERT INTO reconcile_run (cause, tenant, athlete, ended_at) VALUES ('asked', 'local', ?, now())",
        athlete);

    publisher.send(WireRecord.erased(athlete, pseudonym(athlete)));

    await().untilAsserted(() -> assertThat(tablesNaming(athlete)).isEmpty());
    List<ConsumerRecord<byte[], byte[]>> copies = new Recommendations(kafka).of(key);
    ConsumerRecord<byte[], byte[]> last = copies.get(copies.size() - 1);
    assertThat(last.value()).isNull();
    assertThat(Recommendations.header(last, "ce_type"))
        .isEqualTo("progress.recommendation-withdrawn.v1");
    assertThat(last.headers().lastHeader("content-type")).isNull();
    assertThat(
            Rows.of(
                database,
                "SELECT confirmed_at FROM erased_athlete WHERE pseudonym = ?",
                pseudonym(athlete)))
        .containsExactly("null");
    given().get("/v1/athletes/" + athlete + "/digest").then().body("entries", equalTo(0));
    given()
        .get("/v1/athletes/" + athlete + "/decisions")
        .then()
        .statusCode(200)
        .header("Trunkline-Complete", "true")
        .body("decisions", empty());

    try (JournalStandIn there = new JournalStandIn(journal, publisher)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(there.confirmed).contains(pseudonym(athlete) + " progress-service"));
      await()
          .untilAsserted(
              () ->
                  assertThat(
                          Rows.of(
                              database,
                              "SELECT confirmed_at IS NOT NULL FROM erased_athlete WHERE pseudonym = ?",
                              pseudonym(athlete)))
                      .containsExactly("t"));
    }
  }

  @Test
  void the_journal_is_told_once_everything_is_gone_and_not_before() {
    String published = "xq-still-published";
    Rows.of(
        database,
        """
        INSERT INTO decision_head (tenant, athlete, exercise, revision, erased, claimed_until)
        VALUES ('local', ?, 'deadlift', 2, true, clock_timestamp() + interval '40 s')
        """,
        published);
    remember(published, true);
    remember("xq-only-announced", false);
    remember("xq-refused", true);
    remember("xq-neighbour", true);
    try (JournalStandIn there = new JournalStandIn(journal, publisher)) {
      there.unheardOf.add(pseudonym("xq-refused"));
      await()
          .untilAsserted(() -> assertThat(there.confirmed).contains(confirmation("xq-neighbour")));
      await()
          .during(Duration.ofSeconds(3))
          .untilAsserted(
              () ->
                  assertThat(there.confirmed)
                      .doesNotContain(confirmation(published), confirmation("xq-only-announced")));
      assertThat(there.confirmed.stream().filter(confirmation("xq-refused")::equals)).hasSize(1);

      Rows.of(
          database, "UPDATE decision_head SET claimed_until = NULL WHERE athlete = ?", published);

      await().untilAsserted(() -> assertThat(there.confirmed).contains(confirmation(published)));
      assertThat(tablesNaming(published)).isEmpty();
      assertThat(
              Rows.of(
                  database,
                  "SELECT confirmed_at FROM erased_athlete WHERE pseudonym = ?",
                  pseudonym("xq-refused")))
          .containsExactly("null");
    }
  }

  private void remember(String athlete, boolean applied) {
    Rows.of(
        database,
        "INSERT INTO erased_athlete (pseudonym, tenant, applied, learned_at) VALUES (?, 'local', ?, 'epoch')",
        pseudonym(athlete),
        applied);
  }

  private String confirmation(String athlete) {
    return pseudonym(athlete) + " progress-service";
  }

  @Test
  void copies_that_come_after_the_erasure_are_dropped_good_or_bad() {
    String athlete = "xq-erased-late";
    publisher.send(WireRecord.session(athlete, "s1", 1, 10));
    arrived(athlete, "session/s1@1");
    publisher.send(
        WireRecord.erased(athlete, pseudonym(athlete)),
        WireRecord.session(athlete, "s1", 1, 10),
        WireRecord.session(athlete, "s9", 7, 10),
        WireRecord.deleted(athlete, "session", "s1", 2),
        WireRecord.session(athlete, "s8", 1, 10).value("{}"),
        WireRecord.deleted(athlete, "erasure", "erasure", 2));
    String neighbour = neighbourOf(athlete);
    publisher.send(WireRecord.session(neighbour, "last", 1, 10));
    arrived(neighbour, "session/last@1");

    await().untilAsserted(() -> assertThat(tablesNaming(athlete)).isEmpty());
  }

  @Test
  void a_pseudonym_made_with_another_key_erases_nobody() {
    String athlete = "xq-other-key";
    publisher.send(WireRecord.session(athlete, "s1", 1, 10));
    arrived(athlete, "session/s1@1");

    publisher.send(WireRecord.erased(athlete, "0".repeat(64)));

    await()
        .untilAsserted(
            () ->
                assertThat(
                        Rows.of(
                            database,
                            "SELECT reason_code FROM quarantine WHERE athlete = ?",
                            athlete))
                    .containsExactly("key-mismatch"));
    given().get("/v1/athletes/" + athlete + "/digest").then().body("entries", equalTo(1));
  }

  @Test
  void whoever_a_restore_brought_back_is_erased_again_by_the_topic_of_erasures() {
    String athlete = "xq-restored";
    publisher.send(WireRecord.session(athlete, "s1", 1, 10));
    arrived(athlete, "session/s1@1");

    publisher.send(
        WireRecord.erasure("nonsense"),
        WireRecord.erasure(pseudonym(athlete)).header("ce_topic", "elsewhere"),
        WireRecord.erasure(pseudonym(athlete)));

    await().untilAsserted(() -> assertThat(tablesNaming(athlete)).isEmpty());
    String neighbour = neighbourOf(athlete);
    publisher.send(
        WireRecord.session(athlete, "s2", 1, 10), WireRecord.session(neighbour, "last", 1, 10));
    arrived(neighbour, "session/last@1");
    assertThat(tablesNaming(athlete)).isEmpty();
  }

  @Test
  void an_erasure_waits_for_whoever_is_storing_and_takes_that_with_it() throws Exception {
    Athlete athlete = new Athlete("local", "xq-in-flight");
    CompletableFuture<Void> erasure;
    try (Connection storing = database.getConnection()) {
      storing.setAutoCommit(false);
      erased.hold(storing);
      erasure =
          CompletableFuture.runAsync(
              () -> {
                try (Connection erasing = database.getConnection()) {
                  erasing.setAutoCommit(false);
                  erased.erase(erasing, athlete);
                  erasing.commit();
                } catch (SQLException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      await()
          .until(
              () ->
                  !Rows.of(
                          database,
                          "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                      .isEmpty());
      try (PreparedStatement insert =
          storing.prepareStatement(
              """
              INSERT INTO log_entry VALUES ('local', 'xq-in-flight', 'session', 's1', 1, true, 't', null, now())
              """)) {
        insert.executeUpdate();
      }
      storing.commit();
    }
    erasure.get(30, TimeUnit.SECONDS);

    assertThat(tablesNaming(athlete.id())).isEmpty();
  }

  @Test
  void what_is_known_already_is_not_looked_for_again() throws SQLException {
    String pseudonym = pseudonym("xq-known");
    eraseAgain.of(Map.of(pseudonym, "local"));
    String learned = "SELECT applied, learned_at FROM erased_athlete WHERE pseudonym = ?";
    List<String> before = Rows.of(database, learned, pseudonym);
    assertThat(before).hasSize(1).first().asString().startsWith("t ");

    eraseAgain.of(Map.of(pseudonym, "local"));

    assertThat(Rows.of(database, learned, pseudonym)).isEqualTo(before);
  }

  /** Every table of the database in which any column of any row contains the text. */
  private List<String> tablesNaming(String text) {
    return Rows.of(
            database,
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                + " AND table_type = 'BASE TABLE'")
        .stream()
        .filter(
            table ->
                !Rows.of(
                        database,
                        "SELECT 1 FROM \""
                            + table
                            + "\" AS t WHERE t::text LIKE ? OR t::text LIKE ? LIMIT 1",
                        "%" + text + "%",
                        "%" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "%")
                    .isEmpty())
        .toList();
  }

  private String pseudonym(String athlete) {
    return pseudonyms.of(new Athlete("local", athlete));
  }

  /** Another athlete of the same partition: what stood before is read when theirs is. */
  private static String neighbourOf(String athlete) {
    int partition = new Athlete("local", athlete).partition();
    for (int i = 0; ; i++) {
      String name = "neighbour-" + partition + "-" + i + "-" + System.nanoTime();
      if (new Athlete("local", name).partition() == partition) {
        return name;
      }
    }
  }

  private static void arrived(String athlete, String... revisions) {
    await()
        .untilAsserted(
            () -> {
              var request = given().urlEncodingEnabled(false);
              for (String revision : revisions) {
                request = request.queryParam("after", revision);
              }
              request.get("/v1/athletes/" + athlete + "/digest").then().statusCode(200);
            });
  }
}
