package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.trunkline.security.audit.CurrentActor;
import io.trunkline.session.entries.Fault;
import io.trunkline.session.entries.Problems;
import io.trunkline.session.entries.Validation;
import io.trunkline.session.entries.Warning;
import io.trunkline.session.exercises.KnownExercises;
import io.trunkline.session.importing.Done.Dropped;
import io.trunkline.session.importing.ExerciseNames.Meaning;
import io.trunkline.session.importing.SessionDraft.Part;
import io.trunkline.session.importing.Unusable.Reason;
import io.trunkline.session.journal.Change;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.Outcome;
import io.trunkline.session.journal.Precondition;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Brings a tracker's export into the journal, one session a workout, through the same checks as a
 * PUT. A row that cannot be used is skipped and never stops the others.
 */
@Singleton
class ImportExport {

  /** Sessions written in one transaction. */
  private static final int BATCH = 100;

  private static final int LONGEST_VALUE = 100;

  private final Journal journal;
  private final Validation validation;
  private final KnownExercises knownExercises;
  private final TenantNames tenantNames;
  private final CurrentActor actor;

  ImportExport(
      Journal journal,
      Validation validation,
      KnownExercises knownExercises,
      TenantNames tenantNames,
      CurrentActor actor) {
    this.actor = actor;
    this.journal = journal;
    this.validation = validation;
    this.knownExercises = knownExercises;
    this.tenantNames = tenantNames;
  }

  /**
   * Whose file it is and how to read it.
   *
   * @param dryRun writes nothing
   */
  record Order(String tenant, String athlete, Locality locality, boolean dryRun) {}

  /** Sessions that may enter the journal, and what the ledger says about them. */
  private record Ready(
      SessionDraft draft, String startedAt, Change change, List<Warning> warnings) {}

  /** What the ledger collects on the way. */
  private record Notes(
      Map<Integer, Ledger.Skipped> skipped, List<Ledger.NotKept> notKept, Set<String> exercises) {

    void skip(int row, Reason reason, String detail) {
      skipped.put(row, new Ledger.Skipped(row, reason.wireName(), detail));
    }

    void drop(int row, List<Dropped> values) {
      for (Dropped dropped : values) {
        notKept.add(
            new Ledger.NotKept(
                row,
                dropped.column(),
                Cells.cut(dropped.value(), LONGEST_VALUE),
                dropped.reason()));
      }
    }
  }

  /**
   * Applies a whole file. Batches of sessions commit one after the other; if the database goes away
   * in between, sending the file again finishes the work.
   */
  Ledger apply(Order order, Table table) {
    ExerciseNames names = tenantNames.lookup(order.tenant());
    Reading reading = Reading.of(table, order.locality());
    Notes notes = new Notes(new TreeMap<>(), new ArrayList<>(), new TreeSet<>());
    reading.unusable().forEach((row, why) -> notes.skip(row, why.reason(), why.getMessage()));
    List<Ready> ready = new ArrayList<>();
    for (SessionDraft draft : reading.drafts()) {
      ready(order, draft, names, notes).ifPresent(ready::add);
    }
    List<Ledger.OfSession> sessions = new ArrayList<>();
    for (int from = 0; from < ready.size(); from += BATCH) {
      List<Ready> batch = ready.subList(from, Math.min(from + BATCH, ready.size()));
      sessions.addAll(order.dryRun() ? foresee(batch) : write(batch));
    }
    return new Ledger(
        table.tracker().wireName(),
        order.dryRun(),
        order.locality().zone().getId(),
        counts(table, sessions, notes),
        sessions,
        List.copyOf(notes.skipped().values()),
        notes.notKept().stream().sorted(Comparator.comparingInt(Ledger.NotKept::row)).toList(),
        reading.columnsNotKept().stream().map(name -> Cells.cut(name, LONGEST_VALUE)).toList(),
        notes.exercises().stream().map(name -> exercise(name, names)).toList());
  }

  private Optional<Ready> ready(Order order, SessionDraft draft, ExerciseNames names, Notes notes) {
    while (draft.hasSets()) {
      SessionDraft.Session session = draft.session(order.locality().zone(), names);
      try {
        Validation.Valid valid =
            validation.check(
                Kind.SESSION, session.body().toString().getBytes(StandardCharsets.UTF_8), false);
        collect(draft, session, notes);
        EntryKey key = new EntryKey(order.tenant(), order.athlete(), Kind.SESSION, draft.id());
        return Optional.of(
            new Ready(
                draft,
                session.body().get("startedAt").textValue(),
                Change.put(key, valid.content(), Precondition.NONE, actor.get()),
                // Told once for each name, in the list of exercises.
                valid.warnings().stream()
                    .filter(each -> !each.type().equals("unknown-exercise"))
                    .toList()));
      } catch (HttpProblem refused) {
        draft.remove(skipRefused(draft, session, refused, notes));
      }
    }
    for (int row : draft.rows()) {
      notes.skip(row, Reason.NOTHING_DONE, "No set of this workout is left.");
    }
    return Optional.empty();
  }

  private static void collect(SessionDraft draft, SessionDraft.Session session, Notes notes) {
    notes.drop(draft.parts().get(0).row(), session.dropped());
    for (Part part : draft.parts()) {
      notes.drop(part.row(), part.done().dropped());
      notes.exercises().add(part.done().exercise());
    }
  }

