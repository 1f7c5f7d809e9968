package io.trunkline.session.journal;

import io.trunkline.security.audit.AuditTrail;
import io.trunkline.security.audit.Deed;
import jakarta.inject.Singleton;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The record of all entries. A change, its revision and the mark that it must be published are one
 * transaction: either all of them are there or none.
 */
@Singleton
public class Journal {

  private static final String UNIQUE_VIOLATION = "23505";

  private static final String SELECT =
      "SELECT "
          + JournalEntry.COLUMNS
          + """
           FROM unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS k (tenant, athlete, kind, entry_id)
          CROSS JOIN LATERAL (
            SELECT * FROM entry
             WHERE tenant = k.tenant AND athlete = k.athlete AND kind = k.kind AND entry_id = k.entry_id
          """;

  static final String READ = SELECT + " LIMIT 1) e";

  /** In the order of the keys. */
  static final String READ_AND_LOCK = SELECT + " FOR UPDATE) e";

  private static final String STATES =
      """
      unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::bigint[], ?::boolean[], ?::text[], ?::bytea[],
             ?::bytea[], ?::timestamptz[], ?::text[])
        AS n (tenant, athlete, kind, entry_id, partition, revision, deleted, body_type, body, body_sha256, happened_at,
              author)
      """;

  static final String INSERT =
      """
      INSERT INTO entry (tenant, athlete, kind, entry_id, partition, revision, deleted, body_type, body, body_sha256,
                         happened_at, author, recorded_at)
      SELECT n.*, ? FROM
      """
          + STATES;

  /** Of entries that are locked. A join with what is there could be planned badly. */
  static final String REPLACE =
      INSERT
          + """
           ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
             SET revision = EXCLUDED.revision, deleted = EXCLUDED.deleted, body_type = EXCLUDED.body_type,
                 body = EXCLUDED.body, body_sha256 = EXCLUDED.body_sha256, happened_at = EXCLUDED.happened_at,
                 recorded_at = EXCLUDED.recorded_at, author = EXCLUDED.author
          """;

  static final String REMEMBER_REVISIONS =
      """
      INSERT INTO entry_revision (tenant, athlete, kind, entry_id, revision, body_sha256, author, recorded_at)
      SELECT n.*, ?
        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bytea[], ?::text[]) AS n
      """;

  /**
   * Leaves a claim alone: the relay's copy is on its way, and the new token makes it send again.
   */
  static final String MARK =
      """
      INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, traceparent, token,
                               marked_at)
      SELECT n.*, nextval('mark_token'), clock_timestamp()
        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::text[]) AS n
      ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
         SET token = EXCLUDED.token, bumped_at = COALESCE(outbox_mark.bumped_at, EXCLUDED.marked_at),
             traceparent = EXCLUDED.traceparent
      """;

  static final String FIND_EARLIER =
      """
      SELECT n.place, r.revision
        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bytea[], ?::integer[])
               AS n (tenant, athlete, kind, entry_id, revision, body_sha256, place)
       CROSS JOIN LATERAL (
         SELECT revision FROM entry_revision
          WHERE tenant = n.tenant AND athlete = n.athlete AND kind = n.kind AND entry_id = n.entry_id
            AND revision < n.revision AND body_sha256 = n.body_sha256
          ORDER BY revision DESC LIMIT 1) r
      """;

  private final Transactions transactions;
  private final ErasedAthletes erasedAthletes;
  private final MarksWaiting marksWaiting;
  private final Pseudonyms pseudonyms;

  Journal(
      Transactions transactions,
      ErasedAthletes erasedAthletes,
      MarksWaiting marksWaiting,
      Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
    this.transactions = transactions;
    this.erasedAthletes = erasedAthletes;
    this.marksWaiting = marksWaiting;
  }

  /**
   * Applies all changes, of one tenant, in one transaction; several of one entry apply in the order
   * given. A refused change leaves the others alone.
   *
   * @return one outcome for each change, in the same order, after the commit
   * @throws DatabaseAway if nothing could be written, or nobody knows; the same call may be
   *     repeated
   */
  public List<Outcome> apply(List<Change> changes) {
    List<Outcome> outcomes =
        transactions.runKeptPlans(
            changes.get(0).key().tenant(), connection -> write(connection, changes));
    if (outcomes.stream().anyMatch(outcome -> outcome.status().writes())) {
      marksWaiting.announce();
    }
    return outcomes;
  }

  /** The entry, unless it is unknown or deleted. */
  public Optional<JournalEntry> find(EntryKey key) {
    return Optional.ofNullable(read(key.tenant(), List.of(key)).get(key))
        .filter(entry -> !entry.deleted());
  }

