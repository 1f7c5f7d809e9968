package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Choice;
import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Option;
import io.trunkline.progress.pages.ActForm.Shape;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.NextWorkout;
import io.trunkline.progress.rules.Pause;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Unit;
import io.trunkline.progress.wording.ActTexts;
import io.trunkline.progress.wording.Texts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The forms of a coach's own word: a ceiling, where the plan stands, how long a rest is. */
final class DirectiveForms {

  /** In addresses and hidden fields: no exercise in particular. */
  private static final String ALL = "";

  private final Act act;
  private final Ground ground;
  private final Posted posted;
  private final Texts texts;
  private final ActTexts says;
  private final Exercise exercise;

  /**
   * About one athlete.
   *
   * @param posted empty where the form is opened
   */
  DirectiveForms(Act act, Ground ground, Posted posted) {
    this.act = act;
    this.ground = ground;
    this.posted = posted;
    this.texts = ground.words().texts();
    this.says = ground.says();
    this.exercise = chosen();
  }

  /** What was chosen; what is trained first where nothing was. */
  private Exercise chosen() {
    if (act == Act.REST || (act == Act.CEILING && ALL.equals(posted.exercise))) {
      return null;
    }
    Exercise known = ground.exerciseOrNull(posted.exercise);
    return known == null ? ground.exercises().stream().findFirst().orElse(null) : known;
  }

  String exercise() {
    return exercise == null ? ALL : exercise.id();
  }

