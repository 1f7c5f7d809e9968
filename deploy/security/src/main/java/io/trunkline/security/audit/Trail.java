package io.trunkline.security.audit;

import java.sql.Connection;
import java.sql.SQLException;

/** How a service that keeps a trail reaches it. */
public interface Trail {

  /** Statements of one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** The tenant of the request at hand. */
  String tenant();

  /** What stands for this athlete where no id may. */
  String pseudonym(String tenant, String athlete);

  /** Commits the work, by a role that sees all tenants; throws what callers are answered. */
  <T> T inTransaction(Work<T> work);
}
