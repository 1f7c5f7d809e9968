package io.trunkline.session.entries;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.session.exercises.KnownExercises;
import io.trunkline.session.journal.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What a schema cannot say: what contradicts itself is refused, what is hard to believe gets a
 * warning.
 */
final class Checks {

  private static final int MAX_SETS = 500;
  private static final Duration LONG_SESSION = Duration.ofHours(12);
  private static final int MANY_REPS = 500;
  private static final int LONG_HOLD_SECONDS = 1800;
  private static final Map<String, BigDecimal> HEAVY =
      Map.of("kg", BigDecimal.valueOf(600), "lb", BigDecimal.valueOf(1320));

  private Checks() {}

  /**
   * Faults of a body that may still break its schema; what has the wrong type is left to the
   * schema.
   */
  static List<Fault> contradictions(Kind kind, JsonNode body) {
    List<Fault> faults = new ArrayList<>();
    switch (kind) {
      case SESSION -> contradictionsInSession(body, faults);
      case DIRECTIVE -> contradictionsInDirective(body, faults);
      case CLEARANCE -> untilNotBefore(body, "grantedAt", faults);
      case COACH_GRANT -> endAfterBegin(body, faults);
      case OBSERVATION -> contradictionsInObservation(body, faults);
      case SENSATION, SCREENING -> {}
    }
    return faults;
  }

  /** Warnings about a valid body. */
  static List<Warning> doubts(Kind kind, JsonNode body, KnownExercises known) {
    List<Warning> warnings = new ArrayList<>();
    if (kind == Kind.SESSION) {
      doubtsInSession(body, known, warnings);
    } else if (body.has("exercise")) {
      doubtExercise(body.get("exercise").textValue(), "/exercise", known, warnings);
    }
    return warnings;
  }

  private static void contradictionsInSession(JsonNode body, List<Fault> faults) {
    OffsetDateTime started = moment(body.path("startedAt"));
    OffsetDateTime ended = moment(body.path("endedAt"));
    if (started != null && ended != null && ended.isBefore(started)) {
      faults.add(
          new Fault(
              "/endedAt", "must not be before startedAt, " + body.get("startedAt").textValue()));
    }
    Map<String, String> pointerOfSetId = new HashMap<>();
    int[] sets = new int[1];
    eachSet(
        body,
        (pointer, set) -> {
          sets[0]++;
          if (set.has("reps") && (set.has("repsLeft") || set.has("repsRight"))) {
            faults.add(
                new Fault(
                    pointer + "/reps",
                    "must not stand beside repsLeft or repsRight; keep one way"));
          }
          String setId = set.path("setId").textValue();
          String first = setId == null ? null : pointerOfSetId.putIfAbsent(setId, pointer);
          if (first != null) {
            faults.add(
                new Fault(
                    pointer + "/setId",
                    "is the setId of " + first + " already; each set has its own"));
          }
        });
    if (sets[0] > MAX_SETS) {
      faults.add(
          new Fault(
              "/exercises",
              "has " + sets[0] + " sets, more than " + MAX_SETS + "; split the session"));
    }
  }

  private static void contradictionsInDirective(JsonNode body, List<Fault> faults) {
    untilNotBefore(body, "from", faults);
    String type = body.path("type").asText();
    switch (type) {
      case "ceiling" ->
          require(
              body, "limits", "a ceiling says what is capped, for example {\"sets\": 2}", faults);
      case "position" -> {
        require(
            body,
            "limits",
            "a position says where the plan stands, for example {\"reps\": 12}",
            faults);
        require(body, "exercise", "a position is of one exercise", faults);
      }
      case "rest" -> {
        require(body, "days", "a rest says how many days it lasts, 7 to 14", faults);
        if (!body.has("report") && !body.has("region")) {
          faults.add(
              new Fault(
                  "/report", "is missing; a rest follows one report, or every report in a region"));
        }
      }
      case "daily" -> require(body, "exercise", "leave to train daily is for one exercise", faults);
      default -> {}
    }
    if (!type.equals("rest")) {
      forbid(body, "days", faults);
      forbid(body, "report", faults);
    }
  }

  private static void contradictionsInObservation(JsonNode body, List<Fault> faults) {
    if (body.has("form")) {
      require(body, "exercise", "a form is seen at one exercise", faults);
    } else if (body.isObject() && !body.has("note")) {
      faults.add(new Fault("/note", "is missing; an observation has a form, a note, or both"));
    }
  }

