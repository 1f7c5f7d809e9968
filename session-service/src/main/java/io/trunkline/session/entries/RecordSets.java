package io.trunkline.session.entries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.security.audit.CurrentActor;
import io.trunkline.session.exercises.KnownExercises;
import io.trunkline.session.journal.Change;
import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.Outcome;
import io.trunkline.session.journal.Precondition;
import io.trunkline.session.journal.SharedWrites;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Live tracking: adds sets to a session, or corrects those it knows by their {@code setId}. The
 * session is read, changed and written at the revision that was read; if somebody else wrote
 * meanwhile, once more. So no set is lost, and no lock is held while thinking.
 */
@Singleton
class RecordSets {

  /** Each lost race means that another writer of this one session came through. */
  private static final int MOST_RACES = 100;

  private static final String SETS = "sets";
  private static final String OF_PART = "/exercises/0";
  private static final List<String> OF_SESSION = List.of("startedAt", "timeZone", "program");
  private static final List<String> OF_EXERCISE = List.of("exercise", "variation");

  private final Entries entries;
  private final Journal journal;
  private final SharedWrites sharedWrites;
  private final Validation validation;
  private final KnownExercises knownExercises;
  private final CurrentActor actor;
  private final BodySchema schema = new BodySchema("live-sets.v1");

  RecordSets(
      Entries entries,
      Journal journal,
      SharedWrites sharedWrites,
      Validation validation,
      KnownExercises knownExercises,
      CurrentActor actor) {
    this.actor = actor;
    this.entries = entries;
    this.journal = journal;
    this.sharedWrites = sharedWrites;
    this.validation = validation;
    this.knownExercises = knownExercises;
  }

  /** Answers like a PUT of the whole session. */
  Response record(String athlete, String id, Demands.OfPut demands, InputStream body) {
    EntryKey key = entries.key(Kind.SESSION, athlete, id);
    Entries.requireType(demands.contentType, MediaType.APPLICATION_JSON);
    JsonNode request = JsonBody.read(entries.readAll(body));
    List<Warning> warnings = check(request, demands.isStrict());
    Precondition demanded = demands.precondition();
    for (int race = 0; race < MOST_RACES; race++) {
      JournalEntry current = journal.read(key.tenant(), List.of(key)).get(key);
      Validation.Valid session = addTo(current, request);
      boolean holds = demanded.holdsFor(current);
      Outcome outcome =
          sharedWrites.apply(
              Change.put(key, session.content(), holds ? asRead(current) : demanded, actor.get()));
      boolean lostRace =
          outcome.status() == Outcome.Status.REVISION_MISMATCH
              || outcome.status() == Outcome.Status.ENTRY_DELETED;
      if (!(holds && lostRace)) {
        return Entries.answer(outcome, warnings);
      }
    }
    throw Problems.unavailable();
  }

  private static Precondition asRead(JournalEntry current) {
    return current == null ? Precondition.UNUSED : Precondition.at(Set.of(current.revision()));
  }

  /** Refuses what no session could hold. */
  private List<Warning> check(JsonNode request, boolean strict) {
    List<Fault> faults = new ArrayList<>(schema.faultsIn(request));
    ObjectNode alone = JsonNodeFactory.instance.objectNode();
    alone.putArray("exercises").add(request);
    Checks.contradictions(Kind.SESSION, alone).stream()
        .map(fault -> new Fault(inRequest(fault.pointer()), inRequest(fault.detail())))
        .forEach(faults::add);
    Validation.refuse(faults);
    List<Warning> warnings =
        Checks.doubts(Kind.SESSION, alone, knownExercises).stream()
            .map(each -> new Warning(inRequest(each.pointer()), each.detail(), each.type()))
            .toList();
    if (strict) {
      Validation.refuse(
          warnings.stream().map(each -> new Fault(each.pointer(), each.detail())).toList());
    }
    return warnings;
  }

  private static String inRequest(String text) {
    return text.replace(OF_PART, "");
  }

  private Validation.Valid addTo(JournalEntry current, JsonNode request) {
    List<Fault> faults = new ArrayList<>();
    ObjectNode session = JsonNodeFactory.instance.objectNode();
    if (current != null && !current.deleted()) {
      session = (ObjectNode) JsonBody.read(current.content().bytes());
    } else if (!request.has("startedAt")) {
      faults.add(
          new Fault("/startedAt", "is missing; the first sets of a session say when it began"));
    }
    fillIn(session, request, faults);
    for (int i = 0; i < request.get(SETS).size(); i++) {
      place(session.withArrayProperty("exercises"), request, i, faults);
    }
    Validation.refuse(faults);
    Validation.Valid valid = validation.check(Kind.SESSION, session, "", false, faults);
    // Each part is right by itself, so it is their number.
    Validation.refuse(faults.stream().map(fault -> new Fault("/" + SETS, fault.detail())).toList());
    return valid;
  }

  private static void fillIn(ObjectNode session, JsonNode request, List<Fault> faults) {
    for (String field : OF_SESSION) {
      JsonNode said = request.get(field);
      if (said == null) {
        continue;
      }
      if (!session.has(field)) {
        session.set(field, said);
      } else if (!session.get(field).equals(said)) {
        faults.add(
            new Fault(
                "/" + field,
                "must be "
                    + session.get(field).textValue()
                    + " as the session says; leave it out, or correct the session with PUT"));
      }
    }
  }

  private static void place(ArrayNode exercises, JsonNode request, int number, List<Fault> faults) {
    JsonNode set = request.get(SETS).get(number);
    JsonNode last = null;
    for (JsonNode exercise : exercises) {
      boolean same = OF_EXERCISE.stream().allMatch(field -> sameText(field, exercise, request));
      ArrayNode sets = (ArrayNode) exercise.get(SETS);
      for (int i = 0; i < sets.size(); i++) {
        if (sameText("setId", sets.get(i), set)) {
          if (same) {
            sets.set(i, set);
          } else {
            faults.add(
                new Fault(
                    "/" + SETS + "/" + number + "/setId",
                    "is a set of another exercise or variation of this session; move it with PUT"));
          }
          return;
        }
      }
      last = same ? exercise : last;
    }
    if (last == null) {
      ObjectNode added = exercises.addObject();
      OF_EXERCISE.stream()
          .filter(request::has)
          .forEach(field -> added.set(field, request.get(field)));
      added.putArray(SETS);
      last = added;
    }
    ((ArrayNode) last.get(SETS)).add(set);
  }

  private static boolean sameText(String field, JsonNode one, JsonNode other) {
    return Objects.equals(one.path(field).textValue(), other.path(field).textValue());
  }
}
