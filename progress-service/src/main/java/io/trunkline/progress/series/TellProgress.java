package io.trunkline.progress.series;

import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Load;
import io.trunkline.progress.rules.Pause;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Recommendation.Quantity;
import io.trunkline.progress.rules.Replay;
import io.trunkline.progress.rules.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An athlete's history of one exercise, put in series for charts. */
public final class TellProgress {

  private static final Comparator<PerformedSet> BEST =
      Comparator.comparingLong(TellProgress::grams)
          .thenComparingInt(TellProgress::weaker)
          .thenComparingInt(set -> set.holdSeconds() == null ? 0 : set.holdSeconds());

  private final History history;
  private final Policy policy;
  private final OffsetDateTime at;
  private final Replay replay;
  private final LocalDate from;
  private final LocalDate to;

  /**
   * By the facts up to {@code at}.
   *
   * @param from first local day to tell of, or null
   * @param to last local day to tell of, or null
   */
  public TellProgress(
      History history, Policy policy, OffsetDateTime at, LocalDate from, LocalDate to) {
    this.history = history;
    this.policy = policy;
    this.at = at;
    this.replay = new Replay(history, policy);
    this.from = from;
    this.to = to;
  }

  /** The same facts give an equal series. */
  public Series of(Exercise exercise) {
    Map<String, Session> sessions = new HashMap<>();
    history.sessions().forEach(session -> sessions.put(session.ref().toString(), session));
    Unit unit = exercise.load() == null ? null : unit(history, exercise);
    List<Series.Point> points = new ArrayList<>();
    for (Replay.Point point : replay.of(exercise)) {
      if (!point.at().isAfter(at) && asked(point.at().toLocalDate())) {
        points.add(point(sessions.get(point.session().toString()), exercise, unit, point));
      }
    }
    List<Series.Rest> rests =
        Pause.of(history, policy, exercise, at).stream()
            .filter(rest -> asked(rest.from()) || (rest.until() != null && asked(rest.until())))
            .map(r -> new Series.Rest(r.from(), r.until(), r.stop(), r.region(), r.fact()))
            .toList();
    List<Series.Felt> felt =
        history.sensations().stream()
            .filter(one -> !one.at().isAfter(at) && asked(one.at().toLocalDate()))
            .filter(one -> concerns(one, exercise))
            .sorted(
                Comparator.comparing(Sensation::at, OffsetDateTime.timeLineOrder())
                    .thenComparing(one -> one.ref().entry()))
            .map(
                s ->
                    new Series.Felt(
                        s.at(), s.kind().word(), s.severity(), s.region(), s.ref().toString()))
            .toList();
    return new Series(
        exercise.id(),
        exercise.perSide(),
        unit == null ? null : unit.symbol(),
        points,
        rests,
        felt);
  }

  /**
   * What was done, without what would have been advised: to know that, every session before has to
   * be lived again.
   *
   * @param sessions how many have a working set of the exercise
   * @param newest the last of them, oldest first
   */
  public record Done(int sessions, List<Series.Point> newest) {
    public Done {
      newest = List.copyOf(newest);
    }
  }

  /**
   * What was done by {@code at}.
   *
   * @param most how many points at most
   */
  public static Done done(History history, Exercise exercise, OffsetDateTime at, int most) {
    List<Session> sessions =
        history.sessions().stream()
            .filter(session -> !session.at().isAfter(at))
            .filter(session -> !workingSets(session, exercise).isEmpty())
            .sorted(
                Comparator.comparing(Session::at, OffsetDateTime.timeLineOrder())
                    .thenComparing(session -> session.ref().entry()))
            .toList();
    Unit unit = exercise.load() == null ? null : unit(history, exercise);
    return new Done(
        sessions.size(),
        sessions.subList(Math.max(0, sessions.size() - most), sessions.size()).stream()
            .map(session -> point(session, exercise, unit, null))
            .toList());
  }

