package io.trunkline.progress;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** The two kinds of transaction this service has. */
@ApplicationScoped
public class Database {

  // Connection, resources, operator, rollback, lock and transaction-state errors. The pool's own
  // timeout
  // has no SQLSTATE at all.
  private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55", "25");

  private final DataSource connections;

  Database(DataSource connections) {
    this.connections = connections;
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
   */
  public <T> T snapshot(Query<T> query) {
    try (Connection connection = connections.getConnection()) {
      connection.setAutoCommit(false);
      try {
        execute(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
        return query.on(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException failure) {
      throw unavailableOrBug(failure);
    }
  }

  /** Commits {@code change} as a whole or not at all. When this returns, it is committed. */
  public void commit(Change change) throws SQLException {
    try (Connection connection = connections.getConnection()) {
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

  private static RuntimeException unavailableOrBug(SQLException failure) {
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
