package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.History.Limits;
import io.trunkline.progress.rules.History.Order;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both sides of every boundary of the base rules. */
class StepsTest {

  private static final String BE = "back-extension";

  /** Dose and deciding base rule, for example {@code 2x11@0 B-REPS}. */
  private static String next(Story story, String exercise) {
    Base base = base(story, exercise);
    Recommendation.Prescription dose = story.ask(lastDay(story) + 7, exercise).prescription();
    String load = dose.load() == null ? "" : "@" + dose.load().value().toPlainString();
    return dose.sets() + "x" + dose.reps() + load + " " + base.decided().id();
  }

  private static Base base(Story story, String exercise) {
    return new Histories.Question(story.history(), exercise, Story.evening(lastDay(story) + 7))
        .situation()
        .base();
  }

  private static int lastDay(Story story) {
    return story.history().sessions().stream()
        .mapToInt(s -> (int) (s.at().toLocalDate().toEpochDay() - Story.day(0).toEpochDay()))
        .max()
        .orElse(0);
  }

  private static Story be(String... sets) {
    Story story = new Story();
    for (int i = 0; i < sets.length; i++) {
      story.did(7 * i, BE, sets[i]);
    }
    return story;
  }

  private static Performed sets(String exercise, PerformedSet... sets) {
    return new Performed(exercise, null, null, Arrays.asList(sets));
  }

  private static PerformedSet set(int reps, double kilograms) {
    Load load = new Load(BigDecimal.valueOf(kilograms), Unit.KG);
    return new PerformedSet(reps, null, null, load, null, null, null, false);
  }

  private static PerformedSet warmup(int reps, double kilograms) {
    PerformedSet s = set(reps, kilograms);
    return new PerformedSet(s.reps(), null, null, s.load(), null, null, null, true);
  }

  private static PerformedSet sides(int left, int right) {
    return new PerformedSet(null, left, right, null, null, null, null, false);
  }

  @ParameterizedTest
  @CsvSource({
    "2x10, 2x11@0 B-REPS", "3x10, 3x10@0 B-ADOPT", "2x10@2.5, 2x10@2.5 B-ADOPT",
    "2x12, 2x12@0 B-REPS", "2x13, 2x10@2.5 B-ADDWEIGHT", "1x13, 1x12@0 B-ADOPT",
    "5x12@20, 3x12@20 B-ADOPT", "3x5@20, 3x10@20 B-ADOPT"
  })
  void a_first_session_at_the_start_dose_is_judged_and_beyond_it_adopted(
      String done, String expected) {
    assertThat(next(be(done), BE)).isEqualTo(expected);
  }

  @Test
  void reps_of_9_miss_and_of_10_do_not() {
    assertThat(next(be("3x11@20", "3x9@20"), BE)).isEqualTo("3x10@20 B-MISS-HOLD");
    assertThat(next(be("3x11@20", "3x10@20"), BE)).isEqualTo("3x10@20 B-PARTIAL-HOLD");
    assertThat(next(be("3x11@20", "3x11@20"), BE)).isEqualTo("3x12@20 B-REPS");
  }

  @Test
  void one_miss_holds_and_two_in_a_row_reduce() {
    assertThat(next(be("3x10@20", "3x9@20"), BE)).isEqualTo("3x10@20 B-MISS-HOLD");
    assertThat(next(be("3x10@20", "3x9@20", "3x9@20"), BE)).isEqualTo("3x10@17.5 B-REDUCE");
    assertThat(next(be("3x10@20", "3x9@20", "3x10@20", "3x9@20"), BE)).endsWith("B-MISS-HOLD");
  }

  @Test
  void a_reduction_takes_10_percent_and_at_least_one_increment() {
    assertThat(next(be("3x10@80", "3x9@80", "3x9@80"), BE)).isEqualTo("3x10@70 B-REDUCE");
    assertThat(next(be("3x10@2.5", "3x9@2.5", "3x9@2.5"), BE)).isEqualTo("3x10@0 B-REDUCE");
    assertThat(next(be("3x10", "3x9", "3x9"), BE)).isEqualTo("2x10@0 B-REDUCE");
  }