  List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    if (act == Act.REST) {
      return choices;
    }
    String address = act.address(ground.athlete()) + "?exercise=";
    for (Exercise each : ground.exercises()) {
      choices.add(
          new Choice(
              ground.words().exercise(each.id()),
              address + each.id(),
              each.id().equals(exercise())));
    }
    if (act == Act.CEILING) {
      choices.add(new Choice(says.everything(), address, exercise == null));
    }
    return choices;
  }

  String lead() {
    return switch (act) {
      case POSITION -> says.position_lead();
      case REST -> aching().isEmpty() ? says.rest_none() : says.rest_lead();
      default -> says.ceiling_lead();
    };
  }

  /** What would be done next without this; empty where there is nothing to say. */
  String now() {
    Prescription dose = act == Act.REST ? null : advised();
    return dose == null ? "" : says.now(ground.words().dose(dose));
  }

  boolean sends() {
    return act == Act.REST ? !aching().isEmpty() : act == Act.CEILING || exercise != null;
  }

  List<Field> fields() {
    if (!sends()) {
      return List.of();
    }
    List<Field> fields = new ArrayList<>();
    if (act == Act.REST) {
      fields.add(field(Shape.RADIO, "report", says.report(), posted.report).with(reports()));
      fields.add(
          field(Shape.WHOLE, "days", says.days(), posted.days)
              .in(says.unit_days())
              .hint(says.days_hint())
              .mandatory());
    } else {
      limits(fields);
      if (act == Act.CEILING) {
        fields.add(field(Shape.DAY, "until", says.until(), posted.until).hint(says.until_hint()));
      }
    }
    fields.add(
        field(Shape.TEXT, "reason", says.reason(), posted.reason)
            .hint(says.reason_hint())
            .mandatory());
    return fields;
  }

  private void limits(List<Field> fields) {
    boolean opened = posted.id == null;
    Prescription dose = act == Act.POSITION && opened ? advised() : null;
    if (mostSets() > 1) {
      fields.add(
          ranged(
              "sets",
              texts.sets(),
              dose == null ? posted.sets : String.valueOf(dose.sets()),
              1,
              mostSets()));
    }
    if (exercise == null || !timed()) {
      fields.add(
          ranged(
              "reps",
              exercise != null && exercise.perSide() ? says.reps_side() : texts.reps(),
              dose == null ? posted.reps : text(dose.reps()),
              exercise == null ? 0 : exercise.reps().min(),
              exercise == null ? 0 : exercise.reps().max()));
    }
    if (exercise == null) {
      return;
    }
    if (exercise.load() != null) {
      fields.add(
          field(
                  Shape.DECIMAL,
                  "load",
                  bounded(texts.load()),
                  dose == null || dose.load() == null
                      ? posted.load
                      : dose.load().value().stripTrailingZeros().toPlainString())
              .in(ground.unit().symbol())
              .hint(loadHint()));
    }
    if (exercise.holdSeconds() != null) {
      fields.add(
          ranged(
                  "hold",
                  texts.hold(),
                  dose == null ? posted.hold : text(dose.holdSeconds()),
                  exercise.holdSeconds().min(),
                  exercise.holdSeconds().max())
              .in(says.unit_seconds()));
    }
    if (ladder().size() > 1) {
      fields.add(
          field(Shape.SELECT, "variation", bounded(texts.variation()), "")
              .with(rungs(dose == null ? posted.variation : dose.variation())));
    }
    if (exercise.family() == Exercise.Family.MOBILITY) {
      fields.add(
          ranged(
              "times",
              texts.times(),
              dose == null ? posted.times : String.valueOf(dose.timesPerDay()),
              1,
              mostTimes()));
    }
  }

  private static String text(Integer number) {
    return number == null ? "" : number.toString();
  }

  /** The dose advised now, or on the next day there is one. */
  private Prescription advised() {
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

  /** Without a greatest, without a range to tell. */
  private Field ranged(String name, String label, String value, int least, int most) {
    return field(Shape.WHOLE, name, bounded(label), value)
        .hint(most == 0 ? "" : says.range(String.valueOf(least), String.valueOf(most)));
  }

  private String bounded(String label) {
    return act == Act.CEILING ? says.at_most(label) : label;
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
      options.add(new Option(each.id(), each.name(), each.id().equals(chosen)));
    }
    return options;
  }

  private Map<String, Pause> aching() {
    Map<String, Pause> aching = new LinkedHashMap<>(ground.pauses());
    aching.values().removeIf(Pause::stop);
    return aching;
  }

  private List<Option> reports() {
    List<Option> options = new ArrayList<>();
    Map<String, Pause> aching = aching();
    aching.forEach(
        (entry, pause) ->
            options.add(
                new Option(
                    entry,
                    says.resting(
                        ground.told(entry, pause),
                        ground.words().near(pause.until(), ground.today())),
                    aching.size() == 1 || entry.equals(posted.report))));
    return options;
  }

  /** What is to be recorded; what policy forbids is wrong here already. */
  Map<String, Object> read(Entered entered, String from) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", act.word());
    if (act == Act.REST) {
      rest(entered, body);
    } else {
      Map<String, Object> limits = readLimits(entered);
      if (limits.isEmpty() && entered.wrongs().isEmpty()) {
        entered.wrong(fields().get(0).name(), says.wrong_no_limit());
      }
      body.put("limits", limits);
      if (exercise != null) {
        body.put("exercise", exercise.id());
      }
    }
    body.put("from", from);
    LocalDate until = act == Act.CEILING ? entered.until(posted.until, ground.today()) : null;
    if (until != null) {
      body.put("until", until.toString());
    }
    body.put("reason", entered.text("reason", posted.reason, says.wrong_reason()));
    body.put("author", ground.author());
    return body;
  }

  private void rest(Entered entered, Map<String, Object> body) {
    String report = Posted.clean(posted.report);
    Pause pause = ground.pauses().get(report);
    if (pause == null) {
      entered.wrong("report", says.wrong_report());
    } else if (pause.stop()) {
      entered.wrong("report", says.wrong_stop());
    }
    int least = ground.policy().rest().shortDays();
    int most = ground.policy().rest().longDays();
    String why = says.wrong_days(String.valueOf(least), String.valueOf(most));
    Integer days = entered.whole("days", posted.days, least, most, why);
    if (days == null && Posted.clean(posted.days).isEmpty()) {
      entered.wrong("days", why);
    }
    body.put("report", report);
    body.put("days", days);
  }

  private Map<String, Object> readLimits(Entered entered) {
    Map<String, Object> limits = new LinkedHashMap<>();
    put(limits, "sets", ranged(entered, "sets", posted.sets, 1, mostSets()));
    if (exercise == null) {
      put(limits, "reps", ranged(entered, "reps", posted.reps, 1, 100));
      return limits;
    }
    if (!timed()) {
      put(
          limits,
          "reps",
          ranged(entered, "reps", posted.reps, exercise.reps().min(), exercise.reps().max()));
    }
    BigDecimal load = exercise.load() == null ? null : entered.decimal("load", posted.load);
    if (load != null) {
      if (load.signum() < 0 && exercise.load().sense() == Exercise.Sense.ADDED) {
        entered.wrong("load", says.wrong_negative());
      }
      Unit unit = "lb".equals(posted.unit) ? Unit.LB : Unit.KG;
      Map<String, Object> quantity = new LinkedHashMap<>();
      quantity.put("value", load);
      quantity.put("unit", unit.symbol());
      limits.put("load", quantity);
    }
    if (exercise.holdSeconds() != null) {
      put(
          limits,
          "holdSeconds",
          ranged(
              entered,
              "hold",
              posted.hold,
              exercise.holdSeconds().min(),
              exercise.holdSeconds().max()));
    }
    String variation = Posted.clean(posted.variation);
    if (!variation.isEmpty()) {
      Set<String> known = Set.copyOf(ladder().stream().map(Exercise.Variation::id).toList());
      if (known.contains(variation)) {
        limits.put("variation", variation);
      } else {
        entered.wrong("variation", says.wrong_variation());
      }
    }
    if (exercise.family() == Exercise.Family.MOBILITY) {
      put(limits, "timesPerDay", ranged(entered, "times", posted.times, 1, mostTimes()));
    }
    return limits;
  }

  /** Outside the catalogue's range a limit would not do what it says. */
  private Integer ranged(Entered entered, String field, String typed, int least, int most) {
    return entered.whole(
        field,
        typed,
        least,
        most,
        act == Act.CEILING
            ? says.wrong_ceiling(String.valueOf(least), String.valueOf(most))
            : says.wrong_position(String.valueOf(least), String.valueOf(most)));
  }

  private static void put(Map<String, Object> limits, String name, Integer value) {
    if (value != null) {
      limits.put(name, value);
    }
  }
}
