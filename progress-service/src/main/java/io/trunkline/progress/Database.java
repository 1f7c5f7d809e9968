package io.trunkline.progress;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The kinds of transaction this service has, by two database roles, each with its own connections.
 * The database shows a request nothing but its tenant's rows, also where a statement forgets to ask
 * for them, and lets it change nothing; consumers and other work of no request see all tenants.
 */
@ApplicationScoped
public class Database {

  // Connection, resources, operator, rollback, lock and transaction-state errors. The pool's own
  // timeout
  // has no SQLSTATE at all.
  private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55", "25");

  // Sent together, so that naming the tenant costs no round trip.
  private static final String BEGIN_FOR_TENANT =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SELECT set_config('app.tenant', ?, true)";

  private final DataSource requests;
  private final DataSource workers;

  Database(DataSource requests, @io.quarkus.agroal.DataSource("worker") DataSource workers) {
    this.requests = requests;
    this.workers = workers;
  }

  /** Statements that give a result. */
  @FunctionalInterface
  public interface Query<T> {
    T on(Connection connection) throws SQLException;
  }

  /** Statements that change something. */
  @FunctionalInterface
  public interface Change {
    void on(Connection connection) throws SQLException;
  }

  /**
   * Reads one consistent moment: all statements of {@code query} see the same rows, so an answer
   * never mixes two states of the projection. Throws {@link NotNow} when the database cannot answer
   * now.
   *
   * @param tenant whose rows there are; to this query there are no others
   */
  public <T> T snapshot(String tenant, Query<T> query) {
    return snapshot(
        requests,
        connection -> {
          try (PreparedStatement begin = connection.prepareStatement(BEGIN_FOR_TENANT)) {
            begin.setString(1, tenant);
            begin.execute();
          }
          return query.on(connection);
        });
  }

  /** As {@link #snapshot}, for work that belongs to no request and for operators. */
  public <T> T snapshotAcrossTenants(Query<T> query) {
    return snapshot(
        workers,
        connection -> {
          execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          return query.on(connection);
        });
  }

  private static <T> T snapshot(DataSource database, Query<T> query) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        return query.on(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException failure) {
      throw unavailableOrBug(failure);
    }
  }

  /**
   * Commits {@code change} as a whole or not at all, to rows of any tenant: requests change none.
   * When this returns, it is committed.
   */
  public void commit(Change change) throws SQLException {
    try (Connection connection = workers.getConnection()) {
      connection.setAutoCommit(false);
      try {
        execute(connection, "SET LOCAL statement_timeout = '8s'");
        change.on(connection);
        connection.commit();
      } catch (SQLException | RuntimeException failure) {
        rollback(connection, failure);
        throw failure;
      }
    }
  }

  /** {@link NotNow} when the database cannot answer now; else it is our own mistake. */
  public static RuntimeException unavailableOrBug(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || PASSING.contains(state.substring(0, 2))
        ? Problems.unavailable(failure)
        : new IllegalStateException("SQLSTATE " + state, failure);
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException failure) {
      cause.addSuppressed(failure);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
