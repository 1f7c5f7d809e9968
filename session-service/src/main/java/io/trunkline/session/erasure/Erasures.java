package io.trunkline.session.erasure;

import io.trunkline.session.journal.ErasedAthletes;
import io.trunkline.session.journal.Maintenance;
import io.trunkline.session.journal.Pseudonyms;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * All erasures there were. From the commit that adds one, nothing about that athlete is written.
 */
@Singleton
class Erasures {

  private static final String SELECT = "SELECT " + Erasure.COLUMNS + " FROM erasure ";
  private static final String HAS_ROWS =
      "SELECT EXISTS (SELECT FROM entry WHERE tenant = ? AND athlete = ?)";

  /** An erasure that was closed and whose athlete came back with a restore begins anew. */
  private static final String OPEN =
      """
      INSERT INTO erasure (tenant, pseudonym, receipt, athlete, requested_at)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (tenant, pseudonym) DO UPDATE
         SET athlete = EXCLUDED.athlete, announced_at = NULL, journal_at = NULL,
             log_at = NULL, closed_at = NULL
      RETURNING
      """
          + Erasure.COLUMNS;

  private static final String REMEMBER =
      """
      INSERT INTO erasure (tenant, pseudonym, receipt, requested_at, announced_at, journal_at,
                           log_at, projection_at, closed_at)
      SELECT ?, ?, ?, m, m, m, m, m, m FROM (SELECT ?::timestamptz AS m) AS moment
      ON CONFLICT DO NOTHING
      """;

  private static final String CONFIRM =
      """
      UPDATE erasure SET projection_at = COALESCE(projection_at, clock_timestamp())
       WHERE tenant = ? AND pseudonym = ?
      """;

  private final Transactions transactions;
  private final ErasedAthletes erasedAthletes;
  private final Pseudonyms pseudonyms;

  Erasures(Transactions transactions, ErasedAthletes erasedAthletes, Pseudonyms pseudonyms) {
    this.transactions = transactions;
    this.erasedAthletes = erasedAthletes;
    this.pseudonyms = pseudonyms;
  }

  /** The erasure of this athlete, begun now or earlier; empty if nothing was ever recorded. */
  Optional<Erasure> request(String tenant, String athlete) {
    return transactions.run(
        tenant,
        connection -> {
          erasedAthletes.lockAlone(connection, tenant, athlete);
          String pseudonym = pseudonyms.of(tenant, athlete);
          Optional<Erasure> earlier =
              select(connection, "WHERE tenant = ? AND pseudonym = ?", tenant, pseudonym).stream()
                  .findFirst();
          if (earlier.isPresent() || !hasRows(connection, tenant, athlete)) {
            return earlier;
          }
          return Optional.of(
              open(
                  connection,
                  new Erasure(
                      tenant,
                      pseudonym,
                      UUID.randomUUID().toString(),
                      athlete,
                      Instant.now(),
                      null)));
        });
  }

  /** Erases an athlete again whom a restore brought back. */
  void begin(Erasure erasure) {
    transactions.runAcrossTenants(
        connection -> {
          Maintenance.passBy(connection);
          erasedAthletes.lockAlone(connection, erasure.tenant(), erasure.athlete());
          return open(connection, erasure);
        });
  }

  /** Knows again of an erasure of which nothing is left here. */
  void remember(Erasure erasure) {
    transactions.runAcrossTenants(
        connection -> {
          Maintenance.passBy(connection);
          try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
            insert.setString(1, erasure.tenant());
            insert.setString(2, erasure.pseudonym());
            insert.setString(3, erasure.receipt());
            insert.setObject(4, erasure.requestedAt().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate();
          }
        });
  }

  /** Notes that the projection has erased, too; false if there is no such erasure. */
  boolean confirm(String tenant, String pseudonym) {
    return transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(CONFIRM)) {
            update.setString(1, tenant);
            update.setString(2, pseudonym);
            return update.executeUpdate() == 1;
          }
        });
  }

  Optional<Erasure> find(String tenant, String receipt) {
    return transactions
        .run(
            tenant,
            connection -> select(connection, "WHERE tenant = ? AND receipt = ?", tenant, receipt))
        .stream()
        .findFirst();
  }

  /** The newest first. */
  List<Erasure> newest(int limit) {
    return list("ORDER BY requested_at DESC, tenant, pseudonym LIMIT " + limit);
  }

  /**
   * Those with a step to do now, the oldest first.
   *
   * @param closeAfter how long after the log is done an erasure may be closed
   */
  List<Erasure> due(Duration closeAfter) {
    return list(
        "WHERE closed_at IS NULL AND (log_at IS NULL OR (projection_at IS NOT NULL AND log_at <="
            + " clock_timestamp() - "
            + closeAfter.toMillis()
            + " * interval '1 millisecond')) ORDER BY requested_at, tenant, pseudonym");
  }

  private List<Erasure> list(String condition) {
    return transactions.runAcrossTenants(connection -> select(connection, condition));
  }

  private static List<Erasure> select(Connection connection, String condition, String... values)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + condition)) {
      for (int i = 0; i < values.length; i++) {
        select.setString(i + 1, values[i]);
      }
      List<Erasure> found = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(Erasure.read(row));
        }
      }
      return found;
    }
  }

  private static boolean hasRows(Connection connection, String tenant, String athlete)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HAS_ROWS)) {
      select.setString(1, tenant);
      select.setString(2, athlete);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private static Erasure open(Connection connection, Erasure erasure) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(OPEN)) {
      insert.setString(1, erasure.tenant());
      insert.setString(2, erasure.pseudonym());
      insert.setString(3, erasure.receipt());
      insert.setString(4, erasure.athlete());
      insert.setObject(5, erasure.requestedAt().atOffset(ZoneOffset.UTC));
      try (ResultSet row = insert.executeQuery()) {
        row.next();
        return Erasure.read(row);
      }
    }
  }
}
