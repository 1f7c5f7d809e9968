package io.trunkline.progress.rules;

import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Professional;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Every constant of the rules that is not a fact of one exercise, in one immutable value per
 * version. Names follow the policy file: the component {@code rest.shortDays()} is the constant
 * {@code rest.shortDays}. Days are whole local days, percentages whole percent.
 *
 * @param version name an answer carries, for example {@code sources-1}
 * @param articles title and publisher by tag, for example {@code BE}
 */
public record Policy(
    String version,
    SortedMap<String, String> articles,
    Rest rest,
    Stop stop,
    Feeling feeling,
    Clear clear,
    Frequency freq,
    Hard hard,
    Sets sets,
    Step step,
    Map<Unit, BigDecimal> increment,
    Rotation rotation,
    Return returning,
    Layoff layoff,
    Reduce reduce,
    Regain regain,
    Quality quality,
    Sides sides,
    Ceiling ceiling) {

  public Policy {
    articles = Collections.unmodifiableSortedMap(new TreeMap<>(articles));
    increment = Collections.unmodifiableMap(new EnumMap<>(increment));
  }

  /**
   * How long an ache rests.
   *
   * @param shortMaxSeverity highest severity that earns the short rest
   * @param recurrenceFromDays another report this many days before, or more, makes it long
   * @param recurrenceToDays and this many days before at most
   * @param countWholeDays whole days after the day of the report: one more date
   * @param stabiliserMinSeverity from here on (or unknown) a stabilising region rests too
   */
  public record Rest(
      int shortDays,
      int longDays,
      int shortMaxSeverity,
      int recurrenceFromDays,
      int recurrenceToDays,
      boolean countWholeDays,
      int stabiliserMinSeverity,
      int unknownSeverityDays,
      Set<Kind> kinds) {}

  /** What stops, and who may lift it. */
  public record Stop(Set<Kind> kinds, int minSeverity, Set<Professional> clearedBy) {}

  /** Sensations that change nothing, and those that only hold. */
  public record Feeling(Set<Kind> ignored, Set<Kind> hold) {}

  /** Back history that needs a professional first. */
  public record Clear(Set<String> history, boolean unansweredPrescribes) {}

  /** How often; {@code minDaysBetween} and the daily setting's bound on sets. */
  public record Frequency(
      int strengthPer7Days,
      int rotationPerDayMin,
      int rotationPerDayMax,
      int minDaysBetween,
      int dailyMaxSets) {}

  /** When a session was hard enough for a week. */
  public record Hard(int days, int sets, int setsAtZeroReserve) {}

  /** Sets no exercise goes beyond, the fewest of a full dose, and those of a start. */
  public record Sets(int min, int max, int start) {}

  /** What earns a step, its size and its spacing. */
  public record Step(
      int sessionsAtTop, int maxPercent, int spacingDays, int addWeightSessionsAtTop) {}

  /** What earns a step of a rotation. */
  public record Rotation(int metSessions, int minDays) {}

  /**
   * The comeback.
   *
   * @param percents of load and sets, one per step
   * @param assistIncrements increments of more assistance, one per step
   * @param easierVariationBelowStep a ladder goes one rung down below this step
   */
  public record Return(
      List<Integer> percents,
      int stepDays,
      int quietDays,
      int easierVariationBelowStep,
      List<Integer> assistIncrements) {}

  /**
   * After a break; bands begin on the day after each of {@code afterDays}, the last starts again.
   *
   * @param percents of load, one per band but the last
   */
  public record Layoff(
      List<Integer> afterDays,
      List<Integer> percents,
      List<Integer> assistIncrements,
      int maxSets,
      int easierVariationAfterDays) {}

  /** After misses in a row: by how much the load falls. */
  public record Reduce(int afterMisses, int percent) {}

  /** The way back to what was once lifted. */
  public record Regain(int minSets, int targetPercent, int stepPercent, int lookbackDays) {}

  /** Reserve that forbids a step, in tenths of a repetition. */
  public record Quality(int reserveVetoTenths) {}

  /** When sides are unequal enough to tell the coach. */
  public record Sides(int differencePercent, int sessions) {}

  /** The slow lowering named at the top of a ladder. */
  public record Ceiling(int tempoSecondsMin, int tempoSecondsMax) {}
}