  @Test
  void a_ladder_reduces_to_the_easier_rung_and_then_to_fewer_sets() {
    Story harder =
        new Story()
            .did(0, "trunk-lift", "3x10 hands-behind-head")
            .did(7, "trunk-lift", "3x9 hands-behind-head")
            .did(14, "trunk-lift", "3x9 hands-behind-head");
    Story easiest =
        new Story()
            .did(0, "trunk-lift", "3x10 arms-at-sides")
            .did(7, "trunk-lift", "3x9 arms-at-sides")
            .did(14, "trunk-lift", "3x9 arms-at-sides");

    assertThat(base(harder, "trunk-lift").dose().rung()).isEqualTo(1);
    assertThat(base(easiest, "trunk-lift").dose().sets()).isEqualTo(2);
  }

  @Test
  void a_failed_set_of_0_repetitions_is_a_miss() {
    Story story = be("3x10@20").session(7, sets(BE, set(12, 20), set(12, 20), set(0, 20)));

    assertThat(next(story, BE)).endsWith("B-MISS-HOLD");
  }

  @Test
  void warmups_and_backoff_sets_are_not_counted() {
    Story story =
        be("3x10@20")
            .session(
                7,
                sets(
                    BE,
                    warmup(20, 60),
                    set(5, 10),
                    set(11, 20),
                    set(11, 20),
                    set(11, 20),
                    set(3, 15)));

    assertThat(next(story, BE)).isEqualTo("3x11@20 B-REPS");
  }

  @Test
  void a_lighter_set_beyond_the_plan_does_not_count_however_many_repetitions_it_has() {
    Story story =
        be("3x10@20").session(7, sets(BE, set(15, 10), set(11, 20), set(11, 20), set(11, 20)));

    assertThat(next(story, BE)).isEqualTo("3x11@20 B-REPS");
  }

  @Test
  void an_easier_set_beyond_the_plan_does_not_count_however_many_repetitions_it_has() {
    PerformedSet twelve = new PerformedSet(12, null, null, null, null, null, null, false);
    PerformedSet fifteen = new PerformedSet(15, null, null, null, null, null, null, false);
    Story story =
        new Story()
            .did(0, "trunk-lift", "2x11 hands-behind-head")
            .session(
                7,
                new Performed("trunk-lift", "arms-at-sides", null, List.of(fifteen)),
                new Performed("trunk-lift", "hands-behind-head", null, List.of(twelve, twelve)));

    assertThat(base(story, "trunk-lift").last().done().rung()).isEqualTo(2);
    assertThat(base(story, "trunk-lift").last().done().reps()).isEqualTo(12);
  }

  @Test
  void one_set_regains_a_second_after_5_days_and_not_after_4() {
    Story soon = be("3x10@20").did(7, BE, "1x10@20").did(11, BE, "1x10@20");
    Story later = be("3x10@20").did(7, BE, "1x10@20").did(12, BE, "1x10@20");

    assertThat(next(soon, BE)).doesNotContain("REGAIN");
    assertThat(next(later, BE)).isEqualTo("2x10@20 B-REGAIN-SETS");
  }

  @Test
  void load_is_regained_below_90_percent_of_the_best_of_84_days() {
    assertThat(next(be("2x10@25", "2x10@20", "2x10@20"), BE)).isEqualTo("2x10@22.5 B-REGAIN-LOAD");
    assertThat(next(be("2x10@25", "2x10@22.5", "2x10@22.5"), BE))
        .isEqualTo("2x10@22.5 B-PARTIAL-HOLD");
    Story within = be("2x10@50").did(77, BE, "2x10@20").did(84, BE, "2x10@20");
    Story beyond = be("2x10@50").did(78, BE, "2x10@20").did(85, BE, "2x10@20");
    assertThat(next(within, BE)).endsWith("B-REGAIN-LOAD");
    assertThat(next(beyond, BE)).doesNotContain("REGAIN");
  }

  @Test
  void a_best_older_than_84_days_gives_way_to_the_best_since() {
    Story story =
        be("2x10@50").did(60, BE, "2x10@25").did(90, BE, "2x10@20").did(97, BE, "2x10@20");

    assertThat(next(story, BE)).isEqualTo("2x10@22.5 B-REGAIN-LOAD");
  }

