package io.trunkline.progress.backtest;

import io.trunkline.progress.backtest.Line.Sums;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Replay;
import io.trunkline.progress.rules.Replay.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One athlete's past under two policies. */
final class Season {

  private final History history;
  private final Catalogue catalogue;
  private final Trial trial;
  private final Replay tried;
  private final Replay active;

  private long differing;
  private long liftedGrams;
  private Sums triedSums = Sums.none();
  private Sums activeSums = Sums.none();

  Season(History history, Catalogue catalogue, Trial trial, Policy active) {
    this.history = history;
    this.catalogue = catalogue;
    this.trial = trial;
    this.tried = new Replay(history, trial.policy());
    this.active = new Replay(history, active);
  }

  /** Says every session, exercise by exercise in the order of their ids, and gives the sums. */
  Line.Athlete tell(Consumer<Line> out) {
    List<String> unknown = new ArrayList<>();
    for (String id : trained()) {
      catalogue.find(id).ifPresentOrElse(exercise -> tell(exercise, out), () -> unknown.add(id));
    }
    return new Line.Athlete(
        history.athlete(), null, differing, liftedGrams, triedSums, activeSums, unknown);
  }

  private SortedSet<String> trained() {
    SortedSet<String> ids = new TreeSet<>();
    history
        .sessions()
        .forEach(session -> session.exercises().forEach(done -> ids.add(done.exercise())));
    ids.removeIf(id -> !trial.asksFor(id));
    return ids;
  }

  private void tell(Exercise exercise, Consumer<Line> out) {
    List<Point> ones = tried.of(exercise);
    List<Point> others = active.of(exercise);
    for (int i = 0; i < ones.size(); i++) {
      Point one = ones.get(i);
      Point other = others.get(i);
      if (trial.asksFor(one.at().toLocalDate())) {
        Line.Session line = Line.Session.of(history.athlete(), exercise.id(), one, other.answer());
        differing += line.differs() ? 1 : 0;
        liftedGrams += one.liftedGrams();
        triedSums = triedSums.plus(one.answer());
        activeSums = activeSums.plus(other.answer());
        out.accept(line);
      }
    }
  }
}
