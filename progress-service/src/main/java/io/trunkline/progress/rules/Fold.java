package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Attempt.Done;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Fact;
import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Folds the sessions of one exercise, and the positions a coach set, into a base dose. */
final class Fold {

  /**
   * What a session leaves for the look-back of later ones.
   *
   * @param day as a number, for it is looked at again and again
   * @param heaviest highest load of this one and all before it
   */
  private record Trace(long day, long load, long heaviest) {}

  private final Axes axes;
  private final List<Base.Seen> seen = new ArrayList<>();
  private final List<Trace> inRange = new ArrayList<>();
  private Dose plan;
  private LocalDate heldSince;
  private int topStreak;
  private int missStreak;
  private int metStreak;
  private boolean stepped;
  private boolean raised;

  /** Puts the last decision into words; only that of the last fact is ever asked for. */
  private Supplier<Base> told = this::start;

  /** A fold that has seen nothing yet. */
  Fold(Axes axes) {
    this.axes = axes;
  }

  static Base of(Facts facts, Axes axes) {
    Fold fold = new Fold(axes);
    inOrder(facts, axes.exercise).forEach(fold::take);
    return fold.base();
  }

  /** What a fold of this exercise takes, in the order it must be taken. */
  static List<? extends Fact> inOrder(Facts facts, Exercise exercise) {
    List<Directive> positions =
        facts.directives.stream().filter(d -> positions(d, exercise)).toList();
    return positions.isEmpty()
        ? facts.sessions
        : Stream.<Fact>concat(facts.sessions.stream(), positions.stream())
            .sorted(Facts.ORDER)
            .toList();
  }

  private static boolean positions(Directive directive, Exercise exercise) {
    return directive.type() == Order.POSITION && exercise.id().equals(directive.exercise());
  }

  /** What the facts taken so far lead to; more may be taken afterwards. */
  Base base() {
    return told.get();
  }

  private Base start() {
    return base(
        axes.start, StartLight.RULE, StartLight.RULE.about(), List.of(), StartLight.text(axes));
  }

  private Base base(Dose dose, Rule decided, Rule.About grounds, List<String> facts, String text) {
    return new Base(
        dose,
        decided,
        facts,
        grounds.cites(),
        grounds.external(),
        text,
        raised,
        new Prefix<>(seen));
  }

  /** Facts are taken oldest first. */
  void take(Fact fact) {
    if (fact instanceof Directive directive) {
      position(directive);
    } else if (fact instanceof Session session) {
      Attempt attempt = Attempt.of(session, axes);
      if (attempt != null) {
        judge(attempt);
      }
    }
  }

  private void position(Directive directive) {
    Limits to = Objects.requireNonNullElse(directive.limits(), Limits.NONE);
    Dose from = plan == null ? axes.start : plan;
    plan =
        axes.within(
            new Dose(
                Objects.requireNonNullElse(to.sets(), from.sets()),
                Objects.requireNonNullElse(axes.workOf(to), from.reps()),
                to.load() == null ? from.load() : to.load().grams(),
                axes.rung(to.variation(), from.rung()),
                Objects.requireNonNullElse(to.holdSeconds(), from.hold()),
                Objects.requireNonNullElse(to.timesPerDay(), from.times())));
    restart();
    missStreak = 0;
    raised = false;
    told = () -> placed(directive);
  }

  private Base placed(Directive directive) {
    Rule rule = KeepToCoach.RULE;
    String text = "Your coach set this position." + KeepToCoach.reason(directive);
    return base(plan, rule, rule.about(), List.of(directive.ref().toString()), text);
  }

  private void judge(Attempt attempt) {
    boolean first = plan == null && beyondStart(attempt);
    Done done = first ? firstDone(attempt) : counted(attempt);
    if (first) {
      plan =
          axes.within(new Dose(done.sets(), done.reps(), done.load(), done.rung(), done.hold(), 1));
    } else {
      anchor(done);
    }
    heldSince = heldSince == null ? attempt.day() : heldSince;
    count(done, attempt.day());
    seen.add(new Base.Seen(attempt, done));
    decide(judging(attempt, done, first));
  }

  private Done firstDone(Attempt attempt) {
    return attempt.counted(axes.mostSets(), axes.start, axes);
  }