  /** A tenant's entries as they stand now, tombstones included; what is unknown is missing. */
  public Map<EntryKey, JournalEntry> read(String tenant, Collection<EntryKey> keys) {
    return transactions.run(tenant, connection -> select(connection, READ, keys));
  }

  /** As {@link #read}, of any tenant. */
  public Map<EntryKey, JournalEntry> readAcrossTenants(Collection<EntryKey> keys) {
    return transactions.runKeptPlansAcrossTenants(connection -> select(connection, READ, keys));
  }

  /** An entry as a change leaves it. */
  private record Revision(JournalEntry entry, Change change) {

    EntryKey key() {
      return entry.key();
    }

    String author() {
      return change.by().name();
    }
  }

  private List<Outcome> write(Connection connection, List<Change> changes) throws SQLException {
    SortedSet<EntryKey> keys = new TreeSet<>();
    changes.forEach(change -> keys.add(change.key()));
    Set<String> erased = erasedAthletes.among(connection, keys);
    Map<EntryKey, JournalEntry> before = select(connection, READ_AND_LOCK, keys);
    SortedMap<EntryKey, Revision> after = new TreeMap<>();
    List<Revision> revisions = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (Change change : changes) {
      EntryKey key = change.key();
      if (erased.contains(key.owner())) {
        outcomes.add(new Outcome(key, Outcome.Status.ATHLETE_ERASED, 0, 0));
        continue;
      }
      JournalEntry current = after.containsKey(key) ? after.get(key).entry() : before.get(key);
      Outcome.Status status = change.decide(current);
      long revision = current == null ? 0 : current.revision();
      if (status.writes()) {
        revision++;
        Revision next =
            new Revision(new JournalEntry(key, revision, change.content(), now), change);
        after.put(key, next);
        revisions.add(next);
      }
      outcomes.add(new Outcome(key, status, revision, 0));
    }
    if (revisions.isEmpty()) {
      return outcomes;
    }
    store(connection, after.values(), before, revisions, deeds(changes, outcomes));
    return noteLateRetries(connection, changes, outcomes);
  }

