package io.trunkline.progress.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trunkline.progress.Database;
import io.trunkline.progress.Problems;
import io.trunkline.progress.Rounds;
import io.trunkline.progress.projection.RebuiltLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

/**
 * The rebuild in hand, step by step as an operator asks. Which step is wanted stands in its row, so
 * any replica takes it up, one at a time, and a step that was cut off is gone on with.
 */
@ApplicationScoped
class RebuildRuns {

  private static final Logger LOG = Logger.getLogger(RebuildRuns.class);
  private static final long LOCK = 0x7265627569L;

  /** What an operator may ask for, and in which states. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "start", Set.of("none", "filled", "compared", "switched"),
          "compare", Set.of("filled", "compared"),
          "switch", Set.of("compared"));

  private final DataSource connections;
  private final Database database;
  private final RebuiltLog rebuilt;
  private final Rounds rounds = new Rounds("progress-rebuild", Duration.ofSeconds(1), this::takeUp);

  RebuildRuns(
      @io.quarkus.agroal.DataSource("worker") DataSource connections,
      Database database,
      RebuiltLog rebuilt) {
    this.connections = connections;
    this.database = database;
    this.rebuilt = rebuilt;
  }

  void start(@Observes StartupEvent started) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent stopping) {
    rounds.stop();
  }

  /** A rebuild. */
  @Schema(name = "Rebuild")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Run(
      long id,
      @Schema(
              description =
                  "none: there never was one. filling, comparing and switching are under way; filled, compared and"
                      + " switched wait for the next step.")
          String state,
      Instant startedAt,
      @Schema(description = "When the state or the counts last changed.") Instant changedAt,
      @Schema(description = "Records of the topic read so far.") long records,
      @Schema(description = "Athletes that differ from what is served; absent until compared.")
          Long different,
      @Schema(description = "Why the step under way has not succeeded yet; it is tried again.")
          String problem) {

    static final Run NONE = new Run(0, "none", null, null, 0, null, null);
  }

  /** The newest; of state none when there never was one. */
  Run newest() {
    return database.snapshotAcrossTenants(RebuildRuns::newest);
  }

  private static Run newest(Connection connection) throws SQLException {
    String sql =
        """
        SELECT id, state, started_at, changed_at, records, different, problem FROM rebuild
        ORDER BY id DESC LIMIT 1
        """;
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next()
          ? new Run(
              rows.getLong(1),
              rows.getString(2),
              rows.getObject(3, OffsetDateTime.class).toInstant(),
              rows.getObject(4, OffsetDateTime.class).toInstant(),
              rows.getLong(5),
              rows.getObject(6, Long.class),
              rows.getString(7))
          : Run.NONE;
    }
  }

  /** Asks for the next step. */
  Run ask(String step) {
    try {
      database.commit(
          connection -> {
            execute(connection, "LOCK TABLE rebuild IN SHARE ROW EXCLUSIVE MODE");
            Run run = newest(connection);
            if (!ALLOWED.get(step).contains(run.state())) {
              throw Problems.conflict(
                  "wrong-step",
                  "Not now",
                  "The rebuild is " + run.state() + "; its steps are start, compare, switch.");
            }
            if (step.equals("start")) {
              rebuilt.clear(connection);
              execute(connection, "INSERT INTO rebuild (state) VALUES ('filling')");
            } else {
              set(connection, run, step.equals("compare") ? "comparing" : "switching", null);
            }
          });
    } catch (SQLException failure) {
      throw Problems.unavailable(failure);
    }
    return newest();
  }

  /** The lock belongs to a connection: it ends with this process, however that ends. */
  private void takeUp() throws SQLException {
    if (!newest().state().endsWith("ing")) {
      return;
    }
    try (Connection lock = connections.getConnection()) {
      if (!holds(lock, "pg_try_advisory_lock")) {
        return;
      }
      try {
        step(newest());
      } finally {
        holds(lock, "pg_advisory_unlock");
      }
    }
  }

  private void step(Run run) throws SQLException {
    try {
      switch (run.state()) {
        case "filling" -> {
          rebuilt.fill(records -> count(run, records));
          database.commit(connection -> set(connection, run, "filled", null));
        }
        case "comparing" -> {
          long different = rebuilt.compare();
          database.commit(connection -> set(connection, run, "compared", different));
        }
        case "switching" -> {
          rebuilt.putInPlace(connection -> set(connection, run, "switched", run.different()));
          database.commit(rebuilt::clear);
        }
        default -> {}
      }
    } catch (SQLException | RuntimeException failure) {
      LOG.warnf("The rebuild waits and tries again: %s", failure.getClass().getName());
      database.commit(connection -> failed(connection, run, failure.getClass().getSimpleName()));
    }
  }

  private void count(Run run, long records) {
    try {
      database.commit(
          connection -> {
            try (PreparedStatement statement =
                connection.prepareStatement(
                    "UPDATE rebuild SET records = records + ?, changed_at = clock_timestamp(), problem = NULL"
                        + " WHERE id = ?")) {
              statement.setLong(1, records);
              statement.setLong(2, run.id());
              statement.executeUpdate();
            }
          });
    } catch (SQLException failure) {
      throw Problems.unavailable(failure);
    }
  }

  private static void set(Connection connection, Run run, String state, Long different)
      throws SQLException {
    String sql =
        """
        UPDATE rebuild SET state = ?, different = coalesce(?, different), problem = NULL,
          changed_at = clock_timestamp() WHERE id = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, state);
      statement.setObject(2, different, Types.BIGINT);
      statement.setLong(3, run.id());
      statement.executeUpdate();
    }
  }

  private static void failed(Connection connection, Run run, String problem) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE rebuild SET problem = ?, changed_at = clock_timestamp() WHERE id = ?")) {
      statement.setString(1, problem);
      statement.setLong(2, run.id());
      statement.executeUpdate();
    }
  }

  private static boolean holds(Connection connection, String function) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + function + "(" + LOCK + ")")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
