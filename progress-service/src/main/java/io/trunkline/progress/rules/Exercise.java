package io.trunkline.progress.rules;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the rules need to know of one catalogue entry. Lists keep the catalogue's order; {@code
 * null} means that the entry has no such axis or states no such fact.
 *
 * @param id catalogue id, for example {@code back-extension}
 * @param origin whether the articles name the exercise or Trunkline added it beside them
 * @param kin shared family id of exercises that are executions of one movement, or null
 * @param sets working sets of a full dose
 * @param reps repetitions a set, per side where {@code perSide}; null where a set is one hold
 * @param holdSeconds seconds held, per repetition where there are {@code reps}; null without a hold
 * @param frequency how often at most; null where the catalogue is silent
 * @param start the dose of somebody who never did the exercise
 * @param load null without external load
 * @param variations easiest first; ranked ones have a difficulty, exactly one is the default
 * @param regions strongest role per region; empty means unmapped, which counts as every region
 * @param goAheadForEveryone where it is said that everybody needs a professional's go-ahead first,
 *     with or without back history; null where that is not said
 * @param retired still known for old sessions, never offered as an alternate
 */
public record Exercise(
    String id,
    String name,
    Origin origin,
    Family family,
    String kin,
    Range sets,
    Range reps,
    boolean perSide,
    Range holdSeconds,
    Frequency frequency,
    Start start,
    LoadAxis load,
    List<Variation> variations,
    SortedMap<String, Role> regions,
    List<Relation> relations,
    Evidence goAheadForEveryone,
    boolean retired) {

  public Exercise {
    variations = List.copyOf(variations);
    regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    relations = List.copyOf(relations);
    if (reps == null && holdSeconds == null) {
      throw new IllegalArgumentException(id + " has neither repetitions nor a hold");
    }
  }

  /** Named by the articles, or complementary. */
  public enum Origin {
    SOURCES,
    TRUNKLINE
  }

  /** How an exercise is made harder. */
  public enum Family {
    LOADED,
    LADDER,
    MOBILITY,
    BARBELL
  }

  /** How much an exercise asks of a region. */
  public enum Role {
    PRIMARY,
    SECONDARY,
    STABILISER
  }

  /** Whether more on the load axis is added weight or less assistance. */
  public enum Sense {
    ADDED,
    ASSISTING
  }

  /** The span a frequency counts in: local days. */
  public enum Per {
    DAY,
    WEEK
  }

  /**
   * Where a fact comes from: article lines such as {@code BE:114}, and references that are not
   * articles. Both empty: Trunkline's choice.
   */
  public record Evidence(List<String> cites, List<String> external) {
    /** Neither an article nor a reference says it. */
    public static final Evidence CHOICE = new Evidence(List.of(), List.of());

    public Evidence {
      cites = List.copyOf(cites);
      external = List.copyOf(external);
    }
  }

  /** An inclusive range. */
  public record Range(int min, int max, Evidence evidence) {
    public Range {
      if (min > max) {
        throw new IllegalArgumentException("range " + min + " to " + max);
      }
    }
  }

  /** At most {@code max} (and at least {@code min}) sessions per day or week. */
  public record Frequency(int min, int max, Per per, Evidence evidence) {}

  /** Sets of the first dose. */
  public record Start(int sets, Evidence evidence) {}

  /**
   * The load axis.
   *
   * @param startGrams load of the first dose, negative for assistance
   * @param increments smallest step in each unit, in that unit, exact
   * @param addWeightBeyondReps repetitions past which bodyweight earns weight, or null
   */
  public record LoadAxis(
      Sense sense,
      long startGrams,
      Map<Unit, BigDecimal> increments,
      Integer addWeightBeyondReps,
      Evidence evidence) {
    public LoadAxis {
      increments = Collections.unmodifiableMap(new EnumMap<>(increments));
    }
  }

  /**
   * One way to do the exercise.
   *
   * @param difficulty ordinal within this exercise, 1 the easiest; null for ways no rule chooses
   * @param byDefault the one meant when nobody says
   * @param coachOnly only with a coach's opt-in
   */
  public record Variation(
      String id,
      String name,
      Integer difficulty,
      boolean byDefault,
      boolean coachOnly,
      Evidence evidence) {}

  /** An edge of the alternatives graph, for example {@code ALTERNATIVE} to {@code good-morning}. */
  public record Relation(String relation, String to, int order, Evidence evidence) {}
}
