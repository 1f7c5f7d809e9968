package io.trunkline.progress.wording;

import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Notice;
import io.trunkline.progress.rules.Recommendation.Phase;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Recommendation.Quantity;
import io.trunkline.progress.rules.Unit;
import io.trunkline.progress.series.Series;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sentences about athletes in one language. */
public final class Words {

  private static final String ISO = "yyyy-MM-dd";

  private final Texts texts;
  private final ActTexts acting;
  private final Map<String, String> catalogue;
  private final Locale locale;
  private final Locale days;
  private final Unit unit;
  private final boolean isoDays;
  private final DateTimeFormatter day;
  private final DateTimeFormatter dayAndYear;
  private final DateTimeFormatter whole;

  Words(
      Texts texts,
      ActTexts acting,
      Map<String, String> catalogue,
      Locale asked,
      Unit unit,
      boolean isoDays) {
    this.texts = texts;
    this.acting = acting;
    this.catalogue = catalogue;
    this.locale = asked.getLanguage().equals("de") ? Locale.GERMANY : Locale.UK;
    this.days = asked.getCountry().isEmpty() ? locale : asked;
    this.unit = unit;
    this.isoDays = isoDays;
    boolean monthFirst = asked.equals(Locale.US);
    String number = german() ? "d. MMM" : monthFirst ? "MMM d" : "d MMM";
    String comma = monthFirst ? "," : "";
    this.day = DateTimeFormatter.ofPattern(isoDays ? ISO : "EEE" + comma + " " + number, days);
    this.dayAndYear = DateTimeFormatter.ofPattern(isoDays ? ISO : number + comma + " yyyy", days);
    this.whole =
        DateTimeFormatter.ofPattern(
            isoDays ? "EEEE, " + ISO : "EEEE, " + number.replace("MMM", "MMMM"), days);
  }

  /** The same words with weights in the unit they were entered in. */
  public Words asEntered() {
    return new Words(texts, acting, catalogue, days, null, isoDays);
  }

  /** Of the texts. */
  public Locale locale() {
    return locale;
  }

  /** Of days and numbers, with its country. */
  public Locale days() {
    return days;
  }

  /** Its weekday too while that says something: in the same year. */
  public String day(LocalDate date, LocalDate today) {
    boolean near = Math.abs(date.toEpochDay() - today.toEpochDay()) < 180;
    return (near ? day : dayAndYear).format(date);
  }

  /** A name for people; an id nobody knows stands for itself. */
  public String exercise(String id) {
    return texts.exercise(id);
  }

  /** Where it was felt; nothing named means everywhere. */
  public String region(String id) {
    return id == null ? texts.whole_body() : texts.region(id);
  }

  /** For example {@code Ache 3/10}. */
  public String felt(Kind kind, Integer severity) {
    String word =
        switch (kind) {
          case PUMP -> texts.felt_pump();
          case TIREDNESS -> texts.felt_tiredness();
          case SORENESS -> texts.felt_soreness();
          case ACHE -> texts.felt_ache();
          case DISCOMFORT -> texts.felt_discomfort();
          case SHARP -> texts.felt_sharp();
          case PINCHING -> texts.felt_pinching();
          case UNUSUAL -> texts.felt_unusual();
          case WORSE -> texts.felt_worse();
        };
    return severity == null ? word : texts.felt_of_ten(word, String.valueOf(severity));
  }

  /** One or two words for what is needed. */
  public String label(Need.Sort sort) {
    return switch (sort) {
      case STOPPED -> texts.label_stopped();
      case ACHE -> texts.label_ache();
      case REST_ENDING -> texts.label_rest_ending();
      case FORM_CHECK -> texts.label_form_check();
      case CLEARANCE -> texts.label_clearance();
      case SCREENING -> texts.label_screening();
      case STALLED -> texts.label_stalled();
      case TOO_MUCH -> texts.label_too_much();
      case SILENT -> texts.label_silent();
    };
  }

