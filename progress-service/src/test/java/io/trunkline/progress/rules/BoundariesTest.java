package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.Exercise.Evidence;
import io.trunkline.progress.rules.Exercise.Variation;
import io.trunkline.progress.rules.History.Directive;
import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boundaries of the arithmetic under the rules, each from both sides. */
class BoundariesTest {

  private static final String BACK = "lower-back";

  private static Axes axes(String exercise) {
    return new Axes(Gym.exercise(exercise), Gym.POLICY, Unit.KG);
  }

  private static Base base(Story story, String exercise, int day) {
    return new Histories.Question(story.history(), exercise, Story.evening(day)).situation().base();
  }

  private static Limits limits(Integer sets, Integer reps, String kilograms) {
    Load load = kilograms == null ? null : new Load(new BigDecimal(kilograms), Unit.KG);
    return new Limits(sets, reps, load, null, null, null);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 2", "2, 1, 3", "3, 2, 3"})
  void a_ladder_of_3_goes_one_rung_down_or_up_and_stays_at_its_ends(int rung, int down, int up) {
    assertThat(axes("trunk-lift").rungBelow(rung)).isEqualTo(down);
    assertThat(axes("trunk-lift").rungAbove(rung)).isEqualTo(up);
  }

  @Test
  void a_posted_variation_outside_the_ladder_is_taken_as_none() {
    assertThat(axes("trunk-lift").rung("hands-behind-head", 1)).isEqualTo(2);
    assertThat(axes("trunk-lift").rung("plate", 1)).isEqualTo(1);
    assertThat(axes("trunk-lift").rung(null, 3)).isEqualTo(3);
    assertThat(axes("back-extension").rung("hands-on-hips", 7)).isEqualTo(7);
  }

  @Test
  void only_a_ladder_is_climbed_however_many_ranked_variations_there_are() {
    assertThat(axes("back-extension").ladder).extracting(Variation::byDefault).containsOnly(true);
    assertThat(axes("trunk-lift").ladder)
        .extracting(Variation::difficulty)
        .containsExactly(1, 2, 3);
    assertThat(axes("back-extension").easiestVariation().id()).isEqualTo("hands-on-hips");
    assertThat(axes("deadlift").easiestVariation()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"-40000, 5, -40000", "-20000, 2, -30000", "-20000, 5, -40000", "-50000, 1, -50000"})
  void assistance_grows_by_increments_and_not_past_the_start_unless_already_there(
      long load, int increments, long expected) {
    assertThat(axes("pull-up").moreAssistance(load, increments)).isEqualTo(expected);
  }

  @Test
  void percentages_are_for_loads_above_0_on_an_assisting_axis_and_for_all_on_another() {
    assertThat(axes("pull-up").countsIncrements(0)).isTrue();
    assertThat(axes("pull-up").countsIncrements(1)).isFalse();
    assertThat(axes("deadlift").countsIncrements(0)).isFalse();
  }

  @Test
  void a_load_below_0_is_for_assistance_only() {
    assertThat(axes("deadlift").floorLoad(-1)).isZero();
    assertThat(axes("pull-up").floorLoad(-1)).isEqualTo(-5_000);
  }

  @Test
  void each_field_of_a_dose_rests_on_the_catalogues_own_words_for_it() {
    Exercise lift = Gym.exercise("trunk-lift");
    Axes axes = axes("trunk-lift");
    Dose dose = axes.start;

    assertThat(axes.evidence(Dose.Field.SETS, dose)).isEqualTo(lift.sets().evidence());
    assertThat(axes.evidence(Dose.Field.REPS, dose)).isEqualTo(lift.reps().evidence());
    assertThat(axes.evidence(Dose.Field.LOAD, dose)).isEqualTo(Evidence.CHOICE);
    assertThat(axes.evidence(Dose.Field.VARIATION, dose))
        .isEqualTo(lift.variations().get(0).evidence());
    assertThat(axes.evidence(Dose.Field.HOLD, dose)).isEqualTo(Evidence.CHOICE);
    assertThat(axes("lower-trunk-rotation").evidence(Dose.Field.HOLD, dose).cites())
        .contains("LTR:62");
    assertThat(axes("back-extension").evidence(Dose.Field.TIMES, dose).cites()).contains("BE:158");
    assertThat(axes("back-extension").evidence(Dose.Field.LOAD, dose))
        .isEqualTo(Gym.exercise("back-extension").load().evidence());
  }

  @Test
  void assistance_is_regained_from_two_increments_short_of_the_best_and_not_from_one() {
    Story one =
        new Story()
            .did(0, "pull-up", "2x10@-20")
            .did(7, "pull-up", "2x10@-25")
            .did(14, "pull-up", "2x10@-25");
    Story two =
        new Story()
            .did(0, "pull-up", "2x10@-20")
            .did(7, "pull-up", "2x10@-30")
            .did(14, "pull-up", "2x10@-30");

    assertThat(base(one, "pull-up", 16).decided().id()).isEqualTo("B-PARTIAL-HOLD");
    assertThat(base(two, "pull-up", 16).decided().id()).isEqualTo("B-REGAIN-LOAD");
    assertThat(base(two, "pull-up", 16).dose().load()).isEqualTo(-25_000);
  }

  @Test
  void a_regain_never_goes_past_one_increment_beyond_90_percent_of_the_best() {
    // Ten percent of 180 are 18 kg; 90 percent of 210 are 189, so 190 is the line beyond.
    Story story =
        new Story()
            .did(0, "back-extension", "2x10@210")
            .did(7, "back-extension", "2x10@180")
            .did(14, "back-extension", "2x10@180");

    assertThat(base(story, "back-extension", 16).dose().load()).isEqualTo(190_000);
  }

  @Test
  void assistance_misses_cost_one_increment_and_at_the_start_a_set() {
    Story light =
        new Story()
            .did(0, "pull-up", "2x10@-20")
            .did(7, "pull-up", "2x7@-20")
            .did(14, "pull-up", "2x7@-20");
    Story start =
        new Story()
            .did(0, "pull-up", "3x10@-40")
            .did(7, "pull-up", "3x7@-40")
            .did(14, "pull-up", "3x7@-40");

    assertThat(base(light, "pull-up", 16).dose().load()).isEqualTo(-25_000);
    assertThat(base(start, "pull-up", 16).dose().load()).isEqualTo(-40_000);
    assertThat(base(start, "pull-up", 16).dose().sets()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"6, B-HOLD", "7, B-MOB-REPS"})
  void three_met_rotations_step_on_the_7th_day_and_not_on_the_6th(int last, String rule) {
    Story story =
        new Story()
            .did(0, "trunk-rotation", "1x5")
            .did(3, "trunk-rotation", "1x5")
            .did(last, "trunk-rotation", "1x5");

    assertThat(base(story, "trunk-rotation", last).decided().id()).isEqualTo(rule);
  }

  @Test
  void twelve_at_bodyweight_twice_within_4_days_add_weight_as_the_first_step_only() {
    Story first = new Story().did(0, "back-extension", "2x10").did(3, "back-extension", "2x12");
    first.did(4, "back-extension", "2x12");
    Story later =
        new Story()
            .did(0, "back-extension", "1x10")
            .did(7, "back-extension", "1x10")
            .did(14, "back-extension", "2x12")
            .did(16, "back-extension", "2x12");

    assertThat(base(first, "back-extension", 5).decided().id()).isEqualTo("B-ADDWEIGHT");
    assertThat(base(later, "back-extension", 17).decided().id()).isEqualTo("B-HOLD");
  }

  @Test
  void a_coachs_word_about_one_report_is_about_no_other() {
    Story aching = new Story().felt(10, "ache", 5, BACK);
    String report = aching.history().sensations().get(0).ref().entry();

    assertThat(rest(aching, report)).isEqualTo(Story.day(10 + 9 + 1));
    assertThat(rest(aching, "sensation/another")).isEqualTo(Story.day(10 + 14 + 1));
  }

  private static LocalDate rest(Story story, String report) {
    History told = story.history();
    Directive word =
        new Directive(
            new Ref("directive/word", 1),
            Story.evening(10),
            Order.REST,
            null,
            null,
            Limits.NONE,
            report,
            9,
            null,
            "coach",
            null);
    History more =
        new History(
            told.athlete(),
            told.sessions(),
            told.sensations(),
            told.clearances(),
            told.screening(),
            List.of(word));
    return Recommender.recommend(
            more, Gym.CATALOGUE, Gym.POLICY, "back-extension", Story.evening(11))
        .earliest();
  }

  @Test
  void sessions_count_on_the_way_back_only_while_the_go_ahead_holds() {
    Story story = Story.threeWeeks().felt(15, "sharp", 3, BACK);
    story.cleared(16, BACK, null, Story.day(40));
    story.did(40, "back-extension", "1x10@10").did(47, "back-extension", "1x10@10");
    Story again = story.cleared(48, BACK, null);

    Recommendation answer = again.ask(50, "back-extension");
    assertThat(answer.advice()).isEqualTo(Advice.TRAIN);
    assertThat(answer.step()).isEqualTo(1);
  }

  @Test
  void a_ceiling_of_less_than_the_range_leaves_its_bottom_and_one_set() {
    Story story =
        Story.threeWeeks().directed(15, Order.CEILING, "back-extension", limits(0, 3, "-5"));

    assertThat(CapsTest.dose(story.ask(17, "back-extension"))).isEqualTo("1x10@0");
  }

  @Test
  void a_position_restarts_what_was_earned() {
    Story story =
        new Story()
            .did(0, "back-extension", "3x12@20")
            .directed(5, Order.POSITION, "back-extension", limits(3, 12, "20"))
            .did(7, "back-extension", "3x12@20");

    assertThat(base(story, "back-extension", 8).decided().id()).isEqualTo("B-HOLD");
    assertThat(
            base(story.did(12, "back-extension", "3x12@20"), "back-extension", 13).decided().id())
        .isEqualTo("B-LOAD");
  }

  @Test
  void after_a_reduction_it_takes_2_misses_more_to_reduce_again() {
    Story story =
        new Story()
            .did(0, "back-extension", "3x10@40")
            .did(7, "back-extension", "3x9@40")
            .did(14, "back-extension", "3x9@40")
            .did(21, "back-extension", "3x9@35");

    assertThat(base(story, "back-extension", 22).decided().id()).isEqualTo("B-MISS-HOLD");
    assertThat(base(story.did(28, "back-extension", "3x9@35"), "back-extension", 29).decided().id())
        .isEqualTo("B-REDUCE");
  }

  @Test
  void a_step_rests_on_3_sessions_at_most() {
    Story story = new Story();
    for (int day = 0; day < 10; day += 2) {
      story.did(day, "trunk-rotation", "1x5");
    }

    assertThat(base(story, "trunk-rotation", 9).facts())
        .containsExactly("session/s3@1", "session/s4@1", "session/s5@1");
  }

  @Test
  void strength_needs_2_days_between_and_5_at_a_position_and_a_rotation_none() {
    assertThat(axes("trunk-rotation").gap()).isZero();
    assertThat(axes("deadlift").gap()).isEqualTo(2);
    assertThat(axes("deadlift").spacing()).isEqualTo(5);
  }
}
