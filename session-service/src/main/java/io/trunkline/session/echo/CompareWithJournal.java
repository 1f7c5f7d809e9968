package io.trunkline.session.echo;

import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.ErasedAthletes;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.Transactions;
import io.trunkline.session.relay.Republish;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Keeps the compacted log right. Compaction keeps the last copy of a key, not the highest revision;
 * a sender that was delayed past its claim can append an old copy behind the new one, and everybody
 * who reads the log later would get the old one only. So behind a copy that is not the journal's
 * state that state is published again. Counter {@code trunkline.echo.copies} by verdict.
 */
@Singleton
class CompareWithJournal {

  private static final Logger LOG = Logger.getLogger(CompareWithJournal.class);

  private static final String STATES =
      """
      SELECT e.tenant, e.athlete, e.kind, e.entry_id, e.revision, encode(e.body_sha256, 'hex')
        FROM entry e
        JOIN unnest(?::text[], ?::text[], ?::text[], ?::text[]) AS k (tenant, athlete, kind, entry_id)
          ON e.tenant = k.tenant AND e.athlete = k.athlete
         AND e.kind = k.kind AND e.entry_id = k.entry_id
      """;

  private final Transactions transactions;
  private final ErasedAthletes erasedAthletes;
  private final Republish republish;
  private final MeterRegistry metrics;

  CompareWithJournal(
      Transactions transactions,
      ErasedAthletes erasedAthletes,
      Republish republish,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.erasedAthletes = erasedAthletes;
    this.republish = republish;
    this.metrics = metrics;
    for (Verdict verdict : Verdict.values()) {
      count(verdict, 0);
    }
  }

  private record State(long revision, String sha256) {
    static final State UNKNOWN = new State(0, null);
  }

  /**
   * Looks at these copies and has repaired what can be. May be repeated.
   *
   * @param copies the last one of each key
   */
  void lookAt(Collection<LogCopy> copies) {
    Map<EntryKey, State> states = states(copies.stream().map(LogCopy::key).toList());
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    SortedSet<EntryKey> again = new TreeSet<>();
    SortedMap<EntryKey, Long> nulls = new TreeMap<>();
    Map<String, Boolean> erased = new HashMap<>();
    for (LogCopy copy : copies) {
      EntryKey key = copy.key();
      State state = states.getOrDefault(key, State.UNKNOWN);
      boolean athleteErased =
          (state.equals(State.UNKNOWN) || copy.revision() > state.revision())
              && erased.computeIfAbsent(
                  key.tenant() + "/" + key.athlete(),
                  owner -> erasedAthletes.contains(key.tenant(), key.athlete()));
      Verdict verdict = Verdict.of(copy, state.revision(), state.sha256(), athleteErased);
      counts.merge(verdict, 1, Integer::sum);
      switch (verdict) {
        case STALE, MISMATCH -> again.add(key);
        case ERASED -> nulls.put(key, copy.revision() + 1);
        case CURRENT, AHEAD -> {}
      }
    }
    // Bumped even where a mark is waiting: it may be about to be settled by what was sent earlier.
    republish.entries(again);
    republish.nulls(nulls);
    counts.forEach(this::count);
    alert(counts);
  }

  private void count(Verdict verdict, int copies) {
    metrics
        .counter("trunkline.echo.copies", "verdict", verdict.name().toLowerCase(Locale.ROOT))
        .increment(copies);
  }

  /** Without names: they are health data. */
  private static void alert(Map<Verdict, Integer> counts) {
    if (counts.containsKey(Verdict.MISMATCH)) {
      LOG.errorf(
          "LogContentMismatch: %d copies in the log have the journal's revision and another"
              + " content; they are published again",
          counts.get(Verdict.MISMATCH));
    }
    if (counts.containsKey(Verdict.AHEAD)) {
      LOG.errorf(
          "LogAheadOfJournal: %d copies in the log are newer than the journal or unknown to it;"
              + " was it restored, or does someone else write?",
          counts.get(Verdict.AHEAD));
    }
  }

  private Map<EntryKey, State> states(Collection<EntryKey> keys) {
    return transactions.runAcrossTenants(connection -> select(connection, keys));
  }

  private static Map<EntryKey, State> select(Connection connection, Collection<EntryKey> keys)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(STATES)) {
      Republish.bindKeys(connection, select, keys);
      Map<EntryKey, State> found = new HashMap<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(
              new EntryKey(
                  row.getString(1),
                  row.getString(2),
                  Kind.ofWireName(row.getString(3)),
                  row.getString(4)),
              new State(row.getLong(5), row.getString(6)));
        }
      }
      return found;
    }
  }
}
