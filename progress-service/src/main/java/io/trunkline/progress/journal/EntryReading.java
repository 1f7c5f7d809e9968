package io.trunkline.progress.journal;

import io.trunkline.progress.identity.CoachGrant;
import io.trunkline.progress.json.Fields;
import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Fact;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.Load;
import io.trunkline.progress.rules.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Our own reading of the journal's bodies, one method per wire type. A type is here for ever: a
 * stored body keeps the type it was written with.
 */
public final class EntryReading {

  private EntryReading() {}

  private static final String SESSION = "session.session-recorded.v1";
  private static final String SENSATION = "session.sensation-reported.v1";
  private static final String CLEARANCE = "session.clearance-granted.v1";
  private static final String SCREENING = "session.screening-answered.v1";
  private static final String DIRECTIVE = "session.directive-set.v1";
  private static final String COACH_GRANT = "session.coach-granted.v1";
  private static final String OBSERVATION = "session.observation-recorded.v1";

  private static final Map<String, String> KINDS =
      Map.of(
          SESSION, "session",
          SENSATION, "sensation",
          CLEARANCE, "clearance",
          SCREENING, "screening",
          DIRECTIVE, "directive",
          COACH_GRANT, CoachGrant.KIND,
          OBSERVATION, Observation.KIND);

  /** Whether bodies of this wire type can be read. */
  public static boolean knows(String type) {
    return KINDS.containsKey(type);
  }

  /** The kind of entry a known wire type belongs to. */
  public static String kindOf(String type) {
    return KINDS.get(type);
  }

  /**
   * Reads a body as {@link #read} does, or as a coach's grant or observation, which are no facts
   * for any rule.
   */
  public static void check(String type, String entryId, long revision, byte[] body)
      throws Malformed {
    switch (type) {
      case COACH_GRANT -> CoachGrant.read(body);
      case OBSERVATION -> Observation.read(entryId, revision, body);
      default -> read(type, entryId, revision, body);
    }
  }

  /**
   * Reads a body completely. Unknown fields are ignored; a missing required field is never guessed.
   *
   * @param type a known wire type of a fact
   */
  public static Entry read(String type, String entryId, long revision, byte[] body)
      throws Malformed {
    Fields fields = Fields.of(body);
    Ref ref = new Ref(kindOf(type) + "/" + entryId, revision);
    return switch (type) {
      case SESSION -> new Entry(session(ref, fields), null);
      case SENSATION -> new Entry(sensation(ref, fields), null);
      case CLEARANCE -> new Entry(clearance(ref, fields), null);
      case SCREENING -> new Entry(screening(ref, fields), zone(fields));
      case DIRECTIVE -> new Entry(directive(ref, fields), null);
      default -> throw new IllegalArgumentException("No reading of " + type);
    };
  }

  private static Fact session(Ref ref, Fields fields) throws Malformed {
    List<History.Performed> exercises = new ArrayList<>();
    for (Fields exercise : fields.objects("exercises")) {
      exercises.add(performed(exercise));
    }
    return new History.Session(ref, fields.time("startedAt"), exercises);
  }

  private static History.Performed performed(Fields fields) throws Malformed {
    List<History.PerformedSet> sets = new ArrayList<>();
    for (Fields set : fields.objects("sets")) {
      sets.add(set(set));
    }
    return new History.Performed(
        fields.text("exercise"),
        fields.textOrNull("variation"),
        fields.flagOrNull("comfortable"),
        sets);
  }

  private static History.PerformedSet set(Fields fields) throws Malformed {
    if (!fields.has("reps")
        && !fields.has("repsLeft")
        && !fields.has("repsRight")
        && !fields.has("holdSeconds")) {
      throw Malformed.schema();
    }
    return new History.PerformedSet(
        fields.integerOrNull("reps", 0),
        fields.integerOrNull("repsLeft", 0),
        fields.integerOrNull("repsRight", 0),
        loadOrNull(fields),
        fields.integerOrNull("holdSeconds", 0),
        tenthsOrNull(fields.decimalOrNull("rir")),
        fields.flagOrNull("formOk"),
        fields.flag("warmup"));
  }

  private static Load loadOrNull(Fields fields) throws Malformed {
    Fields load = fields.objectOrNull("load");
    if (load == null) {
      return null;
    }
    try {
      Load read = new Load(load.decimal("value"), Unit.of(load.text("unit")));
      if (read.grams() < Long.MIN_VALUE / 1000 || read.grams() > Long.MAX_VALUE / 1000) {
        throw Malformed.schema(); // leaves the rules room to multiply
      }
      return read;
    } catch (IllegalArgumentException | ArithmeticException unknownUnitOrBeyondGrams) {
      throw Malformed.schema();
    }
  }

  /** Whole tenths, rounded down: less in reserve is the more careful reading. */
  private static Integer tenthsOrNull(BigDecimal reserve) throws Malformed {
    try {
      return reserve == null
          ? null
          : (Integer) reserve.movePointRight(1).setScale(0, RoundingMode.FLOOR).intValueExact();
    } catch (ArithmeticException tooLarge) {
      throw Malformed.schema();
    }
  }

  private static Fact sensation(Ref ref, Fields fields) throws Malformed {
    return new History.Sensation(
        ref,
        fields.time("feltAt"),
        fields.textOrNull("region"),
        fields.choice("kind", History.Kind.class),
        fields.integerOrNull("severity", 0),
        fields.textOrNull("exercise"),
        fields.textOrNull("session"));
  }

  private static Fact clearance(Ref ref, Fields fields) throws Malformed {
    return new History.Clearance(
        ref,
        fields.time("grantedAt"),
        fields.choice("by", History.Professional.class),
        fields.textOrNull("region"),
        fields.textOrNull("exercise"),
        fields.dayOrNull("until"),
        limits(fields.objectOrNull("limits")));
  }

  private static Fact screening(Ref ref, Fields fields) throws Malformed {
    String unit = fields.textOrNull("unit");
    try {
      return new History.Screening(
          ref,
          fields.time("answeredAt"),
          fields.texts("backHistory"),
          unit == null ? null : Unit.of(unit));
    } catch (IllegalArgumentException unknownUnit) {
      throw Malformed.schema();
    }
  }

  private static ZoneId zone(Fields fields) throws Malformed {
    String zone = fields.textOrNull("timeZone");
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      throw Malformed.schema();
    }
  }

  private static Fact directive(Ref ref, Fields fields) throws Malformed {
    return new History.Directive(
        ref,
        fields.time("from"),
        fields.choice("type", History.Order.class),
        fields.textOrNull("exercise"),
        fields.textOrNull("region"),
        limits(fields.objectOrNull("limits")),
        fields.textOrNull("report"),
        fields.integerOrNull("days", 0),
        fields.dayOrNull("until"),
        fields.text("author"),
        fields.text("reason"));
  }

  private static History.Limits limits(Fields fields) throws Malformed {
    if (fields == null) {
      return History.Limits.NONE;
    }
    return new History.Limits(
        fields.integerOrNull("sets", 0),
        fields.integerOrNull("reps", 0),
        loadOrNull(fields),
        fields.textOrNull("variation"),
        fields.integerOrNull("holdSeconds", 0),
        fields.integerOrNull("timesPerDay", 0));
  }
}
