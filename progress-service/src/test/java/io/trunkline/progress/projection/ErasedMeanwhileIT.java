package io.trunkline.progress.projection;

import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import io.trunkline.progress.erasure.EraseAgain;
import io.trunkline.progress.erasure.ErasedAthletes;
import io.trunkline.progress.erasure.Pseudonyms;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Somebody is erased while a consumer stores something about them. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ErasedMeanwhileIT {

  @Inject Intake intake;
  @Inject TrainingLog log;
  @Inject @Superuser DataSource database;
  @Inject ErasedAthletes erased;
  @Inject EraseAgain eraseAgain;
  @Inject Pseudonyms pseudonyms;

  @Test
  void whoever_stores_waits_for_an_erasure_under_way_and_then_drops_what_it_has() throws Exception {
    Athlete athlete = new Athlete("local", "erased-under-way");
    CompletableFuture<Boolean> storing;
    try (Connection erasing = database.getConnection()) {
      erasing.setAutoCommit(false);
      erased.erase(erasing, athlete);
      storing = storing(athlete);
      await().until(() -> storing.isDone() || somebodyWaitsFor("advisory"));
      erasing.commit();
    }

    assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(stored(athlete)).isEmpty();
  }

  @Test
  void who_comes_while_the_erased_are_looked_for_is_dropped() throws Exception {
    Athlete here = new Athlete("local", "erased-and-here");
    Athlete onTheWay = new Athlete("local", "erased-on-the-way");
    CompletableFuture<Boolean> storing;
    CompletableFuture<Void> erasing;
    try (Connection busy = database.getConnection()) {
      busy.setAutoCommit(false);
      AthleteLock.take(busy, new TreeSet<>(List.of(here)));
      busy.commit();
      AthleteLock.take(busy, new TreeSet<>(List.of(here)));
      erasing =
          CompletableFuture.runAsync(
              () -> erase(Map.of(pseudonyms.of(here), "local", pseudonyms.of(onTheWay), "local")));
      await().until(() -> somebodyWaitsFor("transactionid"));
      storing = storing(onTheWay);
      await().until(() -> somebodyWaitsFor("advisory"));
      busy.rollback();
    }
    erasing.get(60, TimeUnit.SECONDS);

    assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
    assertThat(stored(onTheWay)).isEmpty();
    assertThat(Rows.of(database, "SELECT 1 FROM athlete WHERE athlete = ?", here.id())).isEmpty();
  }

  private void erase(Map<String, String> tenantsByPseudonym) {
    try {
      eraseAgain.of(tenantsByPseudonym);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private CompletableFuture<Boolean> storing(Athlete athlete) {
    ConsumerRecord<byte[], byte[]> record =
        WireRecord.session(athlete.id(), "s1", 1, 10).consumed(0);
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    return CompletableFuture.supplyAsync(
        () ->
            intake.take(new ConsumerRecords<>(Map.of(partition, List.of(record)), Map.of()), log));
  }

  private boolean somebodyWaitsFor(String lock) {
    return !Rows.of(database, "SELECT 1 FROM pg_locks WHERE locktype = ? AND NOT granted", lock)
        .isEmpty();
  }

  private List<String> stored(Athlete athlete) {
    return Rows.of(database, "SELECT entry_id FROM log_entry WHERE athlete = ?", athlete.id());
  }
}