  /** What a person should do about it. */
  public String todo(Need need, LocalDate today) {
    String on = day(need.day(), today);
    String where = region(need.region());
    return switch (need.sort()) {
      case STOPPED -> texts.todo_stopped(felt(need.felt(), need.severity()), where, on);
      case ACHE -> texts.todo_ache(felt(need.felt(), need.severity()), where, on);
      case REST_ENDING ->
          need.day().isAfter(today)
              ? texts.todo_rest_ending(where, on)
              : texts.todo_rest_over(where);
      case FORM_CHECK ->
          need.exercise() == null
              ? texts.todo_form_return(where)
              : texts.todo_form(exercise(need.exercise()), on);
      case CLEARANCE -> texts.todo_clearance();
      case SCREENING -> texts.todo_screening();
      case STALLED -> texts.todo_stalled(exercise(need.exercise()), on);
      case TOO_MUCH -> texts.todo_too_much(exercise(need.exercise()), on);
      case SILENT -> texts.todo_silent(on);
    };
  }

  /** The texts behind the sentences. */
  public Texts texts() {
    return texts;
  }

  /** The texts of forms, and of what they led to. */
  public ActTexts acting() {
    return acting;
  }

  /** With its weekday in full. */
  public String longDay(LocalDate date) {
    return whole.format(date);
  }

  /** Today, or a day. */
  public String near(LocalDate date, LocalDate today) {
    return date.equals(today) ? texts.today() : day(date, today);
  }

  public String advice(Advice advice) {
    return switch (advice) {
      case TRAIN -> texts.advice_train();
      case WAIT -> texts.advice_wait();
      case REST -> texts.advice_rest();
      case STOP -> texts.advice_stop();
      case CLEARANCE_NEEDED -> texts.advice_clearance_needed();
      case UNKNOWN_EXERCISE -> texts.advice_unknown_exercise();
    };
  }

  /** Empty for null, which an exercise nobody knows has. */
  public String phase(Phase phase) {
    if (phase == null) {
      return "";
    }
    return switch (phase) {
      case NEW -> texts.phase_new();
      case BUILDING -> texts.phase_building();
      case HOLDING -> texts.phase_holding();
      case RESTING -> texts.phase_resting();
      case RETURNING -> texts.phase_returning();
      case STOPPED -> texts.phase_stopped();
    };
  }

  /** For example {@code 3 × 12}. */
  public String setsAndReps(Prescription dose) {
    return isHold(dose.reps(), dose.holdSeconds())
        ? dose.sets() + " × " + dose.holdSeconds() + " s"
        : dose.sets() + " × " + dose.reps();
  }

  /** A set that is one hold is counted in seconds. */
  private static boolean isHold(Integer reps, Integer seconds) {
    return reps == null || (reps == 1 && seconds != null);
  }

  /** In the unit it has, by the habits of the language; nothing for null. */
  public String load(Quantity load) {
    if (load == null) {
      return "";
    }
    return switch (load.value().signum()) {
      case 0 -> texts.bodyweight();
      case -1 -> texts.assisted(quantity(new Quantity(load.value().negate(), load.unit())));
      default -> quantity(load);
    };
  }

  /** As {@link #load(Quantity)}, of a number as the catalogue has it. */
  public String load(BigDecimal value, String entered) {
    return load(new Quantity(value, entered));
  }

  /**
   * For example {@code 22.5 kg}; in another unit than it was entered in {@code ≈ 49.6 lb (22.5
   * kg)}, rounded to a tenth.
   */
  public String quantity(Quantity quantity) {
    return differs(quantity.unit())
        ? "≈ " + written(read(quantity)) + " (" + written(quantity) + ")"
        : written(quantity);
  }

  /** Exactly as it is, whatever somebody likes to read. */
  public String written(Quantity quantity) {
    return decimal(quantity.value()) + " " + quantity.unit();
  }

  /** For example {@code 22.5}. */
  public String decimal(BigDecimal number) {
    String value = number.stripTrailingZeros().toPlainString();
    return german() ? value.replace('.', ',') : value;
  }

  /** A sum of many loads, in whole numbers of one unit: kilograms unless another is liked. */
  public String total(long grams) {
    Unit of = unit == null ? Unit.KG : unit;
    BigDecimal whole = BigDecimal.valueOf(grams).divide(of.grams(), 0, RoundingMode.HALF_UP);
    return String.format(days, "%,d", whole.toBigIntegerExact()) + " " + of.symbol();
  }

