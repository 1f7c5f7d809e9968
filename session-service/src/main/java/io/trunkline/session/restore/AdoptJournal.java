package io.trunkline.session.restore;

import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.ErasedAthletes;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.Transactions;
import io.trunkline.session.relay.Republish;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the journal above copies that are ahead of it: its own state gets a revision that every
 * consumer takes. A deletion is kept, wherever it was last known; what the journal never heard of
 * gets a tombstone.
 */
@Singleton
class AdoptJournal {

  private static final String COPIES =
      """
      unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::bigint[], ?::boolean[], ?::text[])
        AS n (tenant, athlete, kind, entry_id, partition, revision, deleted, body_type)
      """;

  private static final String RAISE =
      """
      UPDATE entry e
         SET revision = n.revision + 1, deleted = e.deleted OR n.deleted,
             body = CASE WHEN n.deleted THEN NULL ELSE e.body END,
             body_sha256 = CASE WHEN n.deleted THEN NULL ELSE e.body_sha256 END,
             happened_at = CASE WHEN n.deleted THEN NULL ELSE e.happened_at END,
             recorded_at = clock_timestamp(), author = 'adopt-journal'
        FROM
      """
          + COPIES
          + """
           WHERE e.tenant = n.tenant AND e.athlete = n.athlete AND e.kind = n.kind AND e.entry_id = n.entry_id
             AND e.revision < n.revision
          """;

  private static final String BURY =
      """
      INSERT INTO entry (tenant, athlete, kind, entry_id, partition, revision, deleted, body_type, recorded_at, author)
      SELECT tenant, athlete, kind, entry_id, partition, revision + 1, true, body_type, clock_timestamp(),
             'adopt-journal'
        FROM
      """
          + COPIES
          + "ON CONFLICT DO NOTHING";

  private final Transactions transactions;
  private final ErasedAthletes erasedAthletes;
  private final Republish republish;

  AdoptJournal(Transactions transactions, ErasedAthletes erasedAthletes, Republish republish) {
    this.transactions = transactions;
    this.erasedAthletes = erasedAthletes;
    this.republish = republish;
  }

  /** What a consumer holds. */
  record Copy(long revision, boolean deleted) {}

  /**
   * One transaction; erased athletes are left alone. May be repeated.
   *
   * @return how many entries of the journal changed; these are published
   */
  int above(Map<EntryKey, Copy> copies) {
    int changed =
        transactions.runAcrossTenants(
            connection -> {
              Set<EntryKey> keys = erasedAthletes.notErased(connection, copies.keySet());
              List<Map.Entry<EntryKey, Copy>> some =
                  copies.entrySet().stream().filter(each -> keys.contains(each.getKey())).toList();
              return execute(connection, RAISE, some) + execute(connection, BURY, some);
            });
    // Not in one transaction with it: whoever compares finds the entry higher here and asks again.
    republish.entries(copies.keySet());
    return changed;
  }

  private static int execute(
      Connection connection, String sql, List<Map.Entry<EntryKey, Copy>> copies)
      throws SQLException {
    try (PreparedStatement change = connection.prepareStatement(sql)) {
      List<EntryKey> keys = copies.stream().map(Map.Entry::getKey).toList();
      int next = Journal.bindKeys(change, 1, keys);
      Journal.bind(change, next++, "integer", Integer[]::new, keys, EntryKey::partition);
      Journal.bind(
          change, next++, "bigint", Long[]::new, copies, each -> each.getValue().revision());
      Journal.bind(
          change, next++, "boolean", Boolean[]::new, copies, each -> each.getValue().deleted());
      Journal.bind(change, next, "text", String[]::new, keys, key -> key.kind().bodyType());
      return change.executeUpdate();
    }
  }
}
