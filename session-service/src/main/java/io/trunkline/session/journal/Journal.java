package io.trunkline.session.journal;

import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The record of all entries. A change, its revision and the mark that it must be published are one
 * transaction: either all of them are there or none.
 */
@Singleton
public class Journal {

  /** Until callers prove who they are. */
  private static final String AUTHOR = "anonymous";

  private static final String SELECT =
      "SELECT "
          + JournalEntry.COLUMNS
          + """
             FROM entry e
             JOIN unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS k (tenant, athlete, kind, entry_id)
               ON e.tenant = k.tenant AND e.athlete = k.athlete AND e.kind = k.kind AND e.entry_id = k.entry_id
            ORDER BY e.tenant, e.athlete, e.kind, e.entry_id
            """;

  private static final String SELECT_AND_LOCK = SELECT + "FOR UPDATE OF e";

  private static final String INSERT =
      """
      INSERT INTO entry (revision, deleted, body_type, body, body_sha256, happened_at, recorded_at, author,
                         tenant, athlete, kind, entry_id, partition)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING
      """;

  private static final String UPDATE =
      """
      UPDATE entry SET revision = ?, deleted = ?, body_type = ?, body = ?, body_sha256 = ?, happened_at = ?,
                       recorded_at = ?, author = ?
      WHERE tenant = ? AND athlete = ? AND kind = ? AND entry_id = ?
      """;