  /** In the unit that is liked, rounded to a tenth; as it is where that is its own. */
  public Quantity read(Quantity quantity) {
    if (!differs(quantity.unit())) {
      return quantity;
    }
    BigDecimal grams = quantity.value().multiply(Unit.of(quantity.unit()).grams());
    return new Quantity(grams.divide(unit.grams(), 1, RoundingMode.HALF_UP), unit.symbol());
  }

  /** The unit something is read in; null where it has none. */
  public String unit(String entered) {
    return entered == null || unit == null ? entered : unit.symbol();
  }

  private boolean differs(String entered) {
    return unit != null && !unit.symbol().equals(entered);
  }

  /** A dose in one line. */
  public String dose(Prescription dose) {
    String load = load(dose.load());
    return setsAndReps(dose) + (load.isEmpty() ? "" : " · " + load);
  }

  /** What is not said by sets, repetitions and load. */
  public List<String> rest(Prescription dose, Exercise exercise) {
    List<String> parts = new ArrayList<>();
    if (dose.perSide()) {
      parts.add(texts.per_side());
    }
    if (dose.holdSeconds() != null && !isHold(dose.reps(), dose.holdSeconds())) {
      parts.add(texts.hold_for(String.valueOf(dose.holdSeconds())));
    }
    if (dose.variation() != null && exercise != null && exercise.variations().size() > 1) {
      parts.add(variation(dose.variation(), exercise));
    }
    if (dose.timesPerDay() > 1) {
      parts.add(texts.times_a_day(String.valueOf(dose.timesPerDay())));
    }
    return parts;
  }

  /** A text of the catalogue, in English where this language has none for it. */
  public Phrase catalogue(String english) {
    String known = catalogue.get(english);
    return known == null ? new Phrase(english, "en") : new Phrase(known, locale.getLanguage());
  }

  /** The catalogue's name of a variation, or its id. */
  public String variation(String id, Exercise exercise) {
    return exercise.variations().stream()
        .filter(one -> one.id().equals(id))
        .map(one -> catalogue(one.name()).text())
        .findFirst()
        .orElse(id);
  }

  /** What was done in a session, in one line. */
  public String done(Series.Point point) {
    String reps =
        point.holdSeconds() != null && isHold(point.reps(), point.holdSeconds())
            ? point.holdSeconds() + " s"
            : point.reps() == null ? "–" : String.valueOf(point.reps());
    String load = load(point.load());
    return point.sets() + " × " + reps + (load.isEmpty() ? "" : " · " + load);
  }

  /** A decision in one line. */
  public String told(Recommendation told) {
    return told.prescription() == null
        ? advice(told.advice())
        : advice(told.advice()) + " · " + dose(told.prescription());
  }

  /** What a rule says. */
  public String rule(String id) {
    return texts.rule(family(id));
  }

  /** What would change what a rule says; empty where nothing is to be said. */
  public String change(String id) {
    return texts.change(family(id));
  }

  private static String family(String id) {
    return id.startsWith("C-RETURN-") ? "C-RETURN" : id;
  }

  /** The rules' own sentence about this athlete, which they have in English only. */
  public String own(String text) {
    return german() ? "" : text;
  }

  /** A remark. */
  public String notice(Notice notice) {
    if (!german()) {
      return notice.text();
    }
    String text = texts.notice(family(notice.rule()));
    return text.isEmpty() ? rule(notice.rule()) : text;
  }

  /** A field of an answer. */
  public String field(String wire) {
    return switch (wire) {
      case "sets" -> texts.sets();
      case "reps" -> texts.reps();
      case "load" -> texts.load();
      case "variation" -> texts.variation();
      case "holdSeconds" -> texts.hold();
      case "timesPerDay" -> texts.times();
      case "earliest" -> texts.earliest();
      case "advice" -> texts.advice();
      default -> wire;
    };
  }

  /** Which side is weaker by more than {@code percent} of the stronger; empty for none. */
  public String unequal(Integer left, Integer right, int percent) {
    if (left == null || right == null || Math.max(left, right) == 0) {
      return "";
    }
    int difference = Math.abs(left - right) * 100 / Math.max(left, right);
    if (difference <= percent) {
      return "";
    }
    return texts.weaker(left < right ? texts.left() : texts.right(), String.valueOf(difference));
  }

  /** From the word on the wire. */
  public Kind kind(String word) {
    return Kind.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private boolean german() {
    return locale.getLanguage().equals("de");
  }
}
