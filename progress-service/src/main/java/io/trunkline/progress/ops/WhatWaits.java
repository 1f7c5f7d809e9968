package io.trunkline.progress.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Database;
import io.trunkline.progress.Rounds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What an operator is woken by: {@code trunkline.quarantine.athletes}, how many athletes wait for a
 * good copy of something, {@code trunkline.projection.behind}, how many seconds ago the state was
 * that is known of every athlete, and {@code trunkline.decisions.unpublished}, how many stand that
 * the topic does not know. These are of the whole installation, the same from every replica, and
 * stand still while the database is away; that is {@code trunkline.database.silent}, this replica's
 * own, in seconds.
 */
@ApplicationScoped
class WhatWaits {

  // Before the first watermark nothing is behind: there may be no journal yet.
  private static final String STATE =
      """
      SELECT (SELECT count(*) FROM (
                SELECT DISTINCT tenant, athlete FROM quarantine
                WHERE resolved_at IS NULL AND athlete IS NOT NULL) AS open),
             COALESCE(GREATEST(0, extract(epoch FROM clock_timestamp() - min(complete_until))), 0),
             (SELECT count(*) FROM decision_head WHERE published_revision < revision)
        FROM partition_progress
      """;

  private final Database database;
  private volatile State state = new State(0, 0, 0);
  private volatile long answeredAt = System.nanoTime();
  private final Rounds rounds = new Rounds("progress-gauges", Duration.ofSeconds(10), this::look);

  private record State(long athletes, double behindSeconds, long unpublished) {}

  WhatWaits(Database database, MeterRegistry metrics) {
    this.database = database;
    Gauge.builder("trunkline.quarantine.athletes", () -> state.athletes())
        .description("Athletes who get no advice until a good copy of a record comes.")
        .register(metrics);
    Gauge.builder("trunkline.projection.behind", () -> state.behindSeconds())
        .description("Time since the moment up to which every change is known here.")
        .baseUnit("seconds")
        .register(metrics);
    Gauge.builder("trunkline.decisions.unpublished", () -> state.unpublished())
        .description("Decisions that stand and that the broker has not acknowledged.")
        .register(metrics);
    Gauge.builder(
            "trunkline.database.silent",
            () -> TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - answeredAt))
        .description("Since the database last answered this replica.")
        .baseUnit("seconds")
        .register(metrics);
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  void look() {
    state =
        database.snapshotAcrossTenants(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(STATE);
                  ResultSet rows = statement.executeQuery()) {
                rows.next();
                return new State(rows.getLong(1), rows.getDouble(2), rows.getLong(3));
              }
            });
    answeredAt = System.nanoTime();
  }
}