  private static void require(JsonNode body, String field, String because, List<Fault> faults) {
    if (!body.has(field)) {
      faults.add(new Fault("/" + field, "is missing; " + because));
    }
  }

  private static void forbid(JsonNode body, String field, List<Fault> faults) {
    if (body.has(field)) {
      faults.add(new Fault("/" + field, "belongs to a directive of type rest only; leave it out"));
    }
  }

  private static void untilNotBefore(JsonNode body, String from, List<Fault> faults) {
    OffsetDateTime begin = moment(body.path(from));
    String until = body.path("until").textValue();
    if (begin == null || until == null || !Moments.isDate(until)) {
      return;
    }
    if (LocalDate.parse(until).isBefore(begin.toLocalDate())) {
      faults.add(
          new Fault("/until", "must not be before " + from + ", " + body.get(from).textValue()));
    }
  }

  private static void endAfterBegin(JsonNode body, List<Fault> faults) {
    OffsetDateTime from = moment(body.path("from"));
    OffsetDateTime until = moment(body.path("until"));
    if (from != null && until != null && !until.isAfter(from)) {
      faults.add(new Fault("/until", "must be after from, " + body.get("from").textValue()));
    }
  }

  private static void doubtsInSession(JsonNode body, KnownExercises known, List<Warning> warnings) {
    OffsetDateTime started = moment(body.path("startedAt"));
    OffsetDateTime ended = moment(body.path("endedAt"));
    if (ended != null && Duration.between(started, ended).compareTo(LONG_SESSION) > 0) {
      long hours = Duration.between(started, ended).toHours();
      warnings.add(
          Warning.implausible("/endedAt", "The session lasts more than " + hours + " hours."));
    }
    JsonNode exercises = body.path("exercises");
    for (int i = 0; i < exercises.size(); i++) {
      String pointer = "/exercises/" + i + "/exercise";
      doubtExercise(exercises.get(i).get("exercise").textValue(), pointer, known, warnings);
    }
    eachSet(body, (pointer, set) -> doubtSet(pointer, set, warnings));
  }

  private static void doubtSet(String pointer, JsonNode set, List<Warning> warnings) {
    for (String reps : List.of("reps", "repsLeft", "repsRight")) {
      if (set.path(reps).asInt() > MANY_REPS) {
        warnings.add(
            Warning.implausible(
                pointer + "/" + reps, set.get(reps).asInt() + " repetitions in one set."));
      }
    }
    if (set.path("holdSeconds").asInt() > LONG_HOLD_SECONDS) {
      warnings.add(
          Warning.implausible(
              pointer + "/holdSeconds",
              "A hold of " + set.get("holdSeconds").asInt() + " seconds."));
    }
    JsonNode load = set.path("load");
    if (load.has("value")
        && load.get("value").decimalValue().abs().compareTo(HEAVY.get(load.get("unit").textValue()))
            > 0) {
      warnings.add(
          Warning.implausible(
              pointer + "/load/value",
              "A load of "
                  + load.get("value").asText()
                  + " "
                  + load.get("unit").textValue()
                  + "."));
    }
  }

  private static void doubtExercise(
      String exercise, String pointer, KnownExercises known, List<Warning> warnings) {
    if (known.mayBe(exercise)) {
      return;
    }
    List<String> nearest = known.nearest(exercise);
    String meant = nearest.isEmpty() ? "" : " Did you mean " + String.join(", ", nearest) + "?";
    warnings.add(
        new Warning(
            pointer,
            "The catalogue does not know " + exercise + "; it is kept as sent." + meant,
            "unknown-exercise"));
  }

  private static void eachSet(JsonNode session, BiConsumer<String, JsonNode> action) {
    JsonNode exercises = session.path("exercises");
    for (int i = 0; i < exercises.size(); i++) {
      JsonNode sets = exercises.path(i).path("sets");
      for (int j = 0; j < sets.size(); j++) {
        action.accept("/exercises/" + i + "/sets/" + j, sets.path(j));
      }
    }
  }

  /** Null where there is none to read. */
  private static OffsetDateTime moment(JsonNode field) {
    return field.isTextual() ? Moments.read(field.textValue()) : null;
  }
}
