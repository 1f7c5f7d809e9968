package io.trunkline.progress.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.Rounds;
import io.trunkline.progress.projection.ReconcileWish;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/**
 * Takes up comparisons that were asked for, and asks for those that are due: athletes changed in
 * the last three hours every hour, everybody every day. One replica at a time, whichever comes
 * first; one that was cut off is run again.
 */
@ApplicationScoped
class ReconcileRuns {

  private static final Logger LOG = Logger.getLogger(ReconcileRuns.class);
  private static final long LOCK = 0x7265636f6eL;
  private static final Duration RECENT = Duration.ofHours(3);

  private final DataSource connections;
  private final Database database;
  private final Reconcile reconcile;
  private final boolean scheduled;
  private final Rounds rounds;

  ReconcileRuns(
      @io.quarkus.agroal.DataSource("worker") DataSource connections,
      Database database,
      Reconcile reconcile,
      @ConfigProperty(name = "trunkline.reconciler.scheduled") boolean scheduled) {
    this.connections = connections;
    this.database = database;
    this.reconcile = reconcile;
    this.scheduled = scheduled;
    rounds = new Rounds("progress-reconciler", Duration.ofSeconds(1), this::takeUp);
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  /**
   * One comparison, asked for, running or done.
   *
   * @param cause hourly, daily, asked or unreadable-key
   */
  @Schema(name = "ReconcileRun")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Run(
      long id,
      String cause,
      @Schema(description = "Absent for all.") Integer partition,
      @Schema(description = "Absent for all.") String tenant,
      @Schema(description = "Absent for all.") String athlete,
      @Schema(description = "Only athletes changed since; absent for all.") Instant changedSince,
      @Schema(
              description =
                  "Whether what is ahead or unknown is given up for what the journal says.")
          boolean adoptJournal,
      Instant requestedAt,
      @Schema(description = "Absent until it is taken up.") Instant startedAt,
      @Schema(description = "Absent until it has ended.") Instant endedAt,
      @Schema(description = "Why it ended early: journal-away or failed.") String problem,
      @Schema(description = "Athletes looked at.") long athletes,
      @Schema(description = "Of them, with changes on their way; left for the next run.")
          long waiting,
      @Schema(description = "Athletes that differed at the first look.") long different,
      @Schema(
              description =
                  "Entries that still differed at the second look and were sent again or given up.")
          long repaired,
      @Schema(description = "Entries ahead of the journal or unknown to it: for a person.")
          long alerts) {}

  /** The newest runs first. */
  List<Run> newest(int most) {
    return database.snapshotAcrossTenants(
        connection -> select(connection, "ORDER BY id DESC LIMIT " + most));
  }

  /** Asks for a run and gives its number. */
  long ask(ReconcileWish wish) throws SQLException {
    long[] id = new long[1];
    database.commit(connection -> id[0] = wish.put(connection));
    return id[0];
  }

  /** The lock belongs to a connection: it ends with this process, however that ends. */
  private void takeUp() throws SQLException, InterruptedException {
    try (Connection lock = connections.getConnection()) {
      if (!holds(lock, "pg_try_advisory_lock")) {
        return;
      }
      try {
        if (scheduled) {
          schedule();
        }
        for (Optional<Run> next = next(); next.isPresent(); next = next()) {
          run(next.get());
        }
      } finally {
        holds(lock, "pg_advisory_unlock");
      }
    }
  }

  private static boolean holds(Connection connection, String function) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + function + "(" + LOCK + ")")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private void schedule() throws SQLException {
    database.commit(
        connection -> {
          if (isDue(connection, "hourly", "1 hour")) {
            new ReconcileWish("hourly", null, null, Instant.now().minus(RECENT)).put(connection);
          }
          if (isDue(connection, "daily", "1 day")) {
            new ReconcileWish("daily", null, null, null).put(connection);
          }
          try (Statement statement = connection.createStatement()) {
            statement.execute(
                "DELETE FROM reconcile_run WHERE ended_at < clock_timestamp() - interval '30 days'");
          }
        });
  }

  private static boolean isDue(Connection connection, String cause, String every)
      throws SQLException {
    String sql =
        "SELECT FROM reconcile_run WHERE cause = ? AND requested_at > clock_timestamp() - ?::interval";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, cause);
      statement.setString(2, every);
      try (ResultSet rows = statement.executeQuery()) {
        return !rows.next();
      }
    }
  }

  private Optional<Run> next() {
    return database.snapshotAcrossTenants(
        connection ->
            select(connection, "WHERE ended_at IS NULL ORDER BY id LIMIT 1").stream().findFirst());
  }

  private void run(Run run) throws SQLException, InterruptedException {
    set(run, "started_at = clock_timestamp()");
    String problem = null;
    Reconcile.Result result = new Reconcile.Result(Comparison.Counts.none(), 0, 0);
    try {
      result = of(run);
    } catch (IOException away) {
      problem = "journal-away";
    } catch (SQLException | RuntimeException failure) {
      problem = "failed";
      LOG.warnf("Reconciling ended early: %s", failure.getClass().getName());
    }
    end(run, problem, result);
  }

  private Reconcile.Result of(Run run) throws IOException, InterruptedException, SQLException {
    if (run.athlete() != null) {
      return reconcile.athlete(new Athlete(run.tenant(), run.athlete()), run.adoptJournal());
    }
    List<Integer> partitions =
        run.partition() != null
            ? List.of(run.partition())
            : IntStream.range(0, Athlete.PARTITIONS).boxed().toList();
    return reconcile.partitions(partitions, run.changedSince(), run.adoptJournal());
  }

  private void set(Run run, String assignment) throws SQLException {
    database.commit(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "UPDATE reconcile_run SET " + assignment + " WHERE id = ?")) {
            statement.setLong(1, run.id());
            statement.executeUpdate();
          }
        });
  }

  private void end(Run run, String problem, Reconcile.Result result) throws SQLException {
    String sql =
        """
        UPDATE reconcile_run SET ended_at = clock_timestamp(), problem = ?, athletes = ?,
          waiting = ?, different = ?, repaired = ?, alerts = ? WHERE id = ?
        """;
    database.commit(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, problem);
            statement.setLong(2, result.counts().athletes());
            statement.setLong(3, result.counts().waiting());
            statement.setLong(4, result.counts().different());
            statement.setLong(5, result.repaired());
            statement.setLong(6, result.alerts());
            statement.setLong(7, run.id());
            statement.executeUpdate();
          }
        });
  }

  private static List<Run> select(Connection connection, String which) throws SQLException {
    String sql =
        """
        SELECT id, cause, topic_partition, tenant, athlete, changed_since, adopt_journal, requested_at, started_at,
          ended_at, problem, athletes, waiting, different, repaired, alerts FROM reconcile_run
        """;
    List<Run> runs = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql + which);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        runs.add(
            new Run(
                rows.getLong(1),
                rows.getString(2),
                rows.getObject(3, Integer.class),
                rows.getString(4),
                rows.getString(5),
                moment(rows, 6),
                rows.getBoolean(7),
                moment(rows, 8),
                moment(rows, 9),
                moment(rows, 10),
                rows.getString(11),
                rows.getLong(12),
                rows.getLong(13),
                rows.getLong(14),
                rows.getLong(15),
                rows.getLong(16)));
      }
    }
    return runs;
  }

  private static Instant moment(ResultSet rows, int column) throws SQLException {
    OffsetDateTime moment = rows.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
