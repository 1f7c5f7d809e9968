package io.trunkline.session.relay;

import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.MarksWaiting;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Has the relay send the current state of entries again, tombstones as nulls. Always a new token: a
 * mark that is about to be settled must not swallow the wish.
 */
@Singleton
public class Republish {

  /** Entries marked in one transaction. */
  static final int CHUNK = 1000;

  private static final String MARK =
      """
      INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at)
      SELECT e.tenant, e.athlete, e.kind, e.entry_id, e.partition, nextval('mark_token'), clock_timestamp()
        FROM entry e
      """;

  private static final String BUMP =
      """
       ORDER BY e.tenant, e.athlete, e.kind, e.entry_id LIMIT ?
      ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
         SET token = EXCLUDED.token, bumped_at = COALESCE(outbox_mark.bumped_at, EXCLUDED.marked_at)
      RETURNING tenant, athlete, kind, entry_id
      """;

  private static final String NAMED =
      MARK
          + """
              JOIN unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS k (tenant, athlete, kind, entry_id)
                ON e.tenant = k.tenant AND e.athlete = k.athlete AND e.kind = k.kind AND e.entry_id = k.entry_id
            """
          + BUMP;

  private static final String OF_ATHLETE_BEHIND =
      MARK + " WHERE e.tenant = ? AND e.athlete = ? AND (e.kind, e.entry_id) > (?, ?)" + BUMP;

  private static final String ALL_BEHIND =
      MARK + " WHERE (e.tenant, e.athlete, e.kind, e.entry_id) > (?, ?, ?, ?)" + BUMP;

  private static final String NULL =
      """
      INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at, null_revision)
      VALUES (?, ?, ?, ?, ?, nextval('mark_token'), clock_timestamp(), ?)
      ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
         SET token = EXCLUDED.token, bumped_at = COALESCE(outbox_mark.bumped_at, EXCLUDED.marked_at),
             null_revision = GREATEST(outbox_mark.null_revision, EXCLUDED.null_revision)
      """;

  private final Transactions transactions;
  private final MarksWaiting marksWaiting;

  Republish(Transactions transactions, MarksWaiting marksWaiting) {
    this.transactions = transactions;
    this.marksWaiting = marksWaiting;
  }

  /** Binds the values before the chunk's size and returns the next free index. */
  @FunctionalInterface
  private interface Binding {
    int to(Connection connection, PreparedStatement statement) throws SQLException;
  }

  /** Marks these in one transaction and returns those that exist. */
  public Set<EntryKey> entries(Collection<EntryKey> keys) {
    if (keys.isEmpty()) {
      return Set.of();
    }
    return mark(
        NAMED,
        keys.size(),
        (connection, statement) -> {
          bindKeys(connection, statement, keys);
          return 5;
        });
  }

  /**
   * Has a null of these revisions sent behind what stands in the log, unless the journal itself has
   * one of a higher revision. Only for erased athletes: the journal may know nothing of them.
   */
  public void nulls(SortedMap<EntryKey, Long> revisions) {
    if (revisions.isEmpty()) {
      return;
    }
    transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement mark = connection.prepareStatement(NULL)) {
            for (Map.Entry<EntryKey, Long> each : revisions.entrySet()) {
              int next = Journal.bindKey(mark, 1, each.getKey());
              mark.setInt(next++, each.getKey().partition());
              mark.setLong(next, each.getValue());
              mark.addBatch();
            }
            return mark.executeBatch();
          }
        });
    marksWaiting.announce();
  }

  /** Binds the four arrays of keys, from the first index on. */
  private static void bindKeys(
      Connection connection, PreparedStatement statement, Collection<EntryKey> keys)
      throws SQLException {
    List<EntryKey> all = List.copyOf(new TreeSet<>(keys));
    statement.setArray(1, texts(connection, all.stream().map(EntryKey::tenant).toArray()));
    statement.setArray(2, texts(connection, all.stream().map(EntryKey::athlete).toArray()));
    statement.setArray(
        3, texts(connection, all.stream().map(key -> key.kind().wireName()).toArray()));
    statement.setArray(4, texts(connection, all.stream().map(EntryKey::id).toArray()));
  }

  /** Marks everything of an athlete, in chunks, and returns how many entries that are. */
  public long athlete(String tenant, String athlete) {
    long marked = 0;
    String kind = "";
    String id = "";
    while (true) {
      String behindKind = kind;
      String behindId = id;
      SortedSet<EntryKey> chunk =
          mark(
              OF_ATHLETE_BEHIND,
              CHUNK,
              (connection, statement) -> {
                statement.setString(1, tenant);
                statement.setString(2, athlete);
                statement.setString(3, behindKind);
                statement.setString(4, behindId);
                return 5;
              });
      marked += chunk.size();
      if (chunk.size() < CHUNK) {
        return marked;
      }
      kind = chunk.last().kind().wireName();
      id = chunk.last().id();
    }
  }

  /** Marks every entry there is, in chunks, and returns how many these are. */
  public long all() {
    long marked = 0;
    String[] behind = {"", "", "", ""};
    while (true) {
      String[] last = behind;
      SortedSet<EntryKey> chunk =
          mark(
              ALL_BEHIND,
              CHUNK,
              (connection, statement) -> {
                for (int i = 0; i < last.length; i++) {
                  statement.setString(i + 1, last[i]);
                }
                return last.length + 1;
              });
      marked += chunk.size();
      if (chunk.size() < CHUNK) {
        return marked;
      }
      EntryKey end = chunk.last();
      behind = new String[] {end.tenant(), end.athlete(), end.kind().wireName(), end.id()};
    }
  }

  private SortedSet<EntryKey> mark(String statement, int limit, Binding values) {
    SortedSet<EntryKey> marked =
        transactions.runAcrossTenants(
            connection -> {
              try (PreparedStatement mark = connection.prepareStatement(statement)) {
                mark.setInt(values.to(connection, mark), limit);
                try (ResultSet row = mark.executeQuery()) {
                  SortedSet<EntryKey> keys = new TreeSet<>();
                  while (row.next()) {
                    keys.add(
                        new EntryKey(
                            row.getString(1),
                            row.getString(2),
                            Kind.ofWireName(row.getString(3)),
                            row.getString(4)));
                  }
                  return keys;
                }
              }
            });
    if (!marked.isEmpty()) {
      marksWaiting.announce();
    }
    return marked;
  }

  private static Array texts(Connection connection, Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }
}