  @Test
  void a_regain_step_is_10_percent_at_most_and_one_increment_at_least() {
    assertThat(next(be("2x10@100", "2x10@60", "2x10@60"), BE)).isEqualTo("2x10@65 B-REGAIN-LOAD");
    assertThat(next(be("2x10@100", "2x10@10", "2x10@10"), BE)).isEqualTo("2x10@12.5 B-REGAIN-LOAD");
  }

  @Test
  void overshoot_does_not_feed_the_best_load() {
    assertThat(next(be("2x10@20", "2x10@60", "2x10@20"), BE)).doesNotContain("REGAIN");
  }

  @Test
  void bad_form_or_0_in_reserve_holds_and_more_reserve_does_not() {
    assertThat(next(be("2x10", "2x11 badform"), BE)).isEqualTo("2x11@0 B-QUALITY-HOLD");
    assertThat(next(be("2x10", "2x11 rir0"), BE)).isEqualTo("2x11@0 B-QUALITY-HOLD");
    assertThat(next(be("2x10", "2x11"), BE)).isEqualTo("2x12@0 B-REPS");
  }

  @Test
  void half_a_repetition_in_reserve_is_not_0() {
    PerformedSet half = new PerformedSet(11, null, null, null, null, 5, null, false);

    assertThat(next(be("2x10").session(7, sets(BE, half, half)), BE)).endsWith("B-REPS");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {"0, -", "-, 0", "0, 20", "20, 0"})
  void nothing_in_reserve_in_one_set_holds_whatever_was_said_of_the_other(
      Integer first, Integer second) {
    Story story =
        be("2x10")
            .session(
                7,
                sets(
                    BE,
                    new PerformedSet(11, null, null, null, null, first, null, false),
                    new PerformedSet(11, null, null, null, null, second, null, false)));

    assertThat(next(story, BE)).isEqualTo("2x11@0 B-QUALITY-HOLD");
  }

  @Test
  void one_over_the_top_of_a_ladder_steps_at_once() {
    Story over =
        new Story()
            .did(0, "trunk-lift", "2x14 hands-behind-head")
            .did(7, "trunk-lift", "2x16 hands-behind-head");
    Story top =
        new Story()
            .did(0, "trunk-lift", "2x14 hands-behind-head")
            .did(7, "trunk-lift", "2x15 hands-behind-head");

    assertThat(next(over, "trunk-lift")).isEqualTo("3x10 B-SETS");
    assertThat(next(top, "trunk-lift")).isEqualTo("2x15 B-REPS");
  }

  @Test
  void thirteen_bodyweight_repetitions_add_weight_at_once_and_twelve_need_two_sessions() {
    assertThat(next(be("2x10", "2x13"), BE)).isEqualTo("2x10@2.5 B-ADDWEIGHT");
    assertThat(next(be("2x10", "2x12"), BE)).isEqualTo("2x12@0 B-REPS");
    assertThat(next(be("2x10", "2x12", "2x12"), BE)).isEqualTo("2x10@2.5 B-ADDWEIGHT");
  }

  @Test
  void thirteen_in_one_set_only_is_not_every_counted_set() {
    Story story = be("2x10").session(7, sets(BE, set(13, 0), set(12, 0)));

    assertThat(next(story, BE)).isEqualTo("2x12@0 B-REPS");
  }

  @Test
  void thirteen_add_weight_even_after_the_plate_was_skipped() {
    assertThat(next(be("2x10", "2x13", "2x10", "2x13"), BE)).isEqualTo("2x10@2.5 B-ADDWEIGHT");
  }

  @Test
  void the_plate_rule_is_the_back_extensions_alone() {
    Story trunk = new Story().did(0, "trunk-lift", "2x16 arms-at-sides");

    assertThat(trunk.ask(7, "trunk-lift").prescription().load()).isNull();
  }

