package io.trunkline.progress.rules;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * One exercise's next dose with its reasons. The components stand in the order of the wire.
 *
 * @param earliest first local day something may be done; null when time alone does not decide
 * @param step 0 to 3 while returning after an ache, else null
 * @param prescription what may be done on the day of {@code at}; null on anything but TRAIN
 * @param preview on WAIT and REST the dose {@code earliest} would start with; else null
 * @param silent ids of the rules that were asked and did not bind
 * @param inputs {@code sha256:} and the digest of the facts used
 */
public record Recommendation(
    String athlete,
    String exercise,
    OffsetDateTime at,
    Advice advice,
    Phase phase,
    LocalDate earliest,
    Integer step,
    Prescription prescription,
    Prescription preview,
    List<Because> because,
    List<String> silent,
    List<Notice> notices,
    List<Alternate> alternates,
    String policy,
    long catalogue,
    String inputs) {

  public Recommendation {
    because = List.copyOf(because);
    silent = List.copyOf(silent);
    notices = List.copyOf(notices);
    alternates = List.copyOf(alternates);
  }

  /** What to do on the day asked about. */
  public enum Advice {
    TRAIN,
    WAIT,
    REST,
    STOP,
    CLEARANCE_NEEDED,
    UNKNOWN_EXERCISE
  }

  /** A label for people, computed last; nothing branches on it. */
  public enum Phase {
    NEW,
    BUILDING,
    HOLDING,
    RESTING,
    RETURNING,
    STOPPED
  }

  /**
   * A dose.
   *
   * @param reps per side where {@code perSide}; null where a set is one hold
   * @param repRange lowest and highest of the catalogue, or null with {@code reps}
   * @param load null without a load axis, 0 at bodyweight, negative for assistance
   */
  public record Prescription(
      int sets,
      Integer reps,
      List<Integer> repRange,
      Quantity load,
      String variation,
      Integer difficulty,
      Integer holdSeconds,
      boolean perSide,
      int timesPerDay) {}

  /** An exact decimal and {@code kg} or {@code lb}. */
  public record Quantity(BigDecimal value, String unit) {}

  /**
   * Why: one rule, the fields it alone decides, the facts it saw and where it comes from. A rule
   * with neither sources nor external references says in its text that it is Trunkline's choice.
   */
  public record Because(
      String rule,
      List<String> binds,
      List<String> facts,
      List<Source> sources,
      List<String> external,
      String text) {
    public Because {
      binds = List.copyOf(binds);
      facts = List.copyOf(facts);
      sources = List.copyOf(sources);
      external = List.copyOf(external);
    }
  }

  /** A line of an article: {@code BE:164} and the article's title. */
  public record Source(String cite, String title) {}

  /** Something a person should read beside the dose. */
  public record Notice(String rule, String text, List<Source> sources) {
    public Notice {
      sources = List.copyOf(sources);
    }
  }

  /** Another exercise that does not load what rests; its own recommendation has no alternates. */
  public record Alternate(
      String exercise, String relation, List<String> sharedRegions, Recommendation recommendation) {
    public Alternate {
      sharedRegions = List.copyOf(sharedRegions);
    }
  }
}
