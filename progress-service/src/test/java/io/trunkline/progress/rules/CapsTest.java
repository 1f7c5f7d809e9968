package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Professional;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.Recommendation.Phase;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of every boundary of the caps. */
class CapsTest {

  private static final String BACK = "lower-back";

  static String dose(Recommendation answer) {
    Prescription dose = answer.prescription() == null ? answer.preview() : answer.prescription();
    String load = dose.load() == null ? "" : "@" + dose.load().value().toPlainString();
    return dose.sets() + "x" + dose.reps() + load;
  }

  private static Limits limits(Integer sets, Integer reps, String kilograms) {
    Load load = kilograms == null ? null : new Load(new BigDecimal(kilograms), Unit.KG);
    return new Limits(sets, reps, load, null, null, null);
  }

  @Test
  void a_ceiling_lowers_and_a_ceiling_above_changes_nothing() {
    Story low =
        Story.threeWeeks().directed(15, Order.CEILING, "back-extension", limits(2, 11, "19"));
    Story high =
        Story.threeWeeks().directed(15, Order.CEILING, "back-extension", limits(9, 99, "90"));

    assertThat(dose(low.ask(17, "back-extension"))).isEqualTo("2x11@17.5");
    assertThat(dose(high.ask(17, "back-extension"))).isEqualTo("3x12@20");
    assertThat(high.ask(17, "back-extension").silent()).contains("C-COACH");
  }

  @Test
  void a_ceiling_until_day_17_holds_on_day_17_and_not_on_day_18() {
    Story story =
        Story.threeWeeks()
            .directed(
                15,
                Order.CEILING,
                "back-extension",
                limits(1, null, null),
                null,
                null,
                Story.day(17));

    assertThat(dose(story.ask(17, "back-extension"))).startsWith("1x");
    assertThat(dose(story.ask(18, "back-extension"))).startsWith("3x");
  }