  @Test
  void a_position_held_5_days_may_step_and_4_may_not() {
    assertThat(next(new Story().did(0, BE, "2x12@20").did(4, BE, "2x12@20"), BE))
        .endsWith("B-HOLD");
    assertThat(next(new Story().did(0, BE, "2x12@20").did(5, BE, "2x12@20"), BE))
        .endsWith("B-SETS");
  }

  @Test
  void one_over_the_top_steps_where_an_increment_is_10_percent_and_not_where_it_is_more() {
    assertThat(next(be("3x12@25", "3x11@25", "3x13@25"), BE)).isEqualTo("3x10@27.5 B-LOAD");
    assertThat(next(be("3x12@22.5", "3x11@22.5", "3x13@22.5"), BE)).isEqualTo("3x12@22.5 B-REPS");
  }

  @Test
  void sets_come_before_load_and_load_before_nothing() {
    assertThat(next(be("2x12@20", "2x12@20"), BE)).isEqualTo("3x10@20 B-SETS");
    assertThat(next(be("3x12@20", "3x12@20"), BE)).isEqualTo("3x10@22.5 B-LOAD");
  }

  @Test
  void a_ladder_climbs_one_rung_with_2_sets_and_holds_at_the_last() {
    Story middle =
        new Story()
            .did(0, "trunk-lift", "3x15 hands-behind-head")
            .did(7, "trunk-lift", "3x15 hands-behind-head");
    Story top =
        new Story()
            .did(0, "trunk-lift", "3x15 arms-extended-forward")
            .did(7, "trunk-lift", "3x15 arms-extended-forward");

    assertThat(base(middle, "trunk-lift").dose().rung()).isEqualTo(3);
    assertThat(base(middle, "trunk-lift").dose().sets()).isEqualTo(2);
    assertThat(next(top, "trunk-lift")).isEqualTo("3x15 B-CEILING");
    assertThat(top.ask(10, "trunk-lift").notices())
        .anyMatch(n -> n.rule().equals("B-CEILING") && n.text().contains("3 to 5 seconds"));
  }

  private static Story rotation(String exercise, int sessions, int apart, Limits from) {
    Story story = new Story();
    if (from != null) {
      story.directed(-1, Order.POSITION, exercise, from);
    }
    int reps = from == null ? 5 : from.reps();
    String hold = from == null || from.holdSeconds() == null ? "" : " hold" + from.holdSeconds();
    for (int i = 0; i < sessions; i++) {
      story.did(i * apart, exercise, "1x" + reps + hold);
    }
    return story;
  }

  @Test
  void a_rotation_steps_after_3_met_sessions_and_7_days_and_not_after_2_or_6() {
    String ltr = "lower-trunk-rotation";

    assertThat(next(rotation(ltr, 2, 7, null), ltr)).isEqualTo("1x5 B-HOLD");
    assertThat(next(rotation(ltr, 3, 3, null), ltr)).isEqualTo("1x5 B-HOLD");
    assertThat(next(rotation(ltr, 3, 4, null), ltr)).isEqualTo("1x6 B-MOB-REPS");
  }

  @Test
  void a_rotation_gains_repetitions_then_hold_then_a_second_time_a_day() {
    String ltr = "lower-trunk-rotation";
    Prescription held = after(rotation(ltr, 3, 4, new Limits(null, 10, null, null, 3, null)), ltr);
    Prescription twice = after(rotation(ltr, 3, 4, new Limits(null, 10, null, null, 5, null)), ltr);
    Story unheld = rotation("trunk-rotation", 3, 4, new Limits(null, 10, null, null, null, null));

    assertThat(held.holdSeconds()).isEqualTo(4);
    assertThat(held.timesPerDay()).isEqualTo(1);
    assertThat(twice.holdSeconds()).isEqualTo(5);
    assertThat(twice.timesPerDay()).isEqualTo(2);
    assertThat(after(unheld, "trunk-rotation").holdSeconds()).isNull();
    assertThat(after(unheld, "trunk-rotation").timesPerDay()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"10, 5, 2, B-CEILING", "10, 4, 2, B-HOLD", "10, 5, 1, B-HOLD", "9, 5, 2, B-HOLD"})
  void a_rotation_has_nothing_left_at_10_repetitions_of_5_seconds_twice_a_day(
      int reps, int hold, int times, String rule) {
    Limits from = new Limits(null, reps, null, null, hold, times);

    assertThat(base(rotation("lower-trunk-rotation", 1, 1, from), "lower-trunk-rotation"))
        .extracting(base -> base.decided().id())
        .isEqualTo(rule);
  }

