package io.trunkline.session.journal;

import java.sql.SQLException;

/**
 * The database cannot answer now: away, full, at its limits, or stopped by a timeout. The same
 * request may be sent again.
 */
public class DatabaseAway extends RuntimeException {

  private final boolean maintenance;
  private final boolean forEverybody;

  DatabaseAway(SQLException cause) {
    super("the database cannot answer now (SQLSTATE " + cause.getSQLState() + ")", cause);
    maintenance = Maintenance.SQLSTATE.equals(cause.getSQLState());
    forEverybody = maintenance || Transactions.isUnreachable(cause);
  }

  DatabaseAway(String because) {
    super(because);
    maintenance = false;
    forEverybody = true;
  }

  /** Whether an operator keeps writes out. */
  public boolean isMaintenance() {
    return maintenance;
  }

  /** Whether any other statement would have failed as well: nobody could be reached. */
  boolean isForEverybody() {
    return forEverybody;
  }
}
