package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;

/**
 * Everything known of one athlete, as facts with their own time and offset. The order of the lists
 * means nothing. If one entry appears more than once, its highest revision counts; deleted entries
 * are simply not here. Facts later than the moment asked about are invisible to the rules.
 *
 * @param screening null while unanswered
 */
public record History(
    String athlete,
    List<Session> sessions,
    List<Sensation> sensations,
    List<Clearance> clearances,
    Screening screening,
    List<Directive> directives) {

  public History {
    sessions = List.copyOf(sessions);
    sensations = List.copyOf(sensations);
    clearances = List.copyOf(clearances);
    directives = List.copyOf(directives);
  }

  /** Anything with an identity and a moment of its own. */
  public sealed interface Fact permits Session, Sensation, Clearance, Screening, Directive {
    /** Identity, for example {@code session/s1} at revision 2. */
    Ref ref();

    /** When it happened; its offset fixes the athlete's local day. */
    OffsetDateTime at();
  }

  /** An entry of the journal and its revision, written {@code session/s1@2}. */
  public record Ref(String entry, long revision) {
    @Override
    public String toString() {
      return entry + "@" + revision;
    }
  }

  /** What was done; {@code at} is the start of the session. */
  public record Session(Ref ref, OffsetDateTime at, List<Performed> exercises) implements Fact {
    public Session {
      exercises = List.copyOf(exercises);
    }
  }

  /**
   * One exercise of a session.
   *
   * @param variation as posted, or null
   * @param comfortable false: it felt merely uncomfortable; null when nothing was said
   */
  public record Performed(
      String exercise, String variation, Boolean comfortable, List<PerformedSet> sets) {
    public Performed {
      sets = List.copyOf(sets);
    }
  }

  /**
   * One set; null where nothing was posted. Zero repetitions are a failed set.
   *
   * @param rirTenths repetitions in reserve, in tenths
   */
  public record PerformedSet(
      Integer reps,
      Integer repsLeft,
      Integer repsRight,
      Load load,
      Integer holdSeconds,
      Integer rirTenths,
      Boolean formOk,
      boolean warmup) {}

  /** Kinds of sensation, as on the wire but upper case. */
  public enum Kind {
    PUMP,
    TIREDNESS,
    SORENESS,
    ACHE,
    DISCOMFORT,
    SHARP,
    PINCHING,
    UNUSUAL,
    WORSE;

    /** As it stands on the wire and in sentences. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was felt.
   *
   * @param region null when the athlete named none, which counts as every region
   * @param severity 0 to 10, or null when not given
   */
  public record Sensation(
      Ref ref,
      OffsetDateTime at,
      String region,
      Kind kind,
      Integer severity,
      String exercise,
      String session)
      implements Fact {}

  /** The professions whose go-ahead lifts a stop. */
  public enum Professional {
    PHYSICIAN,
    PHYSIOTHERAPIST
  }

  /**
   * A professional's go-ahead. Neither region nor exercise: for everything.
   *
   * @param until last local day it holds, or null
   * @param limits upper bounds that came with it
   */
  public record Clearance(
      Ref ref,
      OffsetDateTime at,
      Professional by,
      String region,
      String exercise,
      LocalDate until,
      Limits limits)
      implements Fact {}

  /**
   * What the athlete answered about their back.
   *
   * @param backHistory empty for none
   * @param unit preferred unit of load, or null
   */
  public record Screening(Ref ref, OffsetDateTime at, List<String> backHistory, Unit unit)
      implements Fact {
    public Screening {
      backHistory = List.copyOf(backHistory);
    }
  }

  /**
   * What a coach may direct: an upper bound, a plan position, the length of a rest, daily practice.
   */
  public enum Order {
    CEILING,
    POSITION,
    REST,
    DAILY
  }

  /**
   * A coach's directive. Neither exercise nor region: for everything.
   *
   * @param at from when
   * @param until last local day it holds, or null
   * @param report for {@code REST}: the one report meant, for example {@code sensation/p1}; null
   *     means every earlier report in {@code region}
   * @param days for {@code REST}: whole days, 7 to 14
   */
  public record Directive(
      Ref ref,
      OffsetDateTime at,
      Order type,
      String exercise,
      String region,
      Limits limits,
      String report,
      Integer days,
      LocalDate until,
      String author,
      String reason)
      implements Fact {}

  /** Upper bounds, or a position; null where it says nothing. */
  public record Limits(
      Integer sets,
      Integer reps,
      Load load,
      String variation,
      Integer holdSeconds,
      Integer timesPerDay) {
    /** Says nothing. */
    public static final Limits NONE = new Limits(null, null, null, null, null, null);
  }
}
