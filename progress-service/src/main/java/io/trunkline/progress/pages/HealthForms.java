package io.trunkline.progress.pages;

import static io.trunkline.progress.pages.ActForm.field;

import io.trunkline.progress.pages.ActForm.Field;
import io.trunkline.progress.pages.ActForm.Option;
import io.trunkline.progress.pages.ActForm.Shape;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.Pause;
import io.trunkline.progress.wording.ActTexts;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The forms of what a coach writes down for others: a professional's go-ahead, and what an athlete
 * answered about their back.
 */
final class HealthForms {

  static final List<String> TROUBLES =
      List.of("injury", "herniation", "stenosis", "chronic", "mild");
  private static final List<String> LEVELS = List.of("beginner", "intermediate", "advanced");
  private static final String REGION = "region:";
  private static final String EXERCISE = "exercise:";
  private static final DateTimeFormatter TO_THE_MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm", Locale.ROOT);

  private final Act act;
  private final Ground ground;
  private final Answered before;
  private final Posted posted;
  private final ActTexts says;

  /**
   * About one athlete.
   *
   * @param before what the athlete answered, for the form that asks
   * @param posted empty where the form is opened
   */
  HealthForms(Act act, Ground ground, Answered before, Posted posted) {
    this.act = act;
    this.ground = ground;
    this.before = before;
    this.posted = posted;
    this.says = ground.says();
  }

  /**
   * A screening as it stands in the journal.
   *
   * @param revision 0 where nobody ever answered
   * @param body empty where there is none
   */
  record Answered(long revision, Map<String, Object> body) {}

  String lead() {
    return act == Act.CLEARANCE ? says.clearance_lead() : says.screening_lead();
  }

  List<Field> fields() {
    return act == Act.CLEARANCE ? ofClearance() : ofScreening();
  }

  private List<Field> ofClearance() {
    boolean opened = posted.id == null;
    return List.of(
        field(Shape.RADIO, "by", says.by(), "")
            .with(
                List.of(
                    by(History.Professional.PHYSICIAN, says.physician()),
                    by(History.Professional.PHYSIOTHERAPIST, says.physiotherapist())))
            .hint(says.by_hint()),
        field(Shape.SELECT, "scope", says.scope(), "").with(scopes()),
        field(
                Shape.MOMENT,
                "given",
                says.given(),
                opened ? TO_THE_MINUTE.format(ground.now()) : posted.given)
            .hint(says.given_hint())
            .mandatory(),
        field(Shape.DAY, "until", says.until(), posted.until).hint(says.until_clearance_hint()),
        field(Shape.TEXT, "note", says.said(), posted.note).hint(says.said_hint()));
  }

  private Option by(History.Professional who, String label) {
    return new Option(word(who), label, word(who).equals(posted.by));
  }

  private static String word(History.Professional who) {
    return who.name().toLowerCase(Locale.ROOT);
  }

  /** Where it hurts first, for that is what most go-aheads are for. */
  private List<Option> scopes() {
    Set<String> regions = new LinkedHashSet<>();
    ground.pauses().values().stream()
        .filter(Pause::stop)
        .map(Pause::region)
        .filter(Objects::nonNull)
        .forEach(regions::add);
    regions.add("lower-back");
    ground.pauses().values().stream()
        .map(Pause::region)
        .filter(Objects::nonNull)
        .forEach(regions::add);
    String chosen = posted.scope != null ? posted.scope : REGION + regions.iterator().next();
    List<Option> options = new ArrayList<>();
    regions.forEach(id -> options.add(option(REGION + id, ground.words().region(id), chosen)));
    for (Exercise each : ground.exercises()) {
      options.add(option(EXERCISE + each.id(), ground.words().exercise(each.id()), chosen));
    }
    options.add(option("", says.everything(), chosen));
    return options;
  }

  private static Option option(String value, String label, String chosen) {
    return new Option(value, label, value.equals(chosen));
  }

