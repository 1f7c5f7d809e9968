package io.trunkline.bench.loops;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.bench.Shipped;
import io.trunkline.bench.loops.Life.Asked;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ClosedLoopTest {

  static final List<String> EXERCISES = DrawClosedLoops.EXERCISES;

  private static final Catalogue CATALOGUE = Shipped.catalogue();
  private static final Policy POLICY = Shipped.policy();
  private static final Map<String, Life> LIVES = new HashMap<>();

  @ParameterizedTest
  @FieldSource("EXERCISES")
  void the_compliant_never_rises_twice_in_7_local_days(String exercise) {
    List<Asked> sessions = live(Athlete.COMPLIANT, exercise).sessions();
    List<LocalDate> rises = new ArrayList<>();
    for (int i = 1; i < sessions.size(); i++) {
      if (!risen(sessions.get(i - 1).done(), sessions.get(i).done()).isEmpty()) {
        rises.add(sessions.get(i).day());
      }
    }
    assertThat(rises).isNotEmpty();
    for (int i = 1; i < rises.size(); i++) {
      assertThat(ChronoUnit.DAYS.between(rises.get(i - 1), rises.get(i)))
          .as("from %s to %s", rises.get(i - 1), rises.get(i))
          .isGreaterThanOrEqualTo(7);
    }
  }

  /** His plan is the most he was ever told; only a first session is taken as it was done. */
  @ParameterizedTest
  @FieldSource("EXERCISES")
  void the_stubborn_is_never_told_more_than_one_step_above_his_plan(String exercise) {
    Life life = live(Athlete.STUBBORN, exercise);
    BigDecimal increment =
        life.exercise().load() == null ? null : life.exercise().load().increments().get(Unit.KG);
    Prescription plan = life.sessions().get(0).done();
    int raised = 0;
    for (Asked asked : life.asked()) {
      Prescription told = asked.dose();
      if (told == null) {
        continue;
      }
      List<String> axes = risen(plan, told);
      assertThat(axes).as("axes that rise on %s", asked.day()).hasSizeLessThanOrEqualTo(1);
      assertThat(told.sets()).isLessThanOrEqualTo(plan.sets() + 1);
      assertThat(told.difficulty()).isLessThanOrEqualTo(plan.difficulty() + 1);
      assertThat(told.reps()).isLessThanOrEqualTo(life.exercise().reps().max());
      if (increment != null) {
        assertThat(told.load().value()).isLessThanOrEqualTo(plan.load().value().add(increment));
      }
      if (told.holdSeconds() != null) {
        assertThat(told.holdSeconds()).isLessThanOrEqualTo(plan.holdSeconds() + 1);
      }
      raised += axes.size();
      plan = most(plan, told);
    }
    assertThat(raised).isPositive();
  }

  @ParameterizedTest
  @FieldSource("EXERCISES")
  void the_stubborn_stays_stopped_until_somebody_clears_him(String exercise) {
    Life life = live(Athlete.STUBBORN, exercise);
    LocalDate sharp =
        life.felt().stream()
            .filter(s -> s.severity() == 6)
            .findFirst()
            .orElseThrow()
            .at()
            .toLocalDate();
    LocalDate cleared = life.cleared().get(0).at().toLocalDate();

    List<LocalDate> stopped =
        life.asked().stream()
            .filter(asked -> asked.told().advice() == Advice.STOP)
            .map(Asked::day)
            .distinct()
            .toList();

    assertThat(stopped).isEqualTo(sharp.plusDays(1).datesUntil(cleared.plusDays(1)).toList());
  }

  @ParameterizedTest
  @FieldSource("EXERCISES")
  void the_aching_rests_7_or_14_days_and_returns_at_half_at_most(String exercise) {
    Life life = live(Athlete.ACHING, exercise);
    assertThat(life.felt()).hasSizeGreaterThan(10);
    for (Sensation ache : life.felt()) {
      LocalDate day = ache.at().toLocalDate();
      LocalDate back = day.plusDays(1 + rested(life, day));
      Prescription before =
          life.sessions().stream()
              .filter(a -> !a.day().isAfter(day))
              .reduce((a, b) -> b)
              .orElseThrow()
              .done();
      Asked first =
          life.sessions().stream().filter(a -> a.day().isAfter(day)).findFirst().orElseThrow();

      assertThat(ChronoUnit.DAYS.between(day, back) - 1).as("rest after %s", day).isIn(7L, 14L);
      assertThat(first.day()).isAfterOrEqualTo(back);
      assertThat(first.done().sets()).isLessThanOrEqualTo(Math.max(1, before.sets() / 2));
      assertThat(first.done().reps()).isEqualTo(life.exercise().reps().min());
      if (before.load() != null) {
        BigDecimal half = before.load().value().divide(BigDecimal.valueOf(2));
        assertThat(first.done().load().value()).isLessThanOrEqualTo(half);
      }
    }
  }

  /** Whole days of rest from the day after a report on. */
  private static long rested(Life life, LocalDate report) {
    return life.asked().stream()
        .filter(asked -> asked.day().isAfter(report))
        .takeWhile(asked -> asked.told().advice() == Advice.REST)
        .map(Asked::day)
        .distinct()
        .count();
  }

  private static Life live(Athlete athlete, String exercise) {
    return LIVES.computeIfAbsent(
        athlete + " " + exercise, id -> ClosedLoop.live(athlete, exercise, CATALOGUE, POLICY));
  }

  /** The axes but repetitions on which a dose is above another. */
  private static List<String> risen(Prescription from, Prescription to) {
    List<String> axes = new ArrayList<>();
    if (to.sets() > from.sets()) {
      axes.add("sets");
    }
    if (to.load() != null && to.load().value().compareTo(from.load().value()) > 0) {
      axes.add("load");
    }
    if (to.difficulty() > from.difficulty()) {
      axes.add("variation");
    }
    if (to.holdSeconds() != null && to.holdSeconds() > from.holdSeconds()) {
      axes.add("hold");
    }
    if (to.timesPerDay() > from.timesPerDay()) {
      axes.add("times a day");
    }
    return axes;
  }

  private static Prescription most(Prescription a, Prescription b) {
    boolean heavier = a.load() != null && a.load().value().compareTo(b.load().value()) > 0;
    return new Prescription(
        Math.max(a.sets(), b.sets()),
        b.reps(),
        b.repRange(),
        heavier ? a.load() : b.load(),
        b.variation(),
        Math.max(a.difficulty(), b.difficulty()),
        b.holdSeconds() == null ? null : Math.max(a.holdSeconds(), b.holdSeconds()),
        b.perSide(),
        Math.max(a.timesPerDay(), b.timesPerDay()));
  }
}
