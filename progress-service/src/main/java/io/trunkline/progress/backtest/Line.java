package io.trunkline.progress.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.trunkline.progress.rules.Replay;
import io.trunkline.progress.rules.Replay.Answer;
import io.trunkline.progress.rules.Replay.Outcome;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One line of a backtest's answer; {@code line} says which of the three it is. */
@JsonPropertyOrder({"line"})
sealed interface Line {

  @JsonProperty
  String line();

  /**
   * One session of one exercise and what would have been advised for it.
   *
   * @param active what today's policy says; absent where both say the same
   */
  @JsonPropertyOrder({"line"})
  @Schema(name = "BacktestPoint")
  record Session(
      String athlete,
      String exercise,
      String session,
      OffsetDateTime at,
      boolean differs,
      Answer tried,
      @JsonInclude(JsonInclude.Include.NON_NULL) Answer active)
      implements Line {

    static Session of(String athlete, String exercise, Replay.Point tried, Answer active) {
      boolean differs = !tried.answer().equals(active);
      return new Session(
          athlete,
          exercise,
          tried.session().toString(),
          tried.at(),
          differs,
          tried.answer(),
          differs ? active : null);
    }

    @Override
    public String line() {
      return "session";
    }
  }

  /**
   * Sums of one athlete.
   *
   * @param problem {@code athlete-incomplete} where facts are known to be missing and nothing was
   *     tried; else absent
   * @param unknownExercises trained, but not in the catalogue, so no policy says anything
   */
  @JsonPropertyOrder({"line"})
  @Schema(name = "BacktestAthlete")
  record Athlete(
      String athlete,
      @JsonInclude(JsonInclude.Include.NON_NULL) String problem,
      long differing,
      long liftedGrams,
      Sums tried,
      Sums active,
      List<String> unknownExercises)
      implements Line {

    @Override
    public String line() {
      return "athlete";
    }
  }

  /**
   * The last line; an answer without it did not run to its end.
   *
   * @param policy the version tried, with {@code +changes} where constants were changed
   * @param against the version answers are given by today
   * @param incomplete athletes left out because facts are known to be missing
   */
  @JsonPropertyOrder({"line"})
  @Schema(name = "BacktestSummary")
  record Summary(
      String policy,
      String against,
      long athletes,
      long incomplete,
      long differing,
      long liftedGrams,
      Sums tried,
      Sums active)
      implements Line {

    @Override
    public String line() {
      return "summary";
    }
  }

  /** How often each outcome came, all of them named, and the load advised in all. */
  record Sums(Map<Outcome, Long> outcomes, long advisedGrams) {

    static Sums none() {
      Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
      for (Outcome outcome : Outcome.values()) {
        outcomes.put(outcome, 0L);
      }
      return new Sums(outcomes, 0);
    }

    Sums plus(Answer answer) {
      Map<Outcome, Long> more = new EnumMap<>(outcomes);
      more.merge(answer.outcome(), 1L, Long::sum);
      return new Sums(more, advisedGrams + answer.advisedGrams());
    }

    Sums plus(Sums other) {
      Map<Outcome, Long> more = new EnumMap<>(outcomes);
      other.outcomes.forEach((outcome, count) -> more.merge(outcome, count, Long::sum));
      return new Sums(more, advisedGrams + other.advisedGrams);
    }
  }
}