  /** What was done, for the audit trail: the kind of entry says which fields. */
  private List<Deed> deeds(List<Change> changes, List<Outcome> outcomes) {
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      if (outcomes.get(i).status().writes()) {
        EntryKey key = changes.get(i).key();
        deeds.add(
            new Deed(
                key.tenant(),
                changes.get(i).by(),
                pseudonyms.of(key.tenant(), key.athlete()),
                outcomes.get(i).status().name().toLowerCase(Locale.ROOT),
                key.kind().wireName()));
      }
    }
    return deeds;
  }

  private static Map<EntryKey, JournalEntry> select(
      Connection connection, String statement, Collection<EntryKey> keys) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(statement)) {
      bindKeys(select, 1, keys);
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

  private static void store(
      Connection connection,
      Collection<Revision> entries,
      Map<EntryKey, JournalEntry> before,
      List<Revision> revisions,
      List<Deed> deeds)
      throws SQLException {
    Map<Boolean, List<Revision>> byNovelty =
        entries.stream()
            .collect(Collectors.partitioningBy(entry -> !before.containsKey(entry.key())));
    List<Revision> novel = byNovelty.get(true);
    List<Revision> known = byNovelty.get(false);
    OffsetDateTime now = utc(revisions.get(0).entry().recordedAt());
    try (PreparedStatement write =
        connection.prepareStatement(statements(!novel.isEmpty(), !known.isEmpty()))) {
      int next = novel.isEmpty() ? 1 : bindStates(write, 1, now, novel);
      next = known.isEmpty() ? next : bindStates(write, next, now, known);
      next = bindRevisions(write, next, now, revisions);
      next = bindMarks(write, next, entries);
      AuditTrail.bind(write, next, deeds);
      write.execute();
    } catch (SQLException failure) {
      // Somebody created one after we looked: decide again, on what is there now.
      throw UNIQUE_VIOLATION.equals(failure.getSQLState()) ? Transactions.lostRace() : failure;
    }
  }

  /** Sent together, and only what is needed: planning a statement costs more than a few rows. */
  private static String statements(boolean insert, boolean update) {
    return (insert ? INSERT + ";\n" : "")
        + (update ? REPLACE + ";\n" : "")
        + REMEMBER_REVISIONS
        + ";\n"
        + MARK
        + ";\n"
        + AuditTrail.INSERT;
  }

  private static int bindStates(
      PreparedStatement write, int first, OffsetDateTime now, List<Revision> revisions)
      throws SQLException {
    write.setObject(first, now);
    List<JournalEntry> entries = revisions.stream().map(Revision::entry).toList();
    List<EntryKey> keys = entries.stream().map(JournalEntry::key).toList();
    int next = bindKeys(write, first + 1, keys);
    bind(write, next++, "integer", Integer[]::new, keys, EntryKey::partition);
    bind(write, next++, "bigint", Long[]::new, entries, JournalEntry::revision);
    bind(write, next++, "boolean", Boolean[]::new, entries, JournalEntry::deleted);
    bind(write, next++, "text", String[]::new, entries, Journal::bodyType);
    bind(write, next++, "bytea", byte[][]::new, entries, entry -> ofContent(entry, Content::bytes));
    bind(
        write, next++, "bytea", byte[][]::new, entries, entry -> ofContent(entry, Content::sha256));
    bind(
        write,
        next++,
        "timestamptz",
        String[]::new,
        entries,
        entry -> ofContent(entry, content -> utc(content.happenedAt()).toString()));
    bind(write, next++, "text", String[]::new, revisions, Revision::author);
    return next;
  }

  private static int bindRevisions(
      PreparedStatement write, int first, OffsetDateTime now, List<Revision> revisions)
      throws SQLException {
    write.setObject(first, now);
    int next = bindKeys(write, first + 1, revisions.stream().map(Revision::key).toList());
    bind(write, next++, "bigint", Long[]::new, revisions, each -> each.entry().revision());
    bind(
        write,
        next++,
        "bytea",
        byte[][]::new,
        revisions,
        each -> ofContent(each.entry(), Content::sha256));
    bind(write, next++, "text", String[]::new, revisions, Revision::author);
    return next;
  }

  /** Of several changes of an entry the last one's trace: that is what will be published. */
  private static int bindMarks(PreparedStatement write, int first, Collection<Revision> entries)
      throws SQLException {
    List<EntryKey> keys = entries.stream().map(Revision::key).toList();
    int next = bindKeys(write, first, keys);
    bind(write, next++, "integer", Integer[]::new, keys, EntryKey::partition);
    bind(write, next++, "text", String[]::new, entries, each -> each.change().traceparent());
    return next;
  }

  private static List<Outcome> noteLateRetries(
      Connection connection, List<Change> changes, List<Outcome> outcomes) throws SQLException {
    List<Integer> mayBeLate =
        IntStream.range(0, changes.size())
            .filter(
                place ->
                    outcomes.get(place).status() == Outcome.Status.CORRECTED
                        && changes.get(place).precondition().equals(Precondition.NONE))
            .boxed()
            .toList();
    if (mayBeLate.isEmpty()) {
      return outcomes;
    }
    List<Outcome> noted = new ArrayList<>(outcomes);
    try (PreparedStatement find = connection.prepareStatement(FIND_EARLIER)) {
      int next =
          bindKeys(find, 1, mayBeLate.stream().map(place -> changes.get(place).key()).toList());
      bind(find, next++, "bigint", Long[]::new, mayBeLate, place -> outcomes.get(place).revision());
      bind(
          find,
          next++,
          "bytea",
          byte[][]::new,
          mayBeLate,
          place -> changes.get(place).content().sha256());
      bind(find, next, "integer", Integer[]::new, mayBeLate, place -> place);
      try (ResultSet row = find.executeQuery()) {
        while (row.next()) {
          Outcome late = outcomes.get(row.getInt(1));
          noted.set(
              row.getInt(1),
              new Outcome(late.key(), late.status(), late.revision(), row.getLong(2)));
        }
      }
    }
    return noted;
  }

  private static String bodyType(JournalEntry entry) {
    return entry.deleted() ? entry.key().kind().bodyType() : entry.content().bodyType();
  }

  private static <T> T ofContent(JournalEntry entry, Function<Content, T> part) {
    return entry.deleted() ? null : part.apply(entry.content());
  }

  /** Binds the four columns of many keys and returns the next free index. */
  public static int bindKeys(PreparedStatement statement, int first, Collection<EntryKey> keys)
      throws SQLException {
    bind(statement, first, "text", String[]::new, keys, EntryKey::tenant);
    bind(statement, first + 1, "text", String[]::new, keys, EntryKey::athlete);
    bind(statement, first + 2, "text", String[]::new, keys, key -> key.kind().wireName());
    bind(statement, first + 3, "text", String[]::new, keys, EntryKey::id);
    return first + 4;
  }

  /** Binds a column of many rows as an array of that type. */
  public static <R, V> void bind(
      PreparedStatement statement,
      int index,
      String type,
      IntFunction<V[]> array,
      Collection<R> rows,
      Function<? super R, V> column)
      throws SQLException {
    // An array of a precise type is sent in binary.
    V[] values = rows.stream().map(column).toArray(array);
    statement.setArray(index, statement.getConnection().createArrayOf(type, values));
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
