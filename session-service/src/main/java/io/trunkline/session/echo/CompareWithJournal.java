package io.trunkline.session.echo;

import io.micrometer.core.instrument.MeterRegistry;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.ErasedAthletes;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.relay.Republish;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
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

  private final Journal journal;
  private final ErasedAthletes erasedAthletes;
  private final Republish republish;
  private final MeterRegistry metrics;

  CompareWithJournal(
      Journal journal, ErasedAthletes erasedAthletes, Republish republish, MeterRegistry metrics) {
    this.journal = journal;
    this.erasedAthletes = erasedAthletes;
    this.republish = republish;
    this.metrics = metrics;
    for (Verdict verdict : Verdict.values()) {
      count(verdict, 0);
    }
  }

  /**
   * Looks at these copies and has repaired what can be. May be repeated.
   *
   * @param copies the last one of each key
   */
  void lookAt(Collection<LogCopy> copies) {
    Map<EntryKey, JournalEntry> entries =
        journal.readAcrossTenants(copies.stream().map(LogCopy::key).toList());
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    SortedSet<EntryKey> again = new TreeSet<>();
    SortedMap<EntryKey, Long> nulls = new TreeMap<>();
    Map<String, Boolean> erased = new HashMap<>();
    for (LogCopy copy : copies) {
      EntryKey key = copy.key();
      JournalEntry entry = entries.get(key);
      long revision = entry == null ? 0 : entry.revision();
      boolean athleteErased =
          (entry == null || copy.revision() > revision)
              && erased.computeIfAbsent(
                  key.tenant() + "/" + key.athlete(),
                  owner -> erasedAthletes.contains(key.tenant(), key.athlete()));
      Verdict verdict = Verdict.of(copy, revision, sha256(entry), athleteErased);
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

  private static String sha256(JournalEntry entry) {
    return entry == null || entry.deleted()
        ? null
        : HexFormat.of().formatHex(entry.content().sha256());
  }
}
