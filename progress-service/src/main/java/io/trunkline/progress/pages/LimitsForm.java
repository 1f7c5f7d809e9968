package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Choice;
import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Option;
import io.trunkline.progress.pages.ActForm.Shape;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.NextWorkout;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Unit;
import io.trunkline.progress.wording.ActTexts;
import io.trunkline.progress.wording.Texts;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** A coach's word in the numbers of a dose. */
abstract class LimitsForm implements Filling {

  final Ground ground;
  final Posted posted;
  final ActTexts says;
  private final Act act;
  private final Texts texts;
  private final Exercise exercise;

  /**
   * About one athlete.
   *
   * @param exercise null for every one
   */
  LimitsForm(Act act, Ground ground, Posted posted, Exercise exercise) {
    this.act = act;
    this.ground = ground;
    this.posted = posted;
    this.says = ground.says();
    this.texts = ground.words().texts();
    this.exercise = exercise;
  }

  /** The name of a number here. */
  abstract String bounded(String label);

  /** Why a number is refused: outside the catalogue's range a limit would not do what it says. */
  abstract String outside(String range);

  @Override
  public String exercise() {
    return exercise == null ? "" : exercise.id();
  }

  @Override
  public List<Choice> choices() {
    return ground.choices(act, exercise());
  }

  @Override
  public String now() {
    Prescription dose = advised();
    return dose == null ? "" : says.now(ground.words().dose(dose));
  }