  private static Prescription after(Story story, String exercise) {
    return story.ask(lastDay(story) + 1, exercise).prescription();
  }

  @Test
  void the_weaker_side_governs_and_three_unequal_sessions_are_for_the_coach() {
    Story story = new Story();
    for (int day = 0; day < 3; day++) {
      story.session(day * 2, sets("trunk-rotation", sides(8, day == 0 ? 6 : 5)));
    }
    assertThat(story.ask(20, "trunk-rotation").prescription().reps()).isEqualTo(5);
    assertThat(story.ask(20, "trunk-rotation").notices())
        .noneMatch(n -> n.rule().equals("N-SIDES"));
    story.session(6, sets("trunk-rotation", sides(8, 5)));
    assertThat(story.ask(20, "trunk-rotation").notices()).anyMatch(n -> n.rule().equals("N-SIDES"));
  }

  @Test
  void a_side_of_4_misses_whatever_the_other_did_and_of_5_does_not() {
    Story weak = new Story().session(0, sets("trunk-rotation", sides(9, 4)));
    Story fair = new Story().session(0, sets("trunk-rotation", sides(9, 5)));

    assertThat(base(weak, "trunk-rotation").decided().id()).isEqualTo("B-MISS-HOLD");
    assertThat(base(fair, "trunk-rotation").decided().id()).isEqualTo("B-HOLD");
  }

  @Test
  void a_held_exercise_counts_seconds() {
    PerformedSet held = new PerformedSet(null, null, null, null, 12, null, null, false);
    Story story = new Story().session(0, sets("side-plank", held, held));
    Recommendation answer = story.ask(3, "side-plank");

    assertThat(answer.prescription().holdSeconds()).isEqualTo(12);
    assertThat(answer.prescription().reps()).isEqualTo(1);
    assertThat(answer.because().get(0).binds()).contains("holdSeconds");
  }

  @Test
  void no_load_posted_is_bodyweight_on_a_back_extension_and_the_planned_load_on_a_deadlift() {
    Story deadlift = new Story().did(0, "deadlift", "3x5@60").did(7, "deadlift", "3x5");

    assertThat(base(be("3x10@60", "3x10"), BE).last().done().load()).isZero();
    assertThat(base(deadlift, "deadlift").last().done().load()).isEqualTo(60_000);
  }

  @Test
  void an_assisted_exercise_takes_assistance_off() {
    Story story = new Story().did(0, "pull-up", "3x12@-20").did(7, "pull-up", "3x12@-20");
    BigDecimal increment = Gym.exercise("pull-up").load().increments().get(Unit.KG);

    assertThat(story.ask(10, "pull-up").prescription().load().value())
        .isEqualByComparingTo(new BigDecimal(-20).add(increment));
  }

  @Test
  void an_uncomfortable_deadlift_brings_the_trap_bar_unless_something_aches() {
    Story story = new Story().did(0, "deadlift", "2x5@20 uncomfortable");

    assertThat(story.ask(3, "deadlift").alternates())
        .extracting(Recommendation.Alternate::exercise)
        .containsExactly("trap-bar-deadlift");
    assertThat(story.ask(3, "deadlift").notices()).anyMatch(n -> n.rule().equals("N-SWAP"));
    assertThat(story.felt(1, "ache", 2, "lower-back").ask(10, "deadlift").notices())
        .noneMatch(n -> n.rule().equals("N-SWAP"));
    assertThat(new Story().did(0, "deadlift", "2x5@20").ask(3, "deadlift").alternates()).isEmpty();
  }

  @Test
  void facts_of_a_step_are_the_sessions_that_earned_it() {
    List<String> facts = be("3x12@20", "3x12@20").ask(10, BE).because().get(0).facts();

    assertThat(facts).containsExactly("session/s1@1", "session/s2@1");
  }
}
