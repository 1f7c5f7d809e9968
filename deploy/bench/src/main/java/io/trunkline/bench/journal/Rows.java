package io.trunkline.bench.journal;

import io.trunkline.local.LocalPostgres.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** The journal's tables, without the service. */
final class Rows implements AutoCloseable {

  private static final String ENTRIES =
      """
      INSERT INTO entry (tenant, athlete, kind, entry_id, revision, deleted, body_type, body, body_sha256, happened_at,
                         partition, recorded_at, author)
      SELECT 'local', athlete, 'session', id, 1, false, 'session.session-recorded.v1', body, sha256, now(), 0, now(), 'bench'
        FROM unnest(?::text[], ?::text[], ?::bytea[], ?::bytea[]) AS n (athlete, id, body, sha256)
      """;

  private static final String REVISIONS =
      """
      INSERT INTO entry_revision (tenant, athlete, kind, entry_id, revision, body_sha256, recorded_at, author)
      SELECT 'local', athlete, 'session', id, 1, sha256, now(), 'bench'
        FROM unnest(?::text[], ?::text[], ?::bytea[]) AS n (athlete, id, sha256)
      """;

  private static final String MARKS =
      """
      INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at)
      SELECT 'local', athlete, 'session', id, 0, nextval('mark_token'), clock_timestamp()
        FROM unnest(?::text[], ?::text[]) AS n (athlete, id)
      """;

  private static final String TRAIL =
      """
      INSERT INTO audit (tenant, actor, person, request, pseudonym, action, fields)
      SELECT 'local', 'bench', false, 'bench', encode(sha256, 'hex'), 'created', 'session' FROM unnest(?::bytea[]) AS n (sha256)
      """;

  private static final String PREFILL =
      """
      WITH made AS (
        SELECT athlete, id,
               convert_to('{"n":' || g || ',' || repeat('x', 550) || '}', 'UTF8') AS body,
               timestamptz '2016-01-04 18:00Z' + g / 10000 * interval '2 days' AS happened_at
          FROM generate_series(?, ?) AS g,
               LATERAL (SELECT 'filled-' || g % 10000, 'e' || g / 10000) AS named (athlete, id)
         ORDER BY athlete COLLATE "C", id COLLATE "C"),
      entries AS (
        INSERT INTO entry (tenant, athlete, kind, entry_id, revision, deleted, body_type, body, body_sha256, happened_at,
                           partition, recorded_at, author)
        SELECT 'local', athlete, 'session', id, 1, false, 'session.session-recorded.v1', body, sha256(body), happened_at, 0,
               now(), 'bench'
          FROM made)
      INSERT INTO entry_revision (tenant, athlete, kind, entry_id, revision, body_sha256, recorded_at, author)
      SELECT 'local', athlete, 'session', id, 1, sha256(body), now(), 'bench' FROM made
      """;

  /** A run whose athletes are among the filled ones; the ids of its sessions are not. */
  static final String FILLED = "filled";

  private final Connection connection;

  private Rows(Connection connection) {
    this.connection = connection;
  }

  /** As the superuser, whom no policy of rows holds up: what PostgreSQL itself can do. */
  static Rows of(Database database) throws SQLException {
    Connection connection = DriverManager.getConnection(database.jdbcUrl(), "postgres", null);
    connection.setAutoCommit(false);
    return new Rows(connection);
  }

  /**
   * How many entries were inserted in a second, with the rows the journal keeps about each, in
   * statements of many rows.
   *
   * @param commitSize entries of one transaction
   * @param alone only the entry itself, without its revision, its mark and its row of the trail
   */
  double insertsPerSecond(String run, long entries, int commitSize, boolean alone)
      throws SQLException {
    long begin = System.nanoTime();
    try (PreparedStatement entry = connection.prepareStatement(ENTRIES);
        PreparedStatement revision = connection.prepareStatement(REVISIONS);
        PreparedStatement mark = connection.prepareStatement(MARKS);
        PreparedStatement trail = connection.prepareStatement(TRAIL)) {
      for (long first = 0; first < entries; first += commitSize) {
        long last = Math.min(entries, first + commitSize);
        String[] athletes = texts(first, last, number -> Training.athlete(run, number));
        String[] ids = texts(first, last, Training::id);
        byte[][] bodies =
            LongStream.range(first, last)
                .mapToObj(number -> Training.body(number).getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        byte[][] digests = new byte[bodies.length][];
        for (int i = 0; i < bodies.length; i++) {
          digests[i] = sha256(bodies[i]);
        }
        execute(entry, athletes, ids, bodies, digests);
        if (!alone) {
          execute(revision, athletes, ids, digests);
          execute(mark, athletes, ids);
          execute(trail, digests);
        }
        connection.commit();
      }
    }
    return entries * 1e9 / (System.nanoTime() - begin);
  }

  /**
   * Fills up to that many entries by made-up ones that are published already, of ten thousand
   * athletes, among them those of the run {@link #FILLED}; one day of all of them after another.
   */
  void prefill(long from, long to) throws SQLException {
    long begin = System.nanoTime();
    execute("SET synchronous_commit = off");
    try (PreparedStatement insert = connection.prepareStatement(PREFILL)) {
      for (long first = from; first < to; first += 100_000) {
        insert.setLong(1, first);
        insert.setLong(2, Math.min(to, first + 100_000) - 1);
        insert.executeUpdate();
        connection.commit();
        if ((first - from) % 1_000_000 == 900_000) {
          System.out.printf(
              "  filled %d entries in %d s%n",
              first + 100_000, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        }
      }
    }
    connection.setAutoCommit(true);
    execute("VACUUM ANALYZE entry, entry_revision, outbox_mark, audit");
    execute("CHECKPOINT");
    connection.setAutoCommit(false);
  }

  void empty() throws SQLException {
    execute("TRUNCATE entry, entry_revision, outbox_mark, audit");
    connection.commit();
  }

  /** Marks nobody has published yet. */
  long marks() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM outbox_mark")) {
      row.next();
      long count = row.getLong(1);
      connection.commit();
      return count;
    }
  }

  /** On an average: all that share one are recorded at the same moment. */
  double entriesInATransaction() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*)::float / count(DISTINCT recorded_at) FROM entry_revision")) {
      row.next();
      double entries = row.getDouble(1);
      connection.commit();
      return entries;
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void execute(PreparedStatement statement, Object[]... columns) throws SQLException {
    for (int i = 0; i < columns.length; i++) {
      String type = columns[i] instanceof byte[][] ? "bytea" : "text";
      statement.setArray(i + 1, connection.createArrayOf(type, columns[i]));
    }
    statement.executeUpdate();
  }

  private static String[] texts(long first, long last, LongFunction<String> text) {
    return LongStream.range(first, last).mapToObj(text).toArray(String[]::new);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
