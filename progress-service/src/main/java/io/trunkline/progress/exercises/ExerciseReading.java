package io.trunkline.progress.exercises;

import io.trunkline.progress.json.Fields;
import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Exercise.Evidence;
import io.trunkline.progress.rules.Exercise.Range;
import io.trunkline.progress.rules.Exercise.Role;
import io.trunkline.progress.rules.Load;
import io.trunkline.progress.rules.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Our own reading of the catalogue's definition of an exercise: what the rules need, nothing else.
 */
public final class ExerciseReading {

  private ExerciseReading() {}

  /** Wire type of a definition in use. */
  public static final String PUBLISHED = "catalog.exercise-published.v1";

  /** Wire type of a definition that history still names. */
  public static final String RETIRED = "catalog.exercise-retired.v1";

  /** Reads a definition. Unknown fields are ignored; a missing required field is never guessed. */
  public static KnownExercise read(byte[] body, boolean retired) throws Malformed {
    Fields fields = Fields.of(body);
    try {
      return new KnownExercise(fields.number("catalogue"), exercise(fields, retired));
    } catch (IllegalArgumentException | ArithmeticException outsideTheModel) {
      throw Malformed.schema();
    }
  }

  private static Exercise exercise(Fields fields, boolean retired) throws Malformed {
    Fields dose = fields.object("dose");
    Fields reps = dose.object("reps");
    return new Exercise(
        fields.text("id"),
        fields.text("name"),
        fields.choice("origin", Exercise.Origin.class),
        fields.choice("family", Exercise.Family.class),
        fields.textOrNull("kin"),
        range(dose.object("sets")),
        range(reps),
        reps.flag("perSide"),
        range(dose.objectOrNull("holdSeconds")),
        frequency(dose.object("frequency")),
        start(fields.object("start").object("sets")),
        load(fields.objectOrNull("load")),
        variations(fields.objects("variations")),
        regions(fields.objects("regions")),
        relations(fields.objectsOrNone("relations")),
        goAheadForEveryone(fields.objectsOrNone("screening")),
        retired);
  }

  private static Range range(Fields fields) throws Malformed {
    return fields == null
        ? null
        : new Range(fields.integer("min", 1), fields.integer("max", 1), evidence(fields));
  }

  private static Exercise.Frequency frequency(Fields fields) throws Malformed {
    return new Exercise.Frequency(
        fields.integer("min", 1),
        fields.integer("max", 1),
        fields.choice("per", Exercise.Per.class),
        evidence(fields));
  }

  private static Exercise.Start start(Fields fields) throws Malformed {
    return new Exercise.Start(fields.integer("value", 1), evidence(fields));
  }

  private static Exercise.LoadAxis load(Fields fields) throws Malformed {
    if (fields == null) {
      return null;
    }
    Fields start = fields.object("start");
    Fields increments = fields.object("increments");
    Map<Unit, BigDecimal> steps = new EnumMap<>(Unit.class);
    for (Unit unit : Unit.values()) {
      BigDecimal step = increments.decimal(unit.symbol());
      if (step.signum() <= 0) {
        throw Malformed.schema();
      }
      steps.put(unit, step);
    }
    Fields beyond = fields.objectOrNull("addWeightBeyondReps");
    return new Exercise.LoadAxis(
        fields.choice("sense", Exercise.Sense.class),
        new Load(start.decimal("value"), Unit.of(start.text("unit"))).grams(),
        steps,
        beyond == null ? null : beyond.integer("value", 1),
        evidence(start));
  }

  private static List<Exercise.Variation> variations(List<Fields> items) throws Malformed {
    List<Exercise.Variation> variations = new ArrayList<>();
    for (Fields item : items) {
      variations.add(
          new Exercise.Variation(
              item.text("id"),
              item.text("name"),
              item.integerOrNull("difficulty", 1),
              item.flag("default"),
              item.flag("coachOnly"),
              evidence(item)));
    }
    if (variations.stream().filter(Exercise.Variation::byDefault).count() != 1) {
      throw Malformed.schema();
    }
    return variations;
  }

  /** A region named twice takes its strongest role. */
  private static SortedMap<String, Role> regions(List<Fields> items) throws Malformed {
    SortedMap<String, Role> regions = new TreeMap<>();
    for (Fields item : items) {
      Role role = item.choice("role", Role.class);
      regions.merge(item.text("region"), role, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
    return regions;
  }

  private static List<Exercise.Relation> relations(List<Fields> items) throws Malformed {
    List<Exercise.Relation> relations = new ArrayList<>();
    for (Fields item : items) {
      Integer order = item.integerOrNull("order", 0);
      relations.add(
          new Exercise.Relation(
              item.text("relation"),
              item.text("to"),
              order == null ? relations.size() + 1 : order,
              evidence(item)));
    }
    return relations;
  }

  private static Evidence goAheadForEveryone(List<Fields> screening) throws Malformed {
    for (Fields item : screening) {
      if (item.text("who").equals("EVERYONE")) {
        return evidence(item);
      }
    }
    return null;
  }

  private static Evidence evidence(Fields fields) throws Malformed {
    if (!fields.has("source") && !fields.has("external") && !fields.has("choice")) {
      throw Malformed.schema(); // a fact that does not say where it comes from
    }
    return new Evidence(fields.textsOrNone("source"), fields.textsOrNone("external"));
  }
}
