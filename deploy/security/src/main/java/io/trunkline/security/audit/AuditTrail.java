package io.trunkline.security.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Table {@code audit}, to which rows are only added, and table {@code audit_seal}, the chain over
 * them. Rows are added in the transaction of what they tell, by any number of writers at once; a
 * chain needs one order, so it is made afterwards, over rows that are old enough for none to appear
 * before them. Each seal is a hash of the seal before it and of every row up to its moment: a row
 * that was changed, added or removed behind a seal no longer gives that hash.
 */
public final class AuditTrail {

  /** Adds rows, as one statement; {@link #bind} binds it. Can be sent together with others. */
  public static final String INSERT =
      """
      INSERT INTO audit (tenant, actor, person, request, pseudonym, action, fields)
      SELECT * FROM unnest(?::text[], ?::text[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[])
      """;

  /**
   * No transaction lasts longer (transaction_timeout is 10 s), so no older row appears any more.
   */
  public static final Duration SETTLED = Duration.ofSeconds(15);

  private static final String ROWS =
      """
      SELECT id, at, tenant, actor, person, request, pseudonym, action, fields FROM audit
       WHERE at > ? AND at <= ? ORDER BY at, id
      """;

  private static final int AT_ONCE = 1000;

  private AuditTrail() {}

  /** One row as kept. */
  public record Row(
      long id,
      Instant at,
      String tenant,
      String actor,
      boolean person,
      String request,
      String pseudonym,
      String action,
      String fields) {

    private String line() {
      return String.join(
          "\n",
          List.of(
              Long.toString(id),
              at.toString(),
              tenant,
              actor,
              Boolean.toString(person),
              request,
              String.valueOf(pseudonym),
              action,
              fields));
    }
  }

  /**
   * What a check of the chain found.
   *
   * @param intact whether every seal still gives its hash
   * @param seals how many there are
   * @param rows how many rows they cover, of those that are still kept
   * @param unsealed how many rows wait for a seal
   * @param broken number of the first seal that does not; null if intact
   * @param newest hash of the newest seal: compared with one noted elsewhere, it shows whether the
   *     end of the chain was cut off
   */
  public record Verified(
      boolean intact, long seals, long rows, long unsealed, Long broken, String newest) {}

  private record Seal(
      long number, Instant until, String previous, String sha256, boolean expired) {}

  /** Binds {@link #INSERT} and returns the next free index. */
  public static int bind(PreparedStatement insert, int first, Collection<Deed> deeds)
      throws SQLException {
    int next = first;
    next = bind(insert, next, "text", deeds, Deed::tenant);
    next = bind(insert, next, "text", deeds, deed -> deed.actor().name());
    next = bind(insert, next, "boolean", deeds, deed -> deed.actor().person());
    next = bind(insert, next, "text", deeds, deed -> deed.actor().request());
    next = bind(insert, next, "text", deeds, Deed::pseudonym);
    next = bind(insert, next, "text", deeds, Deed::action);
    return bind(insert, next, "text", deeds, Deed::fields);
  }

  private static int bind(
      PreparedStatement insert,
      int index,
      String type,
      Collection<Deed> deeds,
      Function<Deed, Object> column)
      throws SQLException {
    insert.setArray(
        index, insert.getConnection().createArrayOf(type, deeds.stream().map(column).toArray()));
    return index + 1;
  }