  /** The rows at fault; all rows of the session if it cannot be told which. */
  private static Set<Integer> skipRefused(
      SessionDraft draft, SessionDraft.Session session, HttpProblem refused, Notes notes) {
    Map<Integer, String> details = new TreeMap<>();
    if (refused.getParameters().get("errors") instanceof List<?> faults) {
      for (Object each : faults) {
        Fault fault = (Fault) each;
        Integer row = rowOf(fault.pointer(), session.rowOfSets());
        if (row != null) {
          String[] steps = fault.pointer().split("/", 6);
          details.putIfAbsent(
              row, (steps.length < 6 ? "The set" : steps[5]) + " " + fault.detail() + ".");
        }
      }
      if (details.isEmpty()) {
        Fault fault = (Fault) faults.get(0);
        draft
            .rows()
            .forEach(
                row ->
                    details.put(
                        row, "Of the workout, " + fault.pointer() + " " + fault.detail() + "."));
      }
    } else {
      draft.rows().forEach(row -> details.put(row, refused.getDetail()));
    }
    details.forEach((row, detail) -> notes.skip(row, Reason.REFUSED, detail));
    return details.keySet();
  }

  /** Null for a pointer to something else than a set. */
  private static Integer rowOf(String pointer, List<List<Integer>> rowOfSets) {
    String[] steps = pointer.split("/", -1);
    boolean inSet = steps.length >= 5 && steps[1].equals("exercises") && steps[3].equals("sets");
    return inSet ? rowOfSets.get(Integer.parseInt(steps[2])).get(Integer.parseInt(steps[4])) : null;
  }

  private List<Ledger.OfSession> write(List<Ready> batch) {
    List<Outcome> outcomes = journal.apply(batch.stream().map(Ready::change).toList());
    List<Ledger.OfSession> sessions = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      Outcome outcome = outcomes.get(i);
      String status =
          switch (outcome.status()) {
            case CREATED -> "imported";
            case UNCHANGED -> "unchanged";
            case CORRECTED -> "updated";
            case ATHLETE_ERASED -> throw Problems.athleteErased();
            case DELETED, ALREADY_DELETED, UNKNOWN, REVISION_MISMATCH, ENTRY_DELETED ->
                throw new IllegalStateException("a put without precondition: " + outcome.status());
          };
      List<Warning> warnings = new ArrayList<>(batch.get(i).warnings());
      if (outcome.earlier() > 0) {
        warnings.add(
            new Warning(
                "",
                "This is what revision "
                    + outcome.earlier()
                    + " said; what was corrected here since then was replaced by the file.",
                "matches-earlier-revision"));
      }
      sessions.add(line(batch.get(i), outcome.revision(), status, warnings));
    }
    return sessions;
  }

  private List<Ledger.OfSession> foresee(List<Ready> batch) {
    Map<EntryKey, JournalEntry> entries =
        journal.read(
            batch.get(0).change().key().tenant(),
            batch.stream().map(each -> each.change().key()).toList());
    List<Ledger.OfSession> sessions = new ArrayList<>();
    for (Ready each : batch) {
      JournalEntry entry = entries.get(each.change().key());
      boolean same =
          entry != null
              && !entry.deleted()
              && Arrays.equals(entry.content().sha256(), each.change().content().sha256());
      String status = entry == null ? "imported" : same ? "unchanged" : "updated";
      sessions.add(line(each, entry == null ? 0 : entry.revision(), status, each.warnings()));
    }
    return sessions;
  }

  private static Ledger.OfSession line(
      Ready ready, long revision, String status, List<Warning> warnings) {
    return new Ledger.OfSession(
        ready.change().key().name(),
        revision,
        status,
        ready.startedAt(),
        Cells.cut(ready.draft().title(), LONGEST_VALUE),
        List.copyOf(ready.draft().rows()),
        warnings);
  }

  private static Ledger.Counts counts(Table table, List<Ledger.OfSession> sessions, Notes notes) {
    return new Ledger.Counts(
        table.rows().size(),
        rows(sessions, "imported"),
        rows(sessions, "updated"),
        rows(sessions, "unchanged"),
        notes.skipped().size());
  }

  private static int rows(List<Ledger.OfSession> sessions, String status) {
    return sessions.stream()
        .filter(session -> session.status().equals(status))
        .mapToInt(session -> session.rows().size())
        .sum();
  }

  private Ledger.OfExercise exercise(String name, ExerciseNames names) {
    Meaning meaning = names.of(name);
    return new Ledger.OfExercise(
        Cells.cut(name, LONGEST_VALUE),
        meaning.exercise(),
        meaning.variation(),
        meaning.origin().wireName(),
        knownExercises.mayBe(meaning.exercise()));
  }

  /** The unit and zone the athlete's screening names, for what the caller leaves open. */
  record Preferences(String unit, String timeZone) {}

  Preferences preferences(String tenant, String athlete) {
    return journal
        .find(new EntryKey(tenant, athlete, Kind.SCREENING, "screening"))
        .map(entry -> read(entry.content().bytes()))
        .orElse(new Preferences(null, null));
  }

  private static Preferences read(byte[] screening) {
    try {
      JsonNode body = new JsonMapper().readTree(screening);
      return new Preferences(body.path("unit").textValue(), body.path("timeZone").textValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
