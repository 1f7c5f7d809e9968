package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Attempt.WorkingSet;
import io.trunkline.progress.rules.History.Fact;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Because;
import io.trunkline.progress.rules.Recommendation.Phase;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A history lived again under a policy: what would have been advised for each session, knowing only
 * the facts strictly before it. Each answer is the one {@link Recommender} gives for those facts;
 * the base is folded once and read before every session, so that years cost one pass.
 */
public final class Replay {

  private final Facts all;
  private final Policy policy;
  private final Map<List<Integer>, List<Report>> reports = new HashMap<>();

  /** Facts as they stand now: a correction counts as if it had always been so. */
  public Replay(History history, Policy policy) {
    this.all = new Facts(history, OffsetDateTime.MAX);
    this.policy = policy;
  }

  /** What an answer amounts to, held against what was last done. */
  public enum Outcome {
    /** A start dose: nothing on record, or too long ago. */
    STARTED,
    /** Some of load, sets, difficulty, hold or times a day higher; or else more repetitions. */
    RAISED,
    /** The same again. */
    HELD,
    /** Nothing higher and something lower. */
    LOWERED,
    /** Not yet: frequency or recovery. */
    WAITED,
    /** Rest after an ache. */
    RESTED,
    /** Less for a while, after an ache or a break. */
    RETURNED,
    /** A professional's word is needed. */
    STOPPED
  }

  /**
   * What would have been advised for one session.
   *
   * @param dose on TRAIN for that day, else for {@code earliest}; null when stopped
   * @param rules that bound a field, in table order
   * @param advisedGrams load times repetitions of {@code dose} on TRAIN, both sides; 0 otherwise
   */
  public record Answer(
      Outcome outcome,
      Advice advice,
      Phase phase,
      LocalDate earliest,
      Prescription dose,
      List<String> rules,
      long advisedGrams) {
    public Answer {
      rules = List.copyOf(rules);
    }
  }

  /**
   * One session of the exercise.
   *
   * @param liftedGrams load times repetitions of its working sets, both sides; assistance lifts
   *     nothing
   */
  public record Point(Ref session, OffsetDateTime at, long liftedGrams, Answer answer) {}

  /** Every session that has a working set of the exercise, oldest first. */
  public List<Point> of(Exercise exercise) {
    List<Point> points = new ArrayList<>();
    List<? extends Fact> facts = Fold.inOrder(all, exercise);
    Map<Unit, Course> courses = new EnumMap<>(Unit.class);
    for (Session session : all.sessions) {
      if (session.exercises().stream().noneMatch(p -> p.exercise().equals(exercise.id()))) {
        continue;
      }
      Facts known = all.before(session.at());
      Course course =
          courses.computeIfAbsent(
              known.unit(exercise), unit -> new Course(new Axes(exercise, policy, unit), facts));
      Attempt attempt = Attempt.of(session, course.axes);
      if (attempt != null) {
        Situation s = course.until(known);
        points.add(new Point(session.ref(), session.at(), lifted(attempt, exercise), answer(s)));
      }
    }
    return points;
  }

  private List<Report> reports(Facts known) {
    return reports.computeIfAbsent(told(known), k -> Report.of(known, policy));
  }

  /** Reports change only when a sensation or a directive is added. */
  private static List<Integer> told(Facts known) {
    return List.of(known.sensations.size(), known.directives.size());
  }

  /** One exercise on the grid of one unit, followed from session to session. */
  private final class Course {
    private final Axes axes;
    private final List<? extends Fact> facts;
    private final Fold fold;
    private final Map<List<Integer>, Hits> hits = new HashMap<>();
    private int taken;

    Course(Axes axes, List<? extends Fact> facts) {
      this.axes = axes;
      this.facts = facts;
      this.fold = new Fold(axes);
    }

    /** The situation when only {@code known} was known; each must know more than the one before. */
    Situation until(Facts known) {
      while (facts.get(taken).at().isBefore(known.at)) {
        fold.take(facts.get(taken++));
      }
      List<Report> felt = reports(known);
      Hits hitting = hits.computeIfAbsent(told(known), k -> new Hits(felt, axes));
      return new Situation(known, axes, felt, hitting, fold.base());
    }
  }

  private static Answer answer(Situation s) {
    Answering answering = Answering.of(s);
    Phase phase = Recommender.phase(s, answering);
    Prescription dose =
        answering.hasDose() ? Recommender.prescription(s.axes(), answering.dose()) : null;
    return new Answer(
        outcome(s, answering, phase),
        answering.advice(),
        phase,
        answering.day(),
        dose,
        new Explanation(s, answering).because().stream().map(Because::rule).distinct().toList(),
        answering.advice() == Advice.TRAIN ? advised(answering.dose(), s.axes()) : 0);
  }

  private static Outcome outcome(Situation s, Answering answer, Phase phase) {
    if (answer.stopped()) {
      return Outcome.STOPPED;
    }
    if (answer.advice() == Advice.REST) {
      return Outcome.RESTED;
    }
    if (answer.advice() == Advice.WAIT) {
      return Outcome.WAITED;
    }
    return switch (phase) {
      case NEW -> Outcome.STARTED;
      case RETURNING -> Outcome.RETURNED;
      default -> against(s.lastDone(), answer.dose(), s.base().decidedBy(Steps.MOB_TIMES.id()));
    };
  }

  /** What was done cannot show how often a day it might have been: that rise the rule must tell. */
  private static Outcome against(Dose done, Dose next, boolean oftener) {
    Dose lower = next.min(done);
    boolean rises = (oftener && next.times() > 1) || !lower.withReps(0).equals(next.withReps(0));
    if (rises || (lower.withReps(0).equals(done.withReps(0)) && next.reps() > done.reps())) {
      return Outcome.RAISED;
    }
    return next.equals(done) ? Outcome.HELD : Outcome.LOWERED;
  }

  private static long lifted(Attempt attempt, Exercise exercise) {
    long grams = 0;
    // Seconds of a hold are not repetitions.
    for (WorkingSet set : attempt.sets()) {
      int reps = exercise.perSide() ? set.left() + set.right() : set.reps();
      boolean lifts = set.load() != null && exercise.reps() != null;
      grams += lifts ? Math.max(0, set.load().grams()) * reps : 0;
    }
    return grams;
  }

  private static long advised(Dose dose, Axes axes) {
    long sides = axes.exercise.perSide() ? 2 : 1;
    return axes.timed ? 0 : Math.max(0, dose.load()) * dose.sets() * dose.reps() * sides;
  }
}
