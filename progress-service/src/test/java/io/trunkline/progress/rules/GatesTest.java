package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of every boundary of the gates. */
class GatesTest {

  private static final String BACK = "lower-back";

  private static Advice asked(Story story, int day, String exercise) {
    return story.ask(day, exercise).advice();
  }

  private static LocalDate rest(Story story, int day) {
    Recommendation answer = story.ask(day, "back-extension");
    assertThat(answer.advice()).isEqualTo(Advice.REST);
    return answer.earliest();
  }

  @Test
  void an_unknown_exercise_gets_no_numbers() {
    Recommendation answer = new Story().ask(0, "moon-walk");

    assertThat(answer.advice()).isEqualTo(Advice.UNKNOWN_EXERCISE);
    assertThat(answer.prescription()).isNull();
    assertThat(answer.because())
        .extracting(Recommendation.Because::rule)
        .containsExactly("D-UNKNOWN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sharp", "pinching", "unusual", "worse"})
  void sharp_pain_never_ends_by_time(String kind) {
    Story story = new Story().felt(0, kind, 1, BACK);

    assertThat(asked(story, 1, "back-extension")).isEqualTo(Advice.STOP);
    assertThat(asked(story, 3650, "back-extension")).isEqualTo(Advice.STOP);
    assertThat(story.ask(3650, "back-extension").earliest()).isNull();
  }

  @Test
  void sharp_pain_of_severity_0_is_nothing_and_of_1_or_unknown_stops() {
    assertThat(asked(new Story().felt(0, "sharp", 0, BACK), 1, "back-extension"))
        .isEqualTo(Advice.TRAIN);
    assertThat(asked(new Story().felt(0, "sharp", 1, BACK), 1, "back-extension"))
        .isEqualTo(Advice.STOP);
    assertThat(asked(new Story().felt(0, "sharp", null, BACK), 1, "back-extension"))
        .isEqualTo(Advice.STOP);
  }

  @Test
  void an_ache_of_6_rests_and_of_7_stops() {
    assertThat(asked(new Story().felt(0, "ache", 6, BACK), 1, "back-extension"))
        .isEqualTo(Advice.REST);
    assertThat(asked(new Story().felt(0, "ache", 7, BACK), 1, "back-extension"))
        .isEqualTo(Advice.STOP);
  }

  @Test
  void every_stop_says_when_it_is_an_emergency() {
    Recommendation answer = new Story().felt(0, "sharp", 5, BACK).ask(1, "back-extension");

    assertThat(answer.because().get(0).text()).contains("emergency", "urine", "numb", "weakness");
    assertThat(answer.notices()).anyMatch(n -> n.rule().equals("G-STOP"));
    assertThat(answer.preview()).isNull();
  }

