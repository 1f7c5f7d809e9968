package io.trunkline.session.journal;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Runs work in a transaction of its own (READ COMMITTED). When one of these methods returns, {@code
 * COMMIT} has returned.
 *
 * <p>There are two database roles, each with its own connections. The database shows and takes what
 * belongs to a request's tenant only, also where a statement forgets to ask for it; work that
 * belongs to no request sees all tenants.
 */
@Singleton
public class Transactions {

  /** Until the transaction ends. */
  private static final String NAME_TENANT = "SELECT set_config('app.tenant', ?, true)";

  /**
   * Half of what a write costs is planning. A plan is kept for as long as its connection, so it
   * must be right however the tables grow: such statements look up each row by its whole key, with
   * {@code LATERAL} where there are many, and leave the planner no other way.
   */
  private static final String KEEP_PLANS =
      "set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)";

  private static final int ATTEMPTS = 5;
  private static final Set<String> ANOTHER_TRY_MAY_DO = Set.of("40001", "40P01");
  private static final Set<String> AWAY = Set.of("40001", "40P01", "55P03", "25P04");
  private static final Set<String> AWAY_CLASSES = Set.of("08", "53", "57");

  private final DataSource requests;
  private final DataSource workers;

  Transactions(DataSource requests, @io.quarkus.agroal.DataSource("worker") DataSource workers) {
    this.requests = requests;
    this.workers = workers;
  }

  /** Statements of one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /**
   * Commits what {@code work} does, or nothing of it. After a deadlock or a lost race it runs
   * again, so it must have no other effects.
   *
   * @param tenant whose rows there are; to this work there are no others
   * @throws DatabaseAway when the database cannot answer now; after a lost connection the work may
   *     have been committed all the same
   */
  public <T> T run(String tenant, Work<T> work) {
    return repeated(requests, prepared(NAME_TENANT, tenant, work));
  }

  /** As {@link #run}, for statements of which every plan is a good one: each is planned once. */
  public <T> T runKeptPlans(String tenant, Work<T> work) {
    return repeated(requests, prepared(NAME_TENANT + ", " + KEEP_PLANS, tenant, work));
  }

  /** As {@link #run}, for work of this service itself and of operators: all tenants' rows. */
  public <T> T runAcrossTenants(Work<T> work) {
    return repeated(workers, work);
  }

  /** As {@link #runAcrossTenants} and {@link #runKeptPlans}. */
  public <T> T runKeptPlansAcrossTenants(Work<T> work) {
    return repeated(workers, prepared("SELECT " + KEEP_PLANS, null, work));
  }

  /**
   * As {@link #runKeptPlansAcrossTenants}, for what would only be done once more: it is committed
   * when this returns, but a crash of the database soon afterwards may lose it.
   */
  public <T> T runRepeatable(Work<T> work) {
    return repeated(
        workers,
        prepared(
            "SELECT " + KEEP_PLANS + ", set_config('synchronous_commit', 'off', true)",
            null,
            work));
  }

  private static <T> Work<T> prepared(String statement, String tenant, Work<T> work) {
    return connection -> {
      try (PreparedStatement first = connection.prepareStatement(statement)) {
        if (tenant != null) {
          first.setString(1, tenant);
        }
        first.execute();
      }
      return work.on(connection);
    };
  }

  private static <T> T repeated(DataSource database, Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(database, work);
      } catch (SQLException failure) {
        if (attempt == ATTEMPTS || !ANOTHER_TRY_MAY_DO.contains(state(failure))) {
          throw isAway(failure) ? new DatabaseAway(failure) : new IllegalStateException(failure);
        }
      }
    }
  }

  /** Ends the transaction at hand and runs it again: what it read is no longer so. */
  static SQLException lostRace() {
    return new SQLException("lost a race", "40001");
  }

  private static <T> T once(DataSource database, Work<T> work) throws SQLException {
    try (Connection connection = connection(database)) {
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException failure) {
        rollback(connection, failure);
        throw failure;
      }
    }
  }

  private static Connection connection(DataSource database) {
    try {
      return database.getConnection();
    } catch (SQLException failure) {
      // An empty pool has no SQLSTATE.
      throw new DatabaseAway(failure);
    }
  }

  private static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException failure) {
      cause.addSuppressed(failure);
    }
  }

  static boolean isAway(SQLException failure) {
    String state = state(failure);
    return AWAY.contains(state)
        || (state.length() == 5 && AWAY_CLASSES.contains(state.substring(0, 2)));
  }

  /** No connection to be had, or it broke, or the server is going away. */
  static boolean isUnreachable(SQLException failure) {
    String state = state(failure);
    return state.isEmpty()
        || state.startsWith("08")
        || state.startsWith("57P")
        || state.equals("53300");
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }
}