  /** The dose advised now, or on the next day there is one. */
  Prescription advised() {
    if (exercise == null) {
      return null;
    }
    return NextWorkout.of(
            ground.history(),
            ground.facts().catalogue(),
            ground.policy(),
            List.of(new NextWorkout.Wanted(exercise.id(), List.of())),
            ground.now())
        .items()
        .stream()
        .map(NextWorkout.Item::recommendation)
        .map(told -> told.prescription() == null ? told.preview() : told.prescription())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /**
   * The numbers.
   *
   * @param dose that they begin with; null for what was typed
   */
  List<Field> limits(Prescription dose) {
    List<Field> fields = new ArrayList<>();
    if (mostSets() > 1) {
      fields.add(ranged("sets", texts.sets(), Prescription::sets, dose, 1, mostSets()));
    }
    if (exercise == null || !timed()) {
      fields.add(
          ranged(
              "reps",
              exercise != null && exercise.perSide() ? says.reps_side() : texts.reps(),
              Prescription::reps,
              dose,
              exercise == null ? 0 : exercise.reps().min(),
              exercise == null ? 0 : exercise.reps().max()));
    }
    if (exercise == null) {
      return fields;
    }
    if (exercise.load() != null) {
      String load =
          dose == null || dose.load() == null
              ? posted.raw("load")
              : dose.load().value().stripTrailingZeros().toPlainString();
      fields.add(
          field(Shape.DECIMAL, "load", bounded(texts.load()), load)
              .in(ground.unit().symbol())
              .hint(loadHint()));
    }
    if (exercise.holdSeconds() != null) {
      fields.add(
          ranged(
                  "hold",
                  texts.hold(),
                  Prescription::holdSeconds,
                  dose,
                  exercise.holdSeconds().min(),
                  exercise.holdSeconds().max())
              .in(says.unit_seconds()));
    }
    if (ladder().size() > 1) {
      fields.add(
          field(Shape.SELECT, "variation", bounded(texts.variation()), "")
              .with(rungs(dose == null ? posted.raw("variation") : dose.variation())));
    }
    if (exercise.family() == Exercise.Family.MOBILITY) {
      fields.add(ranged("times", texts.times(), Prescription::timesPerDay, dose, 1, mostTimes()));
    }
    return fields;
  }

  /** Without a greatest, without a range to tell. */
  private Field ranged(
      String name,
      String label,
      Function<Prescription, Integer> number,
      Prescription dose,
      int least,
      int most) {
    String value = dose == null ? posted.raw(name) : Objects.toString(number.apply(dose), "");
    return field(Shape.WHOLE, name, bounded(label), value)
        .hint(most == 0 ? "" : range(least, most));
  }

  /** A range of one is that one. */
  private String range(int least, int most) {
    return least == most
        ? String.valueOf(most)
        : says.range(String.valueOf(least), String.valueOf(most));
  }

  private String loadHint() {
    BigDecimal step = exercise.load().increments().get(ground.unit());
    String steps =
        step == null ? "" : says.steps(ground.words().decimal(step) + " " + ground.unit().symbol());
    return exercise.load().sense() == Exercise.Sense.ASSISTING
        ? (steps + " " + says.assisted_hint()).strip()
        : steps;
  }

  private boolean timed() {
    return exercise.reps() == null
        || (exercise.holdSeconds() != null && exercise.reps().max() == 1);
  }

  private int mostSets() {
    int most = ground.policy().sets().max();
    return exercise == null ? most : Math.min(most, exercise.sets().max());
  }

  private int mostTimes() {
    Exercise.Frequency often = exercise.frequency();
    return often != null && often.per() == Exercise.Per.DAY
        ? often.max()
        : ground.policy().freq().rotationPerDayMax();
  }

  private List<Exercise.Variation> ladder() {
    return exercise.family() == Exercise.Family.LADDER
        ? exercise.variations().stream()
            .filter(each -> each.difficulty() != null && !each.coachOnly())
            .toList()
        : List.of();
  }

  private List<Option> rungs(String chosen) {
    List<Option> options = new ArrayList<>();
    options.add(new Option("", says.as_it_is(), chosen == null || chosen.isEmpty()));
    for (Exercise.Variation each : ladder()) {
      options.add(
          new Option(
              each.id(), ground.words().catalogue(each.name()).text(), each.id().equals(chosen)));
    }
    return options;
  }

  Field reason() {
    return field(Shape.TEXT, "reason", says.reason(), posted.raw("reason"))
        .hint(says.reason_hint())
        .mandatory();
  }

  @Override
  public Map<String, Object> read(Entered entered, OffsetDateTime opened) {
    Map<String, Object> limits = readLimits(entered);
    if (limits.isEmpty() && entered.wrongs().isEmpty()) {
      entered.wrong(fields().get(0).name(), says.wrong_no_limit());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", act.word());
    body.put("limits", limits);
    if (exercise != null) {
      body.put("exercise", exercise.id());
    }
    body.put("from", Filling.moment(opened));
    body.put("reason", entered.text("reason", says.wrong_reason()));
    return body;
  }

  private Map<String, Object> readLimits(Entered entered) {
    Map<String, Object> limits = new LinkedHashMap<>();
    put(limits, "sets", ranged(entered, "sets", 1, mostSets()));
    if (exercise == null) {
      put(limits, "reps", ranged(entered, "reps", 1, 100));
      return limits;
    }
    if (!timed()) {
      put(limits, "reps", ranged(entered, "reps", exercise.reps().min(), exercise.reps().max()));
    }
    BigDecimal load = exercise.load() == null ? null : entered.decimal("load");
    if (load != null) {
      if (load.signum() < 0 && exercise.load().sense() == Exercise.Sense.ADDED) {
        entered.wrong("load", says.wrong_negative());
      }
      Unit unit = "lb".equals(posted.raw("unit")) ? Unit.LB : Unit.KG;
      Map<String, Object> quantity = new LinkedHashMap<>();
      quantity.put("value", load);
      quantity.put("unit", unit.symbol());
      limits.put("load", quantity);
    }
    if (exercise.holdSeconds() != null) {
      int least = exercise.holdSeconds().min();
      put(limits, "holdSeconds", ranged(entered, "hold", least, exercise.holdSeconds().max()));
    }
    String variation = posted.text("variation");
    if (!variation.isEmpty()) {
      Set<String> known = Set.copyOf(ladder().stream().map(Exercise.Variation::id).toList());
      if (known.contains(variation)) {
        limits.put("variation", variation);
      } else {
        entered.wrong("variation", says.wrong_variation());
      }
    }
    if (exercise.family() == Exercise.Family.MOBILITY) {
      put(limits, "timesPerDay", ranged(entered, "times", 1, mostTimes()));
    }
    return limits;
  }

  private Integer ranged(Entered entered, String field, int least, int most) {
    return entered.whole(field, least, most, outside(range(least, most)));
  }

  private static void put(Map<String, Object> limits, String name, Integer value) {
    if (value != null) {
      limits.put(name, value);
    }
  }
}
