package io.trunkline.progress;

import java.sql.SQLException;
import java.util.Set;

/** The database cannot answer now; the same request will succeed later. */
public final class DatabaseAway extends RuntimeException {

  // Connection, resources, operator, rollback, lock and transaction-state errors. Agroal's acquisition
  // timeout has no SQLSTATE at all.
  private static final Set<String> PASSING = Set.of("08", "53", "57", "40", "55", "25");

  private DatabaseAway(SQLException cause) {
    super("The database cannot answer now.", cause);
  }

  static RuntimeException orBug(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || PASSING.contains(state.substring(0, 2))
        ? new DatabaseAway(failure)
        : new IllegalStateException("SQLSTATE " + state, failure);
  }
}
