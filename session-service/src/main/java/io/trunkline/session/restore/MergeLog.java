package io.trunkline.session.restore;

import io.trunkline.session.journal.Content;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.ErasedAthletes;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.Transactions;
import io.trunkline.session.relay.OwnTopics;
import io.trunkline.session.relay.ReadToTheEnd;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Wins back from the log what a backup of the journal has lost: of each entry the highest revision,
 * deletions too. Nothing that stands in the journal at the same or a higher revision is touched.
 */
@Singleton
class MergeLog {

  private static final String LOGGED =
      """
      unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::integer[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[],
             ?::timestamptz[], ?::timestamptz[])
        AS n (tenant, athlete, kind, entry_id, partition, revision, body_type, body, body_sha256, happened_at, recorded_at)
      """;

  private static final String COUNT =
      """
      SELECT count(*) FILTER (WHERE e.revision IS NULL OR e.revision < n.revision),
             count(*) FILTER (WHERE e.revision = n.revision AND e.body_sha256 IS DISTINCT FROM n.body_sha256)
        FROM
      """
          + LOGGED
          + """
          LEFT JOIN entry e
            ON e.tenant = n.tenant AND e.athlete = n.athlete AND e.kind = n.kind AND e.entry_id = n.entry_id
          """;

  private static final String MERGE =
      """
      INSERT INTO entry (tenant, athlete, kind, entry_id, partition, revision, deleted, body_type, body, body_sha256,
                         happened_at, recorded_at, author)
      SELECT tenant, athlete, kind, entry_id, partition, revision, body IS NULL, body_type, body, body_sha256,
             happened_at, recorded_at, 'restore'
        FROM
      """
          + LOGGED
          + """
          ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
             SET revision = EXCLUDED.revision, deleted = EXCLUDED.deleted, body_type = EXCLUDED.body_type,
                 body = EXCLUDED.body, body_sha256 = EXCLUDED.body_sha256, happened_at = EXCLUDED.happened_at,
                 recorded_at = EXCLUDED.recorded_at, author = EXCLUDED.author
           WHERE entry.revision < EXCLUDED.revision
          """;

  private final Transactions transactions;
  private final ErasedAthletes erasedAthletes;
  private final ReadToTheEnd readToTheEnd;

  MergeLog(Transactions transactions, ErasedAthletes erasedAthletes, ReadToTheEnd readToTheEnd) {
    this.transactions = transactions;
    this.erasedAthletes = erasedAthletes;
    this.readToTheEnd = readToTheEnd;
  }

  /** How far it is, or what it came to. */
  record Merged(
      @Schema(description = "Records of the log read, watermarks included.") long read,
      @Schema(
              description =
                  "States the journal lacked; each was taken over, in a dry run only counted.")
          long merged,
      @Schema(
              description =
                  "States the journal has at the same revision with another content: it was written to after the"
                      + " restore. They are left alone; the journal's state is published again.")
          long different,
      @Schema(description = "Only on the last line: the log was read to its end.") boolean done) {

    Merged plus(long records, long lacking, long unequal) {
      return new Merged(read + records, merged + lacking, different + unequal, false);
    }

    Merged whole() {
      return new Merged(read, merged, different, true);
    }
  }

  /**
   * Reads the log to its end. May be repeated: then there is nothing left to take over.
   *
   * @param dryRun counts only; an entry may be counted at several revisions
   * @param progress gets a line for each batch
   */
  void all(boolean dryRun, Consumer<Merged> progress) {
    Merged[] so = {new Merged(0, 0, 0, false)};
    readToTheEnd.of(
        OwnTopics.TRAINING_LOG,
        EntryKey.PARTITIONS,
        batch -> {
          Collection<JournalEntry> states = highest(batch);
          long[] counts =
              transactions.runAcrossTenants(connection -> take(connection, states, dryRun));
          so[0] = so[0].plus(batch.count(), counts[0], counts[1]);
          progress.accept(so[0]);
        });
    progress.accept(so[0].whole());
  }

  private static Collection<JournalEntry> highest(ConsumerRecords<byte[], byte[]> batch) {
    SortedMap<EntryKey, JournalEntry> highest = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : batch) {
      Optional<JournalEntry> logged = LoggedEntry.read(record);
      logged.ifPresent(
          entry ->
              highest.merge(
                  entry.key(),
                  entry,
                  (known, next) -> next.revision() > known.revision() ? next : known));
    }
    return highest.values();
  }

  private long[] take(Connection connection, Collection<JournalEntry> logged, boolean dryRun)
      throws SQLException {
    Set<EntryKey> keys =
        erasedAthletes.notErased(connection, logged.stream().map(JournalEntry::key).toList());
    List<JournalEntry> states = logged.stream().filter(each -> keys.contains(each.key())).toList();
    long[] counts = new long[2];
    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
      bind(count, states);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        counts[0] = row.getLong(1);
        counts[1] = row.getLong(2);
      }
    }
    if (!dryRun && counts[0] > 0) {
      try (PreparedStatement merge = connection.prepareStatement(MERGE)) {
        bind(merge, states);
        merge.executeUpdate();
      }
    }
    return counts;
  }

  private static void bind(PreparedStatement statement, Collection<JournalEntry> states)
      throws SQLException {
    List<EntryKey> keys = states.stream().map(JournalEntry::key).toList();
    int next = Journal.bindKeys(statement, 1, keys);
    Journal.bind(statement, next++, "integer", Integer[]::new, keys, EntryKey::partition);
    Journal.bind(statement, next++, "bigint", Long[]::new, states, JournalEntry::revision);
    Journal.bind(
        statement,
        next++,
        "text",
        String[]::new,
        states,
        each -> each.deleted() ? each.key().kind().bodyType() : each.content().bodyType());
    Journal.bind(
        statement, next++, "bytea", byte[][]::new, states, each -> of(each, Content::bytes));
    Journal.bind(
        statement, next++, "bytea", byte[][]::new, states, each -> of(each, Content::sha256));
    Journal.bind(
        statement,
        next++,
        "timestamptz",
        String[]::new,
        states,
        each -> of(each, content -> content.happenedAt().atOffset(ZoneOffset.UTC).toString()));
    Journal.bind(
        statement,
        next,
        "timestamptz",
        String[]::new,
        states,
        each -> each.recordedAt().atOffset(ZoneOffset.UTC).toString());
  }

  private static <T> T of(JournalEntry entry, Function<Content, T> part) {
    return entry.deleted() ? null : part.apply(entry.content());
  }
}