  @Test
  void a_go_ahead_before_the_report_lifts_nothing_and_after_it_lifts_the_stop_but_not_the_rest() {
    Story early = new Story().cleared(0, BACK, null).felt(1, "sharp", 5, BACK);
    Story late = new Story().felt(1, "sharp", 5, BACK).cleared(2, BACK, null);

    assertThat(asked(early, 3, "back-extension")).isEqualTo(Advice.STOP);
    assertThat(asked(late, 3, "back-extension")).isEqualTo(Advice.REST);
    assertThat(asked(late, 15, "back-extension")).isEqualTo(Advice.REST);
    assertThat(asked(late, 16, "back-extension")).isEqualTo(Advice.TRAIN);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "lower-back, -, REST",
        "knees, -, STOP",
        "-, back-extension, REST",
        "-, deadlift, STOP",
        "-, -, REST",
        "lower-back, deadlift, STOP"
      })
  void a_go_ahead_covers_its_region_its_exercise_or_everything(
      String region, String exercise, Advice expected) {
    Story story = new Story().felt(0, "sharp", 5, BACK).cleared(1, region, exercise);

    assertThat(asked(story, 2, "back-extension")).isEqualTo(expected);
  }

  @Test
  void a_go_ahead_until_day_20_holds_on_day_20_and_not_on_day_21() {
    Story story = new Story().felt(0, "sharp", 5, BACK).cleared(1, BACK, null, Story.day(20));

    assertThat(asked(story, 20, "back-extension")).isEqualTo(Advice.TRAIN);
    assertThat(asked(story, 21, "back-extension")).isEqualTo(Advice.STOP);
  }

  @Test
  void back_history_stops_primary_and_secondary_and_only_notes_a_stabiliser() {
    Story story = new Story().screened(0, "herniation");

    assertThat(asked(story, 1, "back-extension")).isEqualTo(Advice.CLEARANCE_NEEDED);
    assertThat(asked(story, 1, "romanian-deadlift")).isEqualTo(Advice.CLEARANCE_NEEDED);
    assertThat(asked(story, 1, Gym.UNMAPPED)).isEqualTo(Advice.CLEARANCE_NEEDED);
    assertThat(asked(story, 1, "dumbbell-row")).isEqualTo(Advice.TRAIN);
    assertThat(story.ask(1, "dumbbell-row").notices()).anyMatch(n -> n.rule().equals("G-CLEAR"));
    assertThat(asked(story.cleared(2, BACK, null), 3, "back-extension")).isEqualTo(Advice.TRAIN);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "lower-back, -, TRAIN",
        "-, back-extension, TRAIN",
        "-, -, TRAIN",
        "knees, -, CLEARANCE_NEEDED",
        "-, deadlift, CLEARANCE_NEEDED",
        "lower-back, deadlift, CLEARANCE_NEEDED"
      })
  void back_history_needs_a_go_ahead_for_the_back_for_the_exercise_or_for_everything(
      String region, String exercise, Advice expected) {
    Story story = new Story().screened(0, "herniation").cleared(1, region, exercise);

    assertThat(asked(story, 2, "back-extension")).isEqualTo(expected);
  }

  @Test
  void a_go_ahead_for_a_back_until_day_20_holds_on_day_20_and_not_on_day_21() {
    Story story = new Story().screened(0, "herniation").cleared(1, BACK, null, Story.day(20));

    assertThat(asked(story, 20, "back-extension")).isEqualTo(Advice.TRAIN);
    assertThat(asked(story, 21, "back-extension")).isEqualTo(Advice.CLEARANCE_NEEDED);
  }

  @Test
  void an_unanswered_screening_prescribes_and_asks_and_no_history_does_neither() {
    assertThat(new Story().ask(0, "back-extension").notices())
        .anyMatch(n -> n.rule().equals("G-CLEAR"));
    assertThat(new Story().screened(0).ask(0, "back-extension").notices())
        .noneMatch(n -> n.rule().equals("G-CLEAR"));
  }

  @Test
  void everybody_is_told_of_the_go_ahead_for_the_trunk_rotation() {
    assertThat(new Story().screened(0).ask(0, "trunk-rotation").notices())
        .anySatisfy(
            notice -> {
              assertThat(notice.rule()).isEqualTo("G-CLEAR");
              assertThat(notice.sources()).extracting(Recommendation.Source::cite).contains("TR:5");
            });
    assertThat(new Story().screened(0).cleared(0, null, null).ask(0, "trunk-rotation").notices())
        .noneMatch(n -> n.rule().equals("G-CLEAR"));
  }

  @Test
  void an_ache_of_3_rests_7_whole_days_and_of_4_or_unknown_14() {
    assertThat(rest(new Story().felt(10, "ache", 3, BACK), 11)).isEqualTo(Story.day(18));
    assertThat(rest(new Story().felt(10, "ache", 4, BACK), 11)).isEqualTo(Story.day(25));
    assertThat(rest(new Story().felt(10, "ache", null, BACK), 11)).isEqualTo(Story.day(25));
    assertThat(rest(new Story().felt(10, "discomfort", 3, BACK), 11)).isEqualTo(Story.day(18));
  }

  @Test
  void the_last_day_of_7_rests_and_the_next_trains() {
    Story story = new Story().felt(10, "ache", 3, BACK);

    assertThat(asked(story, 17, "back-extension")).isEqualTo(Advice.REST);
    assertThat(asked(story, 18, "back-extension")).isEqualTo(Advice.TRAIN);
  }

  @ParameterizedTest
  @CsvSource({"1, 7", "2, 14", "42, 14", "43, 7"})
  void another_report_2_to_42_days_before_makes_7_days_14(int before, int days) {
    Story story = new Story().felt(50 - before, "ache", 2, BACK).felt(50, "ache", 2, BACK);

    assertThat(rest(story, 50)).isEqualTo(Story.day(50 + days + 1));
  }

  @Test
  void a_report_in_another_region_is_no_recurrence() {
    Story story = new Story().felt(40, "ache", 2, "knees").felt(50, "ache", 2, BACK);

    assertThat(rest(story, 50)).isEqualTo(Story.day(58));
  }

  @ParameterizedTest
  @CsvSource({"soreness, 5", "pump, 5", "tiredness, 5", "ache, 0", "sharp, 0"})
  void what_neither_rests_nor_stops_is_no_recurrence(String kind, int severity) {
    Story story = new Story().felt(40, kind, severity, BACK).felt(50, "ache", 2, BACK);

    assertThat(rest(story, 50)).isEqualTo(Story.day(58));
  }

  @Test
  void a_stabilising_region_rests_at_severity_4_or_unknown_and_gets_a_notice_at_3() {
    Story mild = new Story().felt(0, "ache", 3, BACK);

    assertThat(asked(mild, 1, "dumbbell-row")).isEqualTo(Advice.TRAIN);
    assertThat(mild.ask(1, "dumbbell-row").notices()).anyMatch(n -> n.rule().equals("G-REST"));
    assertThat(asked(new Story().felt(0, "ache", 4, BACK), 1, "dumbbell-row"))
        .isEqualTo(Advice.REST);
    assertThat(asked(new Story().felt(0, "ache", null, BACK), 1, "dumbbell-row"))
        .isEqualTo(Advice.REST);
    assertThat(asked(new Story().felt(0, "sharp", 1, BACK), 1, "dumbbell-row"))
        .isEqualTo(Advice.STOP);
  }

  @ParameterizedTest
  @CsvSource({"5, 7", "7, 7", "10, 10", "14, 14", "20, 14"})
  void a_coach_sets_a_rest_within_7_and_14_days_only(int directed, int days) {
    Story story = new Story().felt(10, "ache", 5, BACK).rested(10, BACK, directed);

    assertThat(rest(story, 11)).isEqualTo(Story.day(10 + days + 1));
  }

  @Test
  void a_coach_never_shortens_the_14_days_of_a_stop_report() {
    Story story =
        new Story().felt(10, "sharp", 5, BACK).rested(10, BACK, 7).cleared(11, BACK, null);

    assertThat(rest(story, 12)).isEqualTo(Story.day(25));
  }

  @Test
  void an_ache_named_after_one_exercise_rests_the_whole_region() {
    Story story = new Story().felt(0, "ache", 2, BACK, "back-extension");

    assertThat(asked(story, 1, "deadlift")).isEqualTo(Advice.REST);
    assertThat(asked(story, 1, "trunk-lift")).isEqualTo(Advice.REST);
    assertThat(asked(story, 1, "pull-up")).isEqualTo(Advice.TRAIN);
  }

  @Test
  void only_the_professions_of_the_policy_lift_a_stop() {
    Policy physicians =
        Gym.policy(
            new Policy.Stop(Gym.POLICY.stop().kinds(), 7, Set.of(History.Professional.PHYSICIAN)));
    Story story = new Story().felt(0, "sharp", 5, BACK).cleared(1, BACK, null);

    assertThat(
            Recommender.recommend(
                    story.history(), Gym.CATALOGUE, physicians, "back-extension", Story.evening(30))
                .advice())
        .isEqualTo(Advice.STOP);
    assertThat(asked(story, 30, "back-extension")).isEqualTo(Advice.TRAIN);
    Story back = new Story().screened(0, "herniation").cleared(1, BACK, null);
    assertThat(
            Recommender.recommend(
                    back.history(), Gym.CATALOGUE, physicians, "back-extension", Story.evening(2))
                .advice())
        .isEqualTo(Advice.CLEARANCE_NEEDED);
  }

  @Test
  void what_is_offered_instead_leaves_an_old_stop_alone_until_its_whole_region_is_cleared() {
    assertThat(offered(new Story())).doesNotContain("pull-up");
    assertThat(offered(new Story().cleared(1, null, "pull-up"))).doesNotContain("pull-up");
    assertThat(offered(new Story().cleared(1, "upper-back", null))).contains("pull-up");
  }

  private static List<String> offered(Story story) {
    story.felt(0, "sharp", 5, "upper-back").felt(99, "ache", 2, BACK);
    return story.ask(100, "back-extension").alternates().stream()
        .map(Recommendation.Alternate::exercise)
        .toList();
  }

  @Test
  void a_rotation_rests_with_the_back_unless_cleared_by_name_after_the_report() {
    Story story = new Story().felt(0, "ache", 5, BACK);

    assertThat(asked(story, 2, "lower-trunk-rotation")).isEqualTo(Advice.REST);
    story.cleared(1, null, null).cleared(1, BACK, null);
    assertThat(asked(story, 2, "lower-trunk-rotation")).isEqualTo(Advice.REST);
    story.cleared(1, null, "lower-trunk-rotation");
    assertThat(asked(story, 2, "lower-trunk-rotation")).isEqualTo(Advice.TRAIN);
    assertThat(asked(story, 2, "trunk-rotation")).isEqualTo(Advice.REST);
    assertThat(asked(story.cleared(1, null, "back-extension"), 2, "back-extension"))
        .isEqualTo(Advice.REST);
  }

  @Test
  void a_rotation_named_before_the_report_still_rests_and_so_does_one_named_until_yesterday() {
    String rotation = "lower-trunk-rotation";
    Story before = new Story().cleared(0, null, rotation).felt(1, "ache", 5, BACK);
    Story until = new Story().felt(0, "ache", 5, BACK).cleared(1, null, rotation, Story.day(5));

    assertThat(asked(before, 3, rotation)).isEqualTo(Advice.REST);
    assertThat(asked(until, 5, rotation)).isEqualTo(Advice.TRAIN);
    assertThat(asked(until, 6, rotation)).isEqualTo(Advice.REST);
  }

  @Test
  void four_sets_wait_2_days_and_five_wait_7() {
    Story four = new Story().did(0, "back-extension", "4x10@20");
    Story five = new Story().did(0, "back-extension", "5x10@20");

    assertThat(asked(four, 2, "back-extension")).isEqualTo(Advice.TRAIN);
    assertThat(asked(five, 6, "back-extension")).isEqualTo(Advice.WAIT);
    assertThat(asked(five, 7, "back-extension")).isEqualTo(Advice.TRAIN);
  }

  @Test
  void three_sets_at_0_in_reserve_wait_2_days_and_four_wait_7() {
    Story three = new Story().did(0, "back-extension", "3x10@20 rir0");
    Story four = new Story().did(0, "back-extension", "4x10@20 rir0");

    assertThat(asked(three, 2, "back-extension")).isEqualTo(Advice.TRAIN);
    assertThat(four.ask(6, "back-extension").because().get(0).rule()).isEqualTo("G-HARD");
    assertThat(asked(four, 7, "back-extension")).isEqualTo(Advice.TRAIN);
  }

  @Test
  void the_next_day_waits_and_the_day_after_trains() {
    Story story = new Story().did(0, "back-extension", "2x10");

    assertThat(asked(story, 0, "back-extension")).isEqualTo(Advice.WAIT);
    assertThat(asked(story, 1, "back-extension")).isEqualTo(Advice.WAIT);
    assertThat(asked(story, 2, "back-extension")).isEqualTo(Advice.TRAIN);
  }

  @Test
  void a_third_session_waits_on_day_6_and_trains_on_day_7() {
    Story story = new Story().did(0, "back-extension", "2x10").did(3, "back-extension", "2x10");

    assertThat(asked(story, 6, "back-extension")).isEqualTo(Advice.WAIT);
    assertThat(story.ask(5, "back-extension").earliest()).isEqualTo(Story.day(7));
    assertThat(asked(story, 7, "back-extension")).isEqualTo(Advice.TRAIN);
  }

  @Test
  void a_rotation_prescribed_once_a_day_waits_for_tomorrow_and_twice_may_go_again() {
    Story once = new Story().did(0, "trunk-rotation", "1x5");
    Limits twice = new Limits(null, 10, null, null, null, 2);
    Story again =
        new Story()
            .directed(-1, Order.POSITION, "trunk-rotation", twice)
            .did(0, "trunk-rotation", "1x10");

    assertThat(asked(once, 0, "trunk-rotation")).isEqualTo(Advice.WAIT);
    assertThat(asked(once, 1, "trunk-rotation")).isEqualTo(Advice.TRAIN);
    assertThat(asked(again, 0, "trunk-rotation")).isEqualTo(Advice.TRAIN);
    assertThat(asked(again.did(0, "trunk-rotation", "1x10"), 0, "trunk-rotation"))
        .isEqualTo(Advice.WAIT);
  }

  @Test
  void a_coach_may_allow_a_light_ladder_daily_until_something_aches() {
    Story story =
        new Story()
            .did(0, "trunk-lift", "2x10 arms-at-sides")
            .directed(0, Order.DAILY, "trunk-lift", Limits.NONE);

    assertThat(asked(story, 0, "trunk-lift")).isEqualTo(Advice.WAIT);
    assertThat(asked(story, 1, "trunk-lift")).isEqualTo(Advice.TRAIN);
    story.did(1, "trunk-lift", "2x10 arms-at-sides").felt(1, "ache", 1, "abdomen");
    assertThat(asked(story, 2, "trunk-lift")).isEqualTo(Advice.WAIT);
  }

  @Test
  void the_latest_gate_decides_the_day_and_the_first_the_advice() {
    Story story = new Story().felt(0, "ache", 2, BACK).did(6, "back-extension", "5x10@10");
    Recommendation answer = story.ask(7, "back-extension");

    assertThat(answer.advice()).isEqualTo(Advice.REST);
    assertThat(answer.earliest()).isEqualTo(Story.day(13));
    assertThat(answer.because().get(0).binds()).containsExactly("advice");
    assertThat(answer.because().get(1).rule()).isEqualTo("G-HARD");
    assertThat(answer.because().get(1).binds()).containsExactly("earliest");
  }
}
