package io.trunkline.progress.projection;

import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealParts.class)
class TrainingLogIT {

  private static final String ENTRIES =
      """
      SELECT entry_id, revision, deleted, convert_from(body, 'UTF8') FROM log_entry
      WHERE athlete = ? ORDER BY entry_id
      """;

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

  @Test
  void a_body_is_kept_verbatim() {
    String body = " {\"startedAt\" : \"2026-05-04T18:00:00+02:00\",\"x\":1.50,  \"exercises\":[]}";
    publisher.send(WireRecord.entry("verbatim", "session", "s1", 1, body));

    eventually("verbatim", "s1 1 f " + body);
  }

  @Test
  void stale_and_equal_revisions_change_nothing() {
    publisher.send(WireRecord.session("stale", "s1", 2, 12));
    eventually("stale", entry("s1", 2, 12));

    publisher.send(
        WireRecord.session("stale", "s1", 1, 10),
        WireRecord.session("stale", "s1", 2, 11),
        WireRecord.session("stale", "s2", 1, 9));

    eventually("stale", entry("s1", 2, 12), entry("s2", 1, 9));
  }

  @Test
  void any_order_and_any_repetition_end_in_the_highest_revision() {
    publisher.send(
        WireRecord.session("order", "s1", 3, 13),
        WireRecord.session("order", "s1", 1, 11),
        WireRecord.session("order", "s1", 4, 14),
        WireRecord.session("order", "s1", 3, 13),
        WireRecord.session("order", "s1", 2, 12),
        WireRecord.session("order", "s1", 4, 14),
        WireRecord.session("order", "end", 1, 1));

    eventually("order", entry("end", 1, 1), entry("s1", 4, 14));
  }

  @Test
  void a_deletion_stays_deleted_whatever_arrives_late() {
    publisher.send(
        WireRecord.session("gone", "s1", 1, 10),
        WireRecord.deleted("gone", "session", "s1", 2),
        WireRecord.session("gone", "s1", 1, 10));
    eventually("gone", "s1 2 t null");

    publisher.send(WireRecord.session("gone", "s1", 1, 10), WireRecord.session("gone", "s2", 1, 9));

    eventually("gone", "s1 2 t null", entry("s2", 1, 9));
  }

  @Test
  void a_deleted_entry_can_be_written_again() {
    publisher.send(
        WireRecord.deleted("again", "session", "s1", 2), WireRecord.session("again", "s1", 3, 12));

    eventually("again", entry("s1", 3, 12));
  }

  @Test
  void a_large_batch_is_applied_whole() {
    WireRecord[] records = new WireRecord[1_200];
    for (int i = 0; i < records.length; i++) {
      records[i] = WireRecord.session("many-" + i % 50, "s" + i, 1, 10);
    }
    publisher.send(records);

    await()
        .untilAsserted(
            () ->
                assertThat(
                        Rows.of(
                            database, "SELECT count(*) FROM log_entry WHERE athlete LIKE 'many-%'"))
                    .containsExactly("1200"));
  }

  private static String entry(String id, long revision, int reps) {
    return id + " " + revision + " f " + WireRecord.sessionBody("2026-05-04T18:00:00+02:00", reps);
  }

  private void eventually(String athlete, String... entries) {
    await()
        .untilAsserted(
            () -> assertThat(Rows.of(database, ENTRIES, athlete)).isEqualTo(List.of(entries)));
  }
}