  /** Adds a row for each. */
  public static void add(Connection connection, Collection<Deed> deeds) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      bind(insert, 1, deeds);
      insert.executeUpdate();
    }
  }

  /**
   * Seals what has settled since the last seal; nothing if there is nothing, or another replica is
   * at it.
   *
   * @param settled {@link #SETTLED}; less only where nobody else writes
   */
  public static void seal(Connection connection, Duration settled) throws SQLException {
    if (!isTrue(connection, "SELECT pg_try_advisory_xact_lock(hashtext('trunkline audit'))")) {
      return;
    }
    Seal last = last(connection);
    Instant until = databaseTime(connection).minus(settled);
    Hash hash = hash(connection, last.sha256(), last.until(), until);
    if (hash.rows() == 0) {
      return;
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO audit_seal (number, until, rows, previous, sha256) VALUES (?, ?, ?, ?, ?)")) {
      insert.setLong(1, last.number() + 1);
      insert.setObject(2, until.atOffset(ZoneOffset.UTC));
      insert.setLong(3, hash.rows());
      insert.setString(4, last.sha256());
      insert.setString(5, hash.sha256());
      insert.executeUpdate();
    }
  }

  /**
   * Checks every seal against the rows there are; of rows past their time only the chain. Commits
   * now and then.
   */
  public static Verified verify(Connection connection, Instant keptSince) throws SQLException {
    String previous = "";
    Instant since = Instant.EPOCH;
    long seals = 0;
    long rows = 0;
    Long broken = null;
    for (Seal seal : seals(connection, keptSince)) {
      seals++;
      boolean holds = seal.number() == seals && seal.previous().equals(previous);
      if (!seal.expired()) {
        Hash hash = hash(connection, previous, since, seal.until());
        rows += hash.rows();
        holds &= seal.sha256().equals(hash.sha256());
      }
      if (!holds && broken == null) {
        broken = seal.number();
      }
      previous = seal.sha256();
      since = seal.until();
      // A long trail takes longer than one transaction may.
      connection.commit();
    }
    long unsealed = hash(connection, previous, since, databaseTime(connection)).rows();
    return new Verified(broken == null, seals, rows, unsealed, broken, previous);
  }

  /** Removes the rows of whole seals that ended before {@code keptSince}; the seals stay. */
  public static int expire(Connection connection, Instant keptSince) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM audit WHERE at <= (SELECT max(until) FROM audit_seal WHERE until < ?)")) {
      delete.setObject(1, keptSince.atOffset(ZoneOffset.UTC));
      return delete.executeUpdate();
    }
  }

  /** The next rows behind that id, oldest first. */
  public static List<Row> page(Connection connection, long after, int most, Instant since)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, at, tenant, actor, person, request, pseudonym, action, fields FROM audit"
                + " WHERE id > ? AND at >= ? ORDER BY id LIMIT ?")) {
      select.setLong(1, after);
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      select.setInt(3, most);
      try (ResultSet row = select.executeQuery()) {
        List<Row> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(row(row));
        }
        return rows;
      }
    }
  }

  private static List<Seal> seals(Connection connection, Instant keptSince) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT number, until, previous, sha256 FROM audit_seal ORDER BY number");
        ResultSet row = select.executeQuery()) {
      List<Seal> seals = new ArrayList<>();
      while (row.next()) {
        seals.add(seal(row, keptSince));
      }
      return seals;
    }
  }

  private record Hash(String sha256, long rows) {}

  private static Hash hash(Connection connection, String previous, Instant since, Instant until)
      throws SQLException {
    MessageDigest digest = sha256();
    digest.update(previous.getBytes(StandardCharsets.US_ASCII));
    long rows = 0;
    try (PreparedStatement select = connection.prepareStatement(ROWS)) {
      select.setObject(1, since.atOffset(ZoneOffset.UTC));
      select.setObject(2, until.atOffset(ZoneOffset.UTC));
      // Not all in memory at once.
      select.setFetchSize(AT_ONCE);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byte[] line = row(row).line().getBytes(StandardCharsets.UTF_8);
          digest.update((line.length + ":").getBytes(StandardCharsets.US_ASCII));
          digest.update(line);
          rows++;
        }
      }
    }
    return new Hash(HexFormat.of().formatHex(digest.digest()), rows);
  }

  private static Seal last(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT number, until, previous, sha256 FROM audit_seal ORDER BY number DESC LIMIT 1");
        ResultSet row = select.executeQuery()) {
      return row.next() ? seal(row, Instant.EPOCH) : new Seal(0, Instant.EPOCH, "", "", false);
    }
  }

  private static Seal seal(ResultSet row, Instant keptSince) throws SQLException {
    Instant until = instant(row, 2);
    return new Seal(
        row.getLong(1), until, row.getString(3), row.getString(4), until.isBefore(keptSince));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getLong(1),
        instant(row, 2),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9));
  }

  private static Instant databaseTime(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT clock_timestamp()");
        ResultSet row = select.executeQuery()) {
      row.next();
      return instant(row, 1);
    }
  }

  private static boolean isTrue(Connection connection, String question) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(question);
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
    }
  }
}