  private Done counted(Attempt attempt) {
    plan = plan == null ? axes.start : plan;
    return attempt.counted(plan.sets(), plan, axes);
  }

  private boolean beyondStart(Attempt attempt) {
    Done done = firstDone(attempt);
    return done.sets() > axes.start.sets()
        || done.load() > axes.start.load()
        || done.rung() > axes.start.rung()
        || pastBodyweight(done);
  }

  private boolean pastBodyweight(Done done) {
    return axes.startsAtBodyweight()
        && axes.exercise.load() != null
        && axes.exercise.load().addWeightBeyondReps() != null
        && done.reps() > axes.exercise.load().addWeightBeyondReps();
  }

  /** Every axis of the plan drops to what was done; none rises. */
  private void anchor(Done done) {
    Dose lower =
        new Dose(
            Math.min(plan.sets(), done.sets()),
            plan.reps(),
            Math.min(plan.load(), done.load()),
            Math.min(plan.rung(), done.rung()),
            Math.min(plan.hold(), done.hold()),
            plan.times());
    // A plan is inside the ranges and on the grid; only what is lower may not be.
    if (plan.raises(lower)) {
      Dose within = axes.within(lower);
      if (!within.equals(plan)) {
        restart();
      }
      plan = within;
    }
  }

  private void restart() {
    heldSince = null;
    topStreak = 0;
    metStreak = 0;
  }

  private void count(Done done, LocalDate day) {
    boolean in = Judging.inRange(done, axes);
    boolean clean = in && Judging.clean(done, axes.policy);
    topStreak = clean && done.reps() >= axes.work.max() ? topStreak + 1 : 0;
    metStreak = clean && done.reps() >= plan.reps() ? metStreak + 1 : 0;
    missStreak = in ? 0 : missStreak + 1;
    if (in) {
      long before = inRange.isEmpty() ? plan.load() : inRange.get(inRange.size() - 1).heaviest();
      inRange.add(new Trace(day.toEpochDay(), plan.load(), Math.max(before, plan.load())));
    }
  }

  /** The highest load planned and done of late; never less than is planned now. */
  private long best(LocalDate day) {
    long best = plan.load();
    long oldest = day.toEpochDay() - axes.policy.regain().lookbackDays();
    for (int i = inRange.size() - 1; i >= 0; i--) {
      Trace trace = inRange.get(i);
      // Most athletes never did much more than of late, which spares them nearly all the look back.
      if (trace.heaviest() <= best || trace.day() < oldest) {
        return best;
      }
      best = Math.max(best, trace.load());
    }
    return best;
  }

  private Judging judging(Attempt attempt, Done done, boolean first) {
    long heldDays = attempt.day().toEpochDay() - heldSince.toEpochDay();
    return new Judging(
        axes,
        attempt,
        plan,
        done,
        topStreak,
        missStreak,
        metStreak,
        heldDays,
        best(attempt.day()),
        stepped,
        first);
  }

  private void decide(Judging judging) {
    for (Step step : Steps.IN_ORDER) {
      if (step.applies().test(judging)) {
        follow(step, judging, step.next().apply(judging));
        return;
      }
    }
    throw new IllegalStateException("the last base rule always applies");
  }

  private void follow(Step step, Judging judging, Dose next) {
    raised = next.raises(plan);
    stepped |= raised;
    if (!position(next).equals(position(plan))) {
      restart();
    }
    if (step.id().equals(Steps.REDUCE.id())) {
      missStreak = 0;
    }
    plan = next;
    told = () -> decided(step, judging);
  }

  private Base decided(Step step, Judging judging) {
    String text = step.why().apply(judging, plan);
    return base(plan, step, step.grounds().apply(judging), streak(judging), text);
  }

  /**
   * A position as far as it must be held: only where repetitions are the step do they belong to it.
   */
  private Dose position(Dose dose) {
    return axes.strength() ? dose.withReps(0) : dose;
  }

  /** The sessions of the streak that led here, at least the last and at most three. */
  private List<String> streak(Judging j) {
    int streak = j.axes().strength() ? Math.max(j.topStreak(), j.missStreak()) : j.metStreak();
    int from = seen.size() - Math.max(1, Math.min(3, Math.min(streak, seen.size())));
    return seen.subList(from, seen.size()).stream().map(s -> s.attempt().ref().toString()).toList();
  }
}
