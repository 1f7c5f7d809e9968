package io.trunkline.progress.rules;

import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Professional;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Screening;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One athlete's facts, told in days from a Monday: sessions at six in the evening, what was felt at
 * seven, what others said at eight, questions at nine.
 */
final class Story {

  static final OffsetDateTime MONDAY = OffsetDateTime.parse("2026-01-05T00:00:00+01:00");

  private static final Pattern SETS =
      Pattern.compile("(\\d+)x(\\d+)(?:@(-?[0-9.]+)(kg|lb)?)?((?: [a-z].*)?)");

  private final List<Session> sessions = new ArrayList<>();
  private final List<Sensation> sensations = new ArrayList<>();
  private final List<Clearance> clearances = new ArrayList<>();
  private final List<Directive> directives = new ArrayList<>();
  private Screening screening;
  private int ids;

  static LocalDate day(int day) {
    return MONDAY.toLocalDate().plusDays(day);
  }

  static OffsetDateTime evening(int day) {
    return MONDAY.plusDays(day).plusHours(21);
  }

  /** A session of one exercise, for example {@code 3x12@20 badform rir0 hands-behind-head}. */
  Story did(int day, String exercise, String sets) {
    Matcher m = SETS.matcher(sets);
    if (!m.matches()) {
      throw new IllegalArgumentException(sets);
    }
    String[] words = m.group(5).strip().split(" +", -1);
    PerformedSet set = set(Integer.parseInt(m.group(2)), m.group(3), m.group(4), words);
    Performed performed =
        new Performed(
            exercise,
            variation(words),
            has(words, "uncomfortable") ? Boolean.FALSE : null,
            Collections.nCopies(Integer.parseInt(m.group(1)), set));
    return session(day, performed);
  }

  Story session(int day, Performed... performed) {
    Ref ref = new Ref("session/s" + ++ids, 1);
    sessions.add(new Session(ref, MONDAY.plusDays(day).plusHours(18), List.of(performed)));
    return this;
  }

  private static PerformedSet set(int reps, String load, String unit, String[] words) {
    Load carried =
        load == null
            ? null
            : new Load(new BigDecimal(load), unit == null ? Unit.KG : Unit.of(unit));
    Integer hold = null;
    for (String word : words) {
      hold = word.startsWith("hold") ? Integer.valueOf(word.substring(4)) : hold;
    }
    return new PerformedSet(
        reps,
        null,
        null,
        carried,
        hold,
        has(words, "rir0") ? 0 : null,
        has(words, "badform") ? Boolean.FALSE : null,
        has(words, "warmup"));
  }

  private static boolean has(String[] words, String word) {
    return List.of(words).contains(word);
  }

  private static String variation(String[] words) {
    for (String word : words) {
      if (word.contains("-") || word.equals("standard")) {
        return word;
      }
    }
    return null;
  }

  Story felt(int day, String kind, Integer severity, String region) {
    return felt(day, kind, severity, region, null);
  }

  Story felt(int day, String kind, Integer severity, String region, String exercise) {
    Ref ref = new Ref("sensation/p" + ++ids, 1);
    Kind felt = Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    sensations.add(
        new Sensation(
            ref, MONDAY.plusDays(day).plusHours(19), region, felt, severity, exercise, null));
    return this;
  }

  Story cleared(int day, String region, String exercise) {
    return cleared(day, region, exercise, null);
  }

  Story cleared(int day, String region, String exercise, LocalDate until) {
    Ref ref = new Ref("clearance/c" + ++ids, 1);
    clearances.add(
        new Clearance(
            ref,
            MONDAY.plusDays(day).plusHours(20),
            Professional.PHYSIOTHERAPIST,
            region,
            exercise,
            until,
            Limits.NONE));
    return this;
  }

  Story screened(int day, String... history) {
    return screened(day, null, history);
  }

  Story screened(int day, Unit unit, String... history) {
    Ref ref = new Ref("screening/screening", 1);
    screening = new Screening(ref, MONDAY.plusDays(day), List.of(history), unit);
    return this;
  }

  Story directed(int day, Order type, String exercise, Limits limits) {
    return directed(day, type, exercise, limits, null, null, null);
  }

  Story rested(int day, String region, int days) {
    return directed(day, Order.REST, null, Limits.NONE, region, days, null);
  }

  Story directed(
      int day,
      Order type,
      String exercise,
      Limits limits,
      String region,
      Integer days,
      LocalDate until) {
    Ref ref = new Ref("directive/d" + ++ids, 1);
    directives.add(
        new Directive(
            ref,
            MONDAY.plusDays(day).plusHours(20),
            type,
            exercise,
            region,
            limits,
            null,
            days,
            until,
            "coach",
            "because"));
    return this;
  }

  History history() {
    return new History("a-17", sessions, sensations, clearances, screening, directives);
  }

  Recommendation ask(int day, String exercise) {
    return Recommender.recommend(history(), Gym.CATALOGUE, Gym.POLICY, exercise, evening(day));
  }

  /** 3x10, 3x11 and 3x12 back extensions with 20 kg, a week apart. */
  static Story threeWeeks() {
    return new Story()
        .did(0, "back-extension", "3x10@20")
        .did(7, "back-extension", "3x11@20")
        .did(14, "back-extension", "3x12@20");
  }
}
