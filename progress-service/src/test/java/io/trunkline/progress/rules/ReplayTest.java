package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.Histories.Question;
import io.trunkline.progress.rules.History.Fact;
import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Because;
import io.trunkline.progress.rules.Replay.Answer;
import io.trunkline.progress.rules.Replay.Outcome;
import io.trunkline.progress.rules.Replay.Point;
import io.trunkline.progress.series.Series;
import io.trunkline.progress.series.TellProgress;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A replay says what the rules said, session by session. */
class ReplayTest {

  private static final String BACK = "back-extension";

  @Test
  void every_point_is_the_recommendation_for_the_facts_before_it() {
    Properties.check(
        "replay",
        (question, random) -> {
          for (Point point : replay(question.history(), question.exercise())) {
            Question then =
                new Question(before(question.history(), point), question.exercise(), point.at());
            Recommendation told = then.plain();
            Answer answer = point.answer();
            assertThat(answer.advice()).isEqualTo(told.advice());
            assertThat(answer.phase()).isEqualTo(told.phase());
            assertThat(answer.earliest()).isEqualTo(told.earliest());
            assertThat(answer.dose())
                .isEqualTo(told.advice() == Advice.TRAIN ? told.prescription() : told.preview());
            assertThat(answer.rules())
                .isEqualTo(told.because().stream().map(Because::rule).distinct().toList());
          }
        });
  }

  @Test
  void what_was_done_is_the_same_without_what_was_advised() {
    Properties.check(
        "done",
        (question, random) -> {
          History history = question.history();
          Exercise exercise = Gym.exercise(question.exercise());
          List<Series.Point> told =
              new TellProgress(history, Gym.POLICY, question.at(), null, null)
                  .of(exercise)
                  .points();
          int most = random.nextInt(4);
          TellProgress.Done done = TellProgress.done(history, exercise, question.at(), most);
          assertThat(done.sessions()).isEqualTo(told.size());
          assertThat(done.newest())
              .usingRecursiveFieldByFieldElementComparatorIgnoringFields("lifted", "advised")
              .isEqualTo(told.subList(Math.max(0, told.size() - most), told.size()));
        });
  }

  private static History before(History history, Point point) {
    History known = history;
    for (Fact fact : Vary.facts(history)) {
      if (!fact.at().isBefore(point.at())) {
        known = Vary.without(known, fact);
      }
    }
    return known;
  }

  private static List<Point> replay(History history, String exercise) {
    return new Replay(history, Gym.POLICY).of(Gym.exercise(exercise));
  }

  private static List<Outcome> outcomes(Story story, String exercise) {
    return replay(story.history(), exercise).stream().map(p -> p.answer().outcome()).toList();
  }

  @Test
  void weeks_of_training_start_rise_hold_and_rise() {
    Story story =
        new Story()
            .did(0, BACK, "2x10")
            .did(7, BACK, "2x12")
            .did(14, BACK, "2x12")
            .did(21, BACK, "2x12");

    // Nothing on record; 11 after 10; 12 as done already; the first plate.
    assertThat(outcomes(story, BACK))
        .containsExactly(Outcome.STARTED, Outcome.RAISED, Outcome.HELD, Outcome.RAISED);
  }

  @Test
  void what_was_overdone_is_lowered() {
    Story story = Story.threeWeeks().did(17, BACK, "3x12@40").did(21, BACK, "3x12@40");

    assertThat(outcomes(story, BACK)).endsWith(Outcome.LOWERED);
  }

  @Test
  void the_third_session_of_a_week_waits_an_ache_rests_then_returns_and_sharp_pain_stops() {
    Story story =
        Story.threeWeeks()
            .did(15, BACK, "3x12@20")
            .felt(15, "ache", 3, "lower-back")
            .did(20, BACK, "3x12@20")
            .did(24, BACK, "1x10@10")
            .felt(24, "sharp", 2, "lower-back")
            .did(60, BACK, "1x10@10");

    assertThat(outcomes(story, BACK))
        .endsWith(Outcome.WAITED, Outcome.RESTED, Outcome.RETURNED, Outcome.STOPPED);
  }

  @Test
  void a_break_of_half_a_year_starts_again() {
    assertThat(outcomes(Story.threeWeeks().did(200, BACK, "2x10"), BACK)).endsWith(Outcome.STARTED);
  }

