package io.trunkline.bench.rules;

import io.trunkline.bench.Shipped;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.NextWorkout;
import io.trunkline.progress.rules.NextWorkout.Wanted;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommender;
import io.trunkline.progress.rules.Replay;
import io.trunkline.progress.rules.Replay.Point;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A full evaluation: from the facts in memory to the explained answer, nothing kept from one to the
 * next. Reading the journal from the database and writing JSON are not in it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class Evaluation {

  private static final List<String> FIVE =
      List.of("back-extension", "trunk-lift", "lower-trunk-rotation", "deadlift", "pull-up");

  /** Of 150 sessions each. */
  @Param({"1", "10"})
  public int years;

  private final Catalogue catalogue = Shipped.catalogue();
  private final Policy policy = Shipped.policy();
  private final List<Wanted> wanted =
      FIVE.stream().map(exercise -> new Wanted(exercise, List.of())).toList();
  private History history;
  private OffsetDateTime at;

  /** Makes the history; refuses one whose answers would leave most rules unasked. */
  @Setup
  public void prepare() {
    List<Exercise> exercises = FIVE.stream().map(id -> catalogue.find(id).orElseThrow()).toList();
    history = LongHistory.of(years, exercises);
    at = LongHistory.asked(years);
    for (Recommendation each : fiveExercises()) {
      if (each.advice() != Advice.TRAIN) {
        throw new IllegalStateException("not a day to train: " + each);
      }
    }
  }

  /** The baseline: one look at every set, which no evaluation of a whole history can go below. */
  @Benchmark
  public long everySetSeenOnce() {
    long seen = 0;
    for (Session session : history.sessions()) {
      for (Performed performed : session.exercises()) {
        for (PerformedSet set : performed.sets()) {
          seen += set.reps();
        }
      }
    }
    return seen;
  }

  /** One answer, for the loaded exercise that has the most rules. */
  @Benchmark
  public Recommendation oneExercise() {
    return Recommender.recommend(history, catalogue, policy, "back-extension", at);
  }

  /** Five answers, each from scratch. */
  @Benchmark
  public List<Recommendation> fiveExercises() {
    List<Recommendation> answers = new ArrayList<>();
    for (String exercise : FIVE) {
      answers.add(Recommender.recommend(history, catalogue, policy, exercise, at));
    }
    return answers;
  }

  /**
   * The same history lived again, session by session, each of the five answered for at every one:
   * what an answer costs where the fold goes on from the last session instead of starting anew.
   */
  @Benchmark
  public long everySessionReplayed() {
    Replay replay = new Replay(history, policy);
    long advised = 0;
    for (String exercise : FIVE) {
      for (Point point : replay.of(catalogue.find(exercise).orElseThrow())) {
        advised += point.answer().advisedGrams();
      }
    }
    return advised;
  }

  /** The same five as one workout, which puts the facts in order once. */
  @Benchmark
  public NextWorkout workoutOfFive() {
    return NextWorkout.of(history, catalogue, policy, wanted, at);
  }
}
