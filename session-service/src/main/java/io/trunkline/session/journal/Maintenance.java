package io.trunkline.session.journal;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps writes out while the journal is restored. It stands in the database, so it holds for every
 * replica; what is published and read goes on.
 */
@Singleton
public class Maintenance {

  /** SQLSTATE of what is refused because of it. */
  static final String SQLSTATE = "57M01";

  private final Transactions transactions;
  private final boolean fromTheStart;

  /**
   * @param fromTheStart for the first start after a restore: the database restored says nothing of
   *     it, and no write may come before the first request of the operator
   */
  public Maintenance(
      Transactions transactions,
      @ConfigProperty(name = "trunkline.maintenance") boolean fromTheStart) {
    this.transactions = transactions;
    this.fromTheStart = fromTheStart;
  }

  /** Before the first request. */
  public void start(@Observes StartupEvent started) {
    if (fromTheStart) {
      on();
    }
  }

  /** When this returns, every write has been committed or is refused. */
  public void on() {
    execute(
        // Waits for whoever is writing, as long as a transaction may take; later ones find the row.
        "SET LOCAL lock_timeout = '9s'",
        "SET LOCAL statement_timeout = '9s'",
        "LOCK TABLE entry_revision, erasure IN SHARE ROW EXCLUSIVE MODE",
        "INSERT INTO maintenance DEFAULT VALUES ON CONFLICT DO NOTHING");
  }

  /** Lets writes in again. */
  public void off() {
    execute("DELETE FROM maintenance");
  }

  private void execute(String... statements) {
    transactions.runAcrossTenants(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
              statement.execute(sql);
            }
          }
          return null;
        });
  }

  /** Since when; empty when writes are let in. */
  public Optional<Instant> since() {
    return transactions.runAcrossTenants(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery("SELECT since FROM maintenance")) {
            return row.next()
                ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                : Optional.empty();
          }
        });
  }

  /** Until the transaction ends this connection may write all the same. */
  public static void passBy(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL app.restoring = 'on'");
    }
  }
}
