package io.trunkline.progress.series;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Phase;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Recommendation.Quantity;
import io.trunkline.progress.rules.Replay.Outcome;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One exercise over time, session by session, oldest first.
 *
 * @param perSide whether repetitions are counted on each side
 * @param unit {@code kg} or {@code lb}, of every load here; null without a load axis
 */
@Schema(name = "ExerciseProgress")
public record Series(
    String exercise,
    boolean perSide,
    String unit,
    List<Point> points,
    List<Rest> rests,
    List<Felt> sensations) {

  public Series {
    points = List.copyOf(points);
    rests = List.copyOf(rests);
    sensations = List.copyOf(sensations);
  }

  /** Of an exercise the catalogue does not have, for which nothing can be said. */
  static Series unknown(String exercise) {
    return new Series(exercise, false, null, List.of(), List.of(), List.of());
  }

  /** For a coach with whom health is not shared: the days of rest stay, for they are advice. */
  public Series withoutHealth() {
    List<Rest> days =
        rests.stream().map(r -> new Rest(r.from(), r.until(), r.stop(), null, null)).toList();
    return new Series(exercise, perSide, unit, points, days, List.of());
  }

  /**
   * A session: its best working set, and all of them.
   *
   * @param reps of the best set; of the weaker side where sides are counted
   * @param volume repetitions of all working sets, both sides
   * @param lifted load times repetitions of all working sets, both sides; null without a load axis
   *     and where only what was done is told
   * @param left repetitions of that side in all working sets; null where sides are not counted
   * @param formOk false if it was said of a set that its form was not right
   * @param advised null where only what was done is told
   */
  @Schema(name = "ProgressPoint")
  public record Point(
      String session,
      OffsetDateTime at,
      int sets,
      Integer reps,
      Quantity load,
      Integer holdSeconds,
      String variation,
      Integer difficulty,
      int volume,
      Quantity lifted,
      Integer left,
      Integer right,
      boolean formOk,
      Advised advised) {
    /** The athlete's local day. */
    @Schema(hidden = true)
    @JsonIgnore
    public LocalDate day() {
      return at.toLocalDate();
    }
  }

  /**
   * What would have been advised just before, from the facts known then.
   *
   * @param dose for that day, or on WAIT and REST for the first possible one; null when stopped
   */
  @Schema(name = "ProgressAdvised")
  public record Advised(
      Advice advice, Phase phase, Outcome outcome, Prescription dose, List<String> rules) {
    public Advised {
      rules = List.copyOf(rules);
    }
  }

  /**
   * Days without the exercise after a report.
   *
   * @param until last day; null while only a professional's word ends it
   */
  @Schema(name = "ProgressRest")
  public record Rest(LocalDate from, LocalDate until, boolean stop, String region, String fact) {}

  /** What was felt where the exercise works, or said of it. */
  @Schema(name = "ProgressSensation")
  public record Felt(
      OffsetDateTime at, String kind, Integer severity, String region, String fact) {}
}