  private List<Field> ofScreening() {
    boolean opened = posted.id == null;
    List<String> told = opened ? told() : posted.history;
    String trouble =
        !opened ? posted.trouble : before.body().isEmpty() ? "" : told.isEmpty() ? "no" : "yes";
    String level = opened ? String.valueOf(before.body().get("experience")) : posted.experience;
    List<Option> levels = new ArrayList<>();
    levels.add(new Option("", says.not_asked(), false));
    LEVELS.forEach(each -> levels.add(option(each, says.level(each), level)));
    return List.of(
        field(Shape.RADIO, "trouble", says.trouble(), "")
            .with(
                List.of(
                    option("no", says.trouble_no(), trouble),
                    option("yes", says.trouble_yes(), trouble))),
        field(Shape.CHECKS, "history", says.history(), "")
            .with(
                TROUBLES.stream()
                    .map(each -> new Option(each, says.back_trouble(each), told.contains(each)))
                    .toList())
            .hint(says.history_hint()),
        field(Shape.SELECT, "experience", says.experience(), "").with(levels),
        field(Shape.TEXT, "note", says.screening_note(), posted.note)
            .hint(says.screening_note_hint()));
  }

  private List<String> told() {
    return before.body().get("backHistory") instanceof List<?> kinds
        ? kinds.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** What is to be recorded; what policy forbids is wrong here already. */
  Map<String, Object> read(Entered entered, OffsetDateTime opened) {
    return act == Act.CLEARANCE ? clearance(entered, opened) : screening(entered, opened);
  }

  private Map<String, Object> clearance(Entered entered, OffsetDateTime opened) {
    Map<String, Object> body = new LinkedHashMap<>();
    LocalDateTime given = entered.moment("given", posted.given);
    OffsetDateTime at = given == null ? opened : at(given, opened);
    if (at.isAfter(opened)) {
      entered.wrong("given", says.wrong_future());
    }
    body.put("grantedAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at));
    String by = Posted.clean(posted.by);
    if (ground.policy().stop().clearedBy().stream().noneMatch(who -> word(who).equals(by))) {
      entered.wrong("by", says.wrong_by());
    }
    body.put("by", by);
    String scope = Posted.clean(posted.scope);
    if (scope.startsWith(REGION)) {
      body.put("region", scope.substring(REGION.length()));
    } else if (scope.startsWith(EXERCISE)) {
      body.put("exercise", scope.substring(EXERCISE.length()));
    }
    LocalDate until = entered.until(posted.until, ground.today());
    if (until != null) {
      body.put("until", until.toString());
    }
    put(body, "note", entered.optional("note", posted.note));
    body.put("author", ground.author());
    return body;
  }

  /** As it was proposed it was given when the page was opened, to the second. */
  private OffsetDateTime at(LocalDateTime given, OffsetDateTime opened) {
    if (given.equals(opened.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES))) {
      return opened;
    }
    ZoneId zone = ground.facts().journal().zone();
    return given.atZone(zone).toOffsetDateTime();
  }

  private Map<String, Object> screening(Entered entered, OffsetDateTime opened) {
    Map<String, Object> body = new LinkedHashMap<>(before.body());
    body.put("answeredAt", DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(opened));
    List<String> history = TROUBLES.stream().filter(posted.history::contains).toList();
    String trouble = Posted.clean(posted.trouble);
    if (trouble.equals("no") && !history.isEmpty()) {
      entered.wrong("trouble", says.wrong_both());
    } else if (trouble.equals("yes") && history.isEmpty()) {
      entered.wrong("history", says.wrong_which());
    } else if (!trouble.equals("yes") && !trouble.equals("no")) {
      entered.wrong("trouble", says.wrong_trouble());
    } else if (!history.containsAll(told())) {
      entered.wrong("history", says.wrong_unsaid());
    }
    body.put("backHistory", history);
    body.remove("experience");
    String level = Posted.clean(posted.experience);
    if (LEVELS.contains(level)) {
      body.put("experience", level);
    }
    body.remove("note");
    put(body, "note", entered.optional("note", posted.note));
    body.put("author", ground.author());
    return body;
  }

  private static void put(Map<String, Object> body, String name, String text) {
    if (!text.isEmpty()) {
      body.put(name, text);
    }
  }
}
