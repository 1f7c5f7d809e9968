package io.trunkline.session.journal;

import java.sql.SQLException;

/**
 * The database cannot answer now: away, full, at its limits, or stopped by a timeout. The same
 * request may be sent again.
 */
public class DatabaseAway extends RuntimeException {

  DatabaseAway(SQLException cause) {
    super("the database cannot answer now (SQLSTATE " + cause.getSQLState() + ")", cause);
  }
}