  private boolean asked(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  private static boolean concerns(Sensation felt, Exercise exercise) {
    return felt.region() == null
        || exercise.regions().containsKey(felt.region())
        || exercise.id().equals(felt.exercise());
  }

  /** The one asked for, else of the newest loaded set, else kilograms. */
  private static Unit unit(History history, Exercise exercise) {
    if (history.screening() != null && history.screening().unit() != null) {
      return history.screening().unit();
    }
    return history.sessions().stream()
        .sorted(Comparator.comparing(Session::at, OffsetDateTime.timeLineOrder()).reversed())
        .flatMap(session -> session.exercises().stream())
        .filter(performed -> performed.exercise().equals(exercise.id()))
        .flatMap(performed -> performed.sets().stream())
        .filter(set -> set.load() != null)
        .map(set -> set.load().unit())
        .findFirst()
        .orElse(Unit.KG);
  }

  private static List<PerformedSet> workingSets(Session session, Exercise exercise) {
    List<PerformedSet> sets = new ArrayList<>();
    for (Performed performed : session.exercises()) {
      if (performed.exercise().equals(exercise.id())) {
        performed.sets().stream().filter(set -> !set.warmup()).forEach(sets::add);
      }
    }
    return sets;
  }

  /** The variation said last, or null. */
  private static String variation(Session session, Exercise exercise) {
    return session.exercises().stream()
        .filter(performed -> performed.exercise().equals(exercise.id()))
        .map(Performed::variation)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .orElse(null);
  }

  /**
   * A session in which the exercise has a working set.
   *
   * @param replayed what would have been advised for it, or null
   */
  private static Series.Point point(
      Session session, Exercise exercise, Unit unit, Replay.Point replayed) {
    List<PerformedSet> sets = workingSets(session, exercise);
    String variation = variation(session, exercise);
    PerformedSet best = sets.stream().max(BEST).orElseThrow();
    Integer difficulty =
        exercise.variations().stream()
            .filter(one -> one.id().equals(variation))
            .findFirst()
            .map(Exercise.Variation::difficulty)
            .orElse(null);
    return new Series.Point(
        session.ref().toString(),
        session.at(),
        sets.size(),
        best.reps() == null && best.repsLeft() == null && best.repsRight() == null
            ? null
            : (Integer) weaker(best),
        unit == null ? null : quantity(grams(best), best.load(), unit),
        best.holdSeconds(),
        variation,
        difficulty,
        sets.stream()
            .mapToInt(set -> exercise.perSide() ? left(set) + right(set) : left(set))
            .sum(),
        unit == null || replayed == null ? null : quantity(replayed.liftedGrams(), null, unit),
        exercise.perSide() ? (Integer) sets.stream().mapToInt(TellProgress::left).sum() : null,
        exercise.perSide() ? (Integer) sets.stream().mapToInt(TellProgress::right).sum() : null,
        sets.stream().noneMatch(set -> Boolean.FALSE.equals(set.formOk())),
        replayed == null ? null : advised(replayed.answer()));
  }

  private static Series.Advised advised(Replay.Answer told) {
    return new Series.Advised(
        told.advice(), told.phase(), told.outcome(), told.dose(), told.rules());
  }

  /** As entered where the unit is the one asked for, else to a tenth. */
  private static Quantity quantity(long grams, Load entered, Unit unit) {
    return entered != null && entered.unit() == unit
        ? new Quantity(entered.value(), unit.symbol())
        : new Quantity(
            BigDecimal.valueOf(grams)
                .divide(unit.grams(), 1, RoundingMode.HALF_UP)
                .stripTrailingZeros(),
            unit.symbol());
  }

  private static long grams(PerformedSet set) {
    return set.load() == null ? 0 : set.load().grams();
  }

  private static int left(PerformedSet set) {
    return side(set.repsLeft(), set);
  }

  private static int right(PerformedSet set) {
    return side(set.repsRight(), set);
  }

  private static int side(Integer side, PerformedSet set) {
    if (side != null) {
      return side;
    }
    return set.reps() == null ? 0 : set.reps();
  }

  private static int weaker(PerformedSet set) {
    return Math.min(left(set), right(set));
  }
}