  private static final String REMEMBER_REVISION =
      """
      INSERT INTO entry_revision (tenant, athlete, kind, entry_id, revision, body_sha256, recorded_at, author)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /**
   * Leaves a claim alone: the relay's copy is on its way, and the new token makes it send again.
   */
  private static final String MARK =
      """
      INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at)
      VALUES (?, ?, ?, ?, ?, nextval('mark_token'), clock_timestamp())
      ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
         SET token = EXCLUDED.token, bumped_at = COALESCE(outbox_mark.bumped_at, EXCLUDED.marked_at)
      """;

  private static final String FIND_EARLIER =
      """
      SELECT max(revision) FROM entry_revision
      WHERE tenant = ? AND athlete = ? AND kind = ? AND entry_id = ? AND revision < ? AND body_sha256 = ?
      """;

  private final Transactions transactions;
  private final ErasedAthletes erasedAthletes;
  private final MarksWaiting marksWaiting;

  Journal(Transactions transactions, ErasedAthletes erasedAthletes, MarksWaiting marksWaiting) {
    this.transactions = transactions;
    this.erasedAthletes = erasedAthletes;
    this.marksWaiting = marksWaiting;
  }

  /**
   * Applies all changes in one transaction; several of one entry apply in the order given. A
   * refused change leaves the others alone.
   *
   * @return one outcome for each change, in the same order, after the commit
   * @throws DatabaseAway if nothing could be written, or nobody knows; the same call may be
   *     repeated
   */
  public List<Outcome> apply(List<Change> changes) {
    List<Outcome> outcomes = transactions.run(connection -> write(connection, changes));
    if (outcomes.stream().anyMatch(outcome -> outcome.status().writes())) {
      marksWaiting.announce();
    }
    return outcomes;
  }

  /** The entry, unless it is unknown or deleted. */
  public Optional<JournalEntry> find(EntryKey key) {
    return Optional.ofNullable(read(List.of(key)).get(key)).filter(entry -> !entry.deleted());
  }

  /** The entries as they stand now, tombstones included; what is unknown is missing. */
  public Map<EntryKey, JournalEntry> read(Collection<EntryKey> keys) {
    return transactions.run(connection -> select(connection, SELECT, keys));
  }

  private List<Outcome> write(Connection connection, List<Change> changes) throws SQLException {
    SortedSet<EntryKey> keys = new TreeSet<>();
    changes.forEach(change -> keys.add(change.key()));
    Set<String> erased = erasedAthletes.among(connection, keys);
    Map<EntryKey, JournalEntry> before = select(connection, SELECT_AND_LOCK, keys);
    SortedMap<EntryKey, JournalEntry> after = new TreeMap<>();
    List<JournalEntry> revisions = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (Change change : changes) {
      EntryKey key = change.key();
      if (erased.contains(key.owner())) {
        outcomes.add(new Outcome(key, Outcome.Status.ATHLETE_ERASED, 0, 0));
        continue;
      }
      JournalEntry current = after.getOrDefault(key, before.get(key));
      Outcome.Status status = change.decide(current);
      long revision = current == null ? 0 : current.revision();
      if (status.writes()) {
        revision++;
        JournalEntry next = new JournalEntry(key, revision, change.content(), now);
        after.put(key, next);
        revisions.add(next);
      }
      outcomes.add(new Outcome(key, status, revision, 0));
    }
    if (revisions.isEmpty()) {
      return outcomes;
    }
    store(connection, after.values(), before);
    rememberRevisions(connection, revisions);
    mark(connection, after.keySet());
    return noteLateRetries(connection, changes, outcomes);
  }

  private static Map<EntryKey, JournalEntry> select(
      Connection connection, String statement, Collection<EntryKey> keys) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(statement)) {
      select.setArray(1, texts(connection, keys.stream().map(EntryKey::tenant)));
      select.setArray(2, texts(connection, keys.stream().map(EntryKey::athlete)));
      select.setArray(3, texts(connection, keys.stream().map(key -> key.kind().wireName())));
      select.setArray(4, texts(connection, keys.stream().map(EntryKey::id)));
      Map<EntryKey, JournalEntry> found = new TreeMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          JournalEntry entry = JournalEntry.read(row);
          found.put(entry.key(), entry);
        }
      }
      return found;
    }
  }

  private static Array texts(Connection connection, Stream<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray());
  }

  private static void store(
      Connection connection, Collection<JournalEntry> entries, Map<EntryKey, JournalEntry> before)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT);
        PreparedStatement update = connection.prepareStatement(UPDATE)) {
      for (JournalEntry entry : entries) {
        boolean isNew = !before.containsKey(entry.key());
        PreparedStatement statement = isNew ? insert : update;
        int next = bindState(statement, entry);
        next = bindKey(statement, next, entry.key());
        if (isNew) {
          statement.setInt(next, entry.key().partition());
        }
        statement.addBatch();
      }
      for (int inserted : insert.executeBatch()) {
        if (inserted == 0) {
          // Somebody created it after we looked: decide again, on what is there now.
          throw Transactions.lostRace();
        }
      }
      update.executeBatch();
    }
  }

  private static int bindState(PreparedStatement statement, JournalEntry entry)
      throws SQLException {
    Content content = entry.content();
    statement.setLong(1, entry.revision());
    statement.setBoolean(2, entry.deleted());
    statement.setString(3, content == null ? entry.key().kind().bodyType() : content.bodyType());
    statement.setBytes(4, content == null ? null : content.bytes());
    statement.setBytes(5, content == null ? null : content.sha256());
    statement.setObject(6, content == null ? null : utc(content.happenedAt()));
    statement.setObject(7, utc(entry.recordedAt()));
    statement.setString(8, AUTHOR);
    return 9;
  }

  private static void rememberRevisions(Connection connection, List<JournalEntry> revisions)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(REMEMBER_REVISION)) {
      for (JournalEntry entry : revisions) {
        int next = bindKey(insert, 1, entry.key());
        insert.setLong(next++, entry.revision());
        insert.setBytes(next++, entry.deleted() ? null : entry.content().sha256());
        insert.setObject(next++, utc(entry.recordedAt()));
        insert.setString(next, AUTHOR);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void mark(Connection connection, Collection<EntryKey> keys) throws SQLException {
    try (PreparedStatement mark = connection.prepareStatement(MARK)) {
      for (EntryKey key : keys) {
        mark.setInt(bindKey(mark, 1, key), key.partition());
        mark.addBatch();
      }
      mark.executeBatch();
    }
  }

  private static List<Outcome> noteLateRetries(
      Connection connection, List<Change> changes, List<Outcome> outcomes) throws SQLException {
    List<Outcome> noted = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      Outcome outcome = outcomes.get(i);
      boolean mayBeLate =
          outcome.status() == Outcome.Status.CORRECTED
              && change.precondition().equals(Precondition.NONE);
      noted.add(
          mayBeLate
              ? new Outcome(
                  outcome.key(),
                  outcome.status(),
                  outcome.revision(),
                  earlier(connection, change, outcome))
              : outcome);
    }
    return noted;
  }

  private static long earlier(Connection connection, Change change, Outcome outcome)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND_EARLIER)) {
      int next = bindKey(find, 1, change.key());
      find.setLong(next++, outcome.revision());
      find.setBytes(next, change.content().sha256());
      try (ResultSet row = find.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Binds the four columns of a key and returns the next free index. */
  public static int bindKey(PreparedStatement statement, int first, EntryKey key)
      throws SQLException {
    statement.setString(first, key.tenant());
    statement.setString(first + 1, key.athlete());
    statement.setString(first + 2, key.kind().wireName());
    statement.setString(first + 3, key.id());
    return first + 4;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