  @Test
  void a_second_time_a_day_is_a_rise() {
    Story story = new Story();
    for (int day = 0; day < 120; day++) {
      story.did(day, "lower-trunk-rotation", "1x10 hold5");
    }
    List<Point> points = replay(story.history(), "lower-trunk-rotation");
    Point twice =
        points.stream().filter(p -> p.answer().dose().timesPerDay() == 2).findFirst().orElseThrow();

    assertThat(twice.answer().outcome()).isEqualTo(Outcome.RAISED);
    assertThat(twice.answer().rules()).contains("B-MOB-TIMES");
  }

  @Test
  void a_second_time_a_day_that_the_coach_forbids_is_less_than_was_earned_and_no_rise() {
    String rotation = "lower-trunk-rotation";
    Limits full = new Limits(null, 10, null, null, 5, null);
    Limits once = new Limits(null, null, null, null, null, 1);
    Story free = new Story().directed(-1, Order.POSITION, rotation, full);
    Story bound =
        new Story()
            .directed(-1, Order.POSITION, rotation, full)
            .directed(-1, Order.CEILING, rotation, once);
    for (int day : List.of(0, 4, 8, 9)) {
      free.did(day, rotation, "1x10 hold5");
      bound.did(day, rotation, "1x10 hold5");
    }

    assertThat(outcomes(free, rotation)).endsWith(Outcome.HELD, Outcome.RAISED);
    assertThat(outcomes(bound, rotation)).endsWith(Outcome.HELD, Outcome.LOWERED);
  }

  @Test
  void a_session_does_not_know_itself_nor_what_was_felt_after_it() {
    Story story = new Story().did(0, BACK, "2x10").felt(0, "sharp", 9, "lower-back");

    assertThat(outcomes(story, BACK)).containsExactly(Outcome.STARTED);
  }

  @Test
  void a_session_of_warm_ups_is_no_point_and_one_of_something_else_neither() {
    Story story =
        new Story().did(0, BACK, "2x10 warmup").did(2, "deadlift", "2x5@20").did(4, BACK, "2x10");

    assertThat(replay(story.history(), BACK))
        .extracting(Point::at)
        .containsExactly(Story.MONDAY.plusDays(4).plusHours(18));
  }

  @Test
  void grams_are_load_times_repetitions_as_done_and_as_advised() {
    Story story = new Story().did(0, BACK, "3x10@20").did(7, BACK, "3x11@20");
    Point second = replay(story.history(), BACK).get(1);

    assertThat(second.liftedGrams()).isEqualTo(3 * 11 * 20_000L);
    assertThat(second.answer().advisedGrams()).isEqualTo(3 * 10 * 20_000L);
  }

  @Test
  void both_sides_lift_assistance_does_not_and_rest_advises_nothing() {
    PerformedSet sides =
        new PerformedSet(null, 8, 7, new Load(BigDecimal.TEN, Unit.KG), null, null, null, false);
    Performed rows = new Performed("dumbbell-row", null, null, Collections.nCopies(2, sides));
    Story story =
        new Story()
            .session(0, rows)
            .session(9, rows)
            .did(1, "pull-up", "2x8@-20")
            .did(3, BACK, "2x10@20")
            .felt(3, "ache", 3, "lower-back")
            .did(7, BACK, "2x10@20");

    assertThat(replay(story.history(), "dumbbell-row").get(0).liftedGrams())
        .isEqualTo(2 * (8 + 7) * 10_000L);
    Answer advised = replay(story.history(), "dumbbell-row").get(1).answer();
    long perSide = 10_000L * advised.dose().sets() * advised.dose().reps();
    assertThat(advised.dose().load().value()).isEqualByComparingTo(BigDecimal.TEN);
    assertThat(advised.advisedGrams()).isPositive().isEqualTo(2 * perSide);
    assertThat(replay(story.history(), "pull-up").get(0).liftedGrams()).isZero();
    assertThat(replay(story.history(), "pull-up").get(0).answer().advisedGrams()).isZero();
    Point resting = replay(story.history(), BACK).get(1);
    assertThat(resting.answer().outcome()).isEqualTo(Outcome.RESTED);
    assertThat(resting.answer().advisedGrams()).isZero();
  }

  @Test
  void a_change_of_unit_is_folded_anew_on_the_other_grid() {
    Story story = new Story().did(0, BACK, "2x10@45lb").did(7, BACK, "2x11@45lb");

    assertThat(replay(story.history(), BACK).get(0).answer().dose().load().unit()).isEqualTo("kg");
    assertThat(replay(story.history(), BACK).get(1).answer().dose().load())
        .isEqualTo(new Recommendation.Quantity(BigDecimal.valueOf(45), "lb"));
  }
}