  @Test
  void a_ceiling_for_a_region_bounds_what_works_it_and_nothing_else() {
    Story story =
        Story.threeWeeks()
            .directed(15, Order.CEILING, null, limits(1, null, null), BACK, null, null);

    assertThat(dose(story.ask(17, "back-extension"))).startsWith("1x");
    assertThat(dose(story.ask(17, "pull-up"))).startsWith("2x");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "lower-back, -, 1x12@20",
        "-, back-extension, 1x12@20",
        "-, -, 1x12@20",
        "calves, -, 3x12@20",
        "-, deadlift, 3x12@20",
        "lower-back, deadlift, 3x12@20"
      })
  void limits_of_a_go_ahead_bound_its_region_its_exercise_or_everything(
      String region, String exercise, String expected) {
    assertThat(dose(limited(region, exercise, 30, 17))).isEqualTo(expected);
  }

  @Test
  void limits_of_a_go_ahead_until_day_17_hold_on_day_17_and_not_on_day_18() {
    assertThat(dose(limited(BACK, null, 17, 17))).startsWith("1x");
    assertThat(dose(limited(BACK, null, 17, 18))).startsWith("3x");
  }

  private static Recommendation limited(String region, String exercise, int until, int asked) {
    History told = Story.threeWeeks().history();
    Clearance one =
        new Clearance(
            new Ref("clearance/one", 1),
            Story.evening(15),
            Professional.PHYSICIAN,
            region,
            exercise,
            Story.day(until),
            limits(1, null, null));
    History more =
        new History(
            told.athlete(), told.sessions(), List.of(), List.of(one), told.screening(), List.of());
    return Recommender.recommend(
        more, Gym.CATALOGUE, Gym.POLICY, "back-extension", Story.evening(asked));
  }

  @ParameterizedTest
  @CsvSource({"9, 5", "4, 4", "1, 3"})
  void a_ceiling_of_seconds_lowers_a_hold_and_not_below_its_range(int ceiling, int held) {
    String rotation = "lower-trunk-rotation";
    Story story =
        new Story()
            .directed(0, Order.POSITION, rotation, new Limits(null, 10, null, null, 5, null))
            .directed(
                0, Order.CEILING, rotation, new Limits(null, null, null, null, ceiling, null));

    assertThat(story.ask(1, rotation).prescription().holdSeconds()).isEqualTo(held);
  }

  @Test
  void a_position_is_where_the_plan_goes_on_from() {
    Story story =
        Story.threeWeeks().directed(15, Order.POSITION, "back-extension", limits(2, 11, "30"));

    Recommendation answer = story.ask(17, "back-extension");
    assertThat(dose(answer)).isEqualTo("2x11@30");
    assertThat(answer.because())
        .anyMatch(b -> b.rule().equals("C-COACH") && b.text().contains("because"));
  }

  @Test
  void daily_practice_is_bounded_to_bodyweight_and_2_sets_even_after_an_ache() {
    Story story = Story.threeWeeks().directed(15, Order.DAILY, "back-extension", Limits.NONE);

    assertThat(dose(story.ask(17, "back-extension"))).isEqualTo("2x12@0");
    assertThat(dose(story.felt(16, "ache", 2, BACK).ask(24, "back-extension"))).isEqualTo("1x10@0");
  }

  @ParameterizedTest
  @CsvSource({"0, 1x10@10", "1, 2x10@12.5", "2, 2x10@15", "3, 2x10@17.5", "4, 3x12@20"})
  void a_return_takes_50_70_80_90_percent_and_ends_after_4_sessions(int sessions, String expected) {
    Story story = Story.threeWeeks().felt(15, "ache", 3, BACK);
    for (int k = 0; k < sessions; k++) {
      story.did(23 + 7 * k, "back-extension", "3x12@20");
    }
    int day = sessions == 0 ? 23 : 23 + 7 * (sessions - 1) + 2;

    Recommendation answer = story.ask(day, "back-extension");
    assertThat(dose(answer)).isEqualTo(expected);
    assertThat(answer.step()).isEqualTo(sessions == 4 ? null : Integer.valueOf(sessions));
  }

  @ParameterizedTest
  @CsvSource({"29, 1", "30, 2"})
  void the_next_return_step_counts_7_days_after_the_last_and_not_6(int day, int step) {
    Story story =
        Story.threeWeeks()
            .felt(15, "ache", 3, BACK)
            .did(23, "back-extension", "1x10@10")
            .did(day, "back-extension", "1x10@10");

    assertThat(story.ask(day, "back-extension").step()).isEqualTo(step);
  }

  @ParameterizedTest
  @CsvSource({"24, 0", "25, 0", "26, 1"})
  void a_return_session_counts_only_with_2_quiet_days_after_it(int ache, int counted) {
    Story story =
        Story.threeWeeks()
            .felt(15, "ache", 3, BACK)
            .did(23, "back-extension", "1x10@10")
            .felt(ache, "ache", 2, BACK);
    Situation s =
        new Histories.Question(story.history(), "back-extension", Story.evening(60)).situation();

    assertThat(ReturnLighter.step(s.hitting().get(0), s)).isEqualTo(counted);
  }

  @Test
  void a_way_back_of_4_steps_has_no_5th() {
    Story story = Story.threeWeeks().felt(15, "ache", 3, BACK);
    for (int week = 0; week < 6; week++) {
      story.did(23 + 7 * week, "back-extension", "1x10@10");
    }
    Situation s =
        new Histories.Question(story.history(), "back-extension", Story.evening(70)).situation();

    assertThat(ReturnLighter.step(s.hitting().get(0), s)).isEqualTo(4);
  }

  @Test
  void caps_that_bind_nothing_stay_silent_in_the_order_of_the_table() {
    Story story =
        new Story()
            .did(0, "trunk-lift", "3x12 hands-behind-head")
            .felt(1, "ache", 2, BACK)
            .felt(8, "soreness", 3, BACK);

    assertThat(story.ask(9, "trunk-lift").silent())
        .containsSubsequence("C-COACH", "C-LAYOFF", "C-LAYOFF-NEW", "C-SORE-HOLD")
        .doesNotContain("C-RETURN-0");
  }

  @Test
  void a_ladder_returns_one_rung_down_below_step_2_and_never_below_the_first() {
    Story story =
        new Story().did(0, "trunk-lift", "3x12 hands-behind-head").felt(1, "ache", 2, BACK);
    Recommendation first = story.ask(9, "trunk-lift");
    Recommendation lowest =
        new Story()
            .did(0, "trunk-lift", "2x10 arms-at-sides")
            .felt(1, "ache", 2, BACK)
            .ask(9, "trunk-lift");
    story
        .did(9, "trunk-lift", "3x12 hands-behind-head")
        .did(16, "trunk-lift", "3x12 hands-behind-head");

    assertThat(first.prescription().variation()).isEqualTo("arms-at-sides");
    assertThat(lowest.prescription().difficulty()).isEqualTo(1);
    assertThat(story.ask(18, "trunk-lift").step()).isEqualTo(2);
    assertThat(story.ask(18, "trunk-lift").prescription().variation())
        .isEqualTo("hands-behind-head");
  }

  @Test
  void assistance_grows_by_5_increments_and_never_past_the_start() {
    Story near = new Story().did(0, "pull-up", "3x8@-5").felt(1, "ache", 2, "upper-back");
    long start = Gym.exercise("pull-up").load().startGrams();
    BigDecimal increment = Gym.exercise("pull-up").load().increments().get(Unit.KG);

    assertThat(near.ask(9, "pull-up").prescription().load().value())
        .isEqualByComparingTo(new BigDecimal(-5).subtract(increment.multiply(new BigDecimal(5))));
    Story far =
        new Story().did(0, "pull-up", "3x8@" + start / 1000).felt(1, "ache", 2, "upper-back");
    assertThat(far.ask(9, "pull-up").prescription().load().value())
        .isEqualByComparingTo(BigDecimal.valueOf(start / 1000));
  }

  @Test
  void a_return_at_bodyweight_names_the_easier_way() {
    Recommendation answer =
        new Story()
            .did(0, "back-extension", "2x10")
            .felt(1, "ache", 2, BACK)
            .ask(9, "back-extension");

    assertThat(dose(answer)).isEqualTo("1x10@0");
    assertThat(answer.notices()).anyMatch(n -> n.text().contains("Hands on hips"));
  }

  @Test
  void half_a_deadlift_is_never_raised_to_the_weight_of_a_bar() {
    Recommendation answer =
        new Story().did(0, "deadlift", "3x5@30").felt(1, "ache", 2, BACK).ask(12, "deadlift");

    assertThat(dose(answer)).isEqualTo("1x5@15");
    assertThat(answer.notices()).anyMatch(n -> n.text().contains("lighter implement"));
  }

  @Test
  void equal_caps_are_claimed_by_the_earlier_report() {
    Story story = Story.threeWeeks().felt(15, "ache", 5, BACK).felt(15, "ache", 5, "glutes");
    Recommendation answer = story.ask(30, "back-extension");

    assertThat(answer.because().get(0).facts()).contains("sensation/p4@1");
    assertThat(answer.because().stream().filter(b -> b.rule().equals("C-RETURN-0"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "14, 3x12@20",
    "15, 2x10@17.5",
    "28, 2x10@17.5",
    "29, 2x10@15",
    "56, 2x10@15",
    "57, 2x10@10",
    "112, 2x10@10",
    "113, 2x10@0"
  })
  void a_break_of_15_29_57_and_113_days_costs_more_each_time(int days, String expected) {
    Recommendation answer = Story.threeWeeks().ask(14 + days, "back-extension");

    assertThat(dose(answer)).isEqualTo(expected);
    assertThat(answer.phase())
        .isEqualTo(days > 112 ? Phase.NEW : days > 14 ? Phase.RETURNING : Phase.BUILDING);
  }

  @Test
  void a_ladder_goes_one_rung_down_after_29_days_and_not_after_28() {
    Story story = new Story().did(0, "trunk-lift", "3x12 hands-behind-head");

    assertThat(story.ask(28, "trunk-lift").prescription().difficulty()).isEqualTo(2);
    assertThat(story.ask(29, "trunk-lift").prescription().difficulty()).isEqualTo(1);
  }

  @Test
  void soreness_on_the_day_of_the_last_session_holds_and_on_the_day_before_does_not() {
    Story before =
        Story.threeWeeks().felt(20, "soreness", 5, BACK).did(21, "back-extension", "3x12@20");
    Story after =
        Story.threeWeeks().did(21, "back-extension", "3x12@20").felt(21, "soreness", 5, BACK);

    assertThat(dose(before.ask(24, "back-extension"))).isEqualTo("3x10@22.5");
    assertThat(dose(after.ask(24, "back-extension"))).isEqualTo("3x10@20");
  }

  @ParameterizedTest
  @CsvSource({"0, 3x10@22.5", "1, 3x10@20"})
  void soreness_of_severity_0_holds_nothing_and_of_1_does(int severity, String expected) {
    Story story =
        Story.threeWeeks()
            .did(21, "back-extension", "3x12@20")
            .felt(21, "soreness", severity, BACK);

    assertThat(dose(story.ask(24, "back-extension"))).isEqualTo(expected);
  }

  @Test
  void soreness_of_a_stabiliser_holds_nothing() {
    Story story = new Story().did(0, "dumbbell-row", "2x8@20").felt(1, "soreness", 9, BACK);

    assertThat(story.ask(3, "dumbbell-row").silent()).contains("C-SORE-HOLD");
  }

  @Test
  void sessions_done_while_stopped_are_no_way_back_and_the_first_after_the_go_ahead_is() {
    Story stubborn =
        Story.threeWeeks()
            .felt(15, "sharp", 4, BACK)
            .did(30, "back-extension", "3x12@20")
            .did(37, "back-extension", "3x12@20")
            .cleared(40, BACK, null);

    Recommendation first = stubborn.ask(41, "back-extension");
    assertThat(dose(first)).isEqualTo("1x10@10");
    assertThat(first.step()).isEqualTo(0);

    Recommendation second = stubborn.did(41, "back-extension", "1x10@10").ask(48, "back-extension");
    assertThat(second.step()).isEqualTo(1);
  }
}
