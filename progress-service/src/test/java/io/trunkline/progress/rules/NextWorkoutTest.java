package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.NextWorkout.Item;
import io.trunkline.progress.rules.NextWorkout.Substitute;
import io.trunkline.progress.rules.NextWorkout.Wanted;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextWorkoutTest {

  private static final List<Wanted> BACK_WORKOUT =
      List.of(
          new Wanted("deadlift", List.of()),
          new Wanted("pull-up", List.of("lat-pulldown")),
          new Wanted("dumbbell-row", List.of()),
          new Wanted("back-extension", List.of()),
          new Wanted("reverse-dumbbell-fly", List.of()));

  private static NextWorkout next(Story story, int day, List<Wanted> wanted) {
    return NextWorkout.of(story.history(), Gym.CATALOGUE, Gym.POLICY, wanted, Story.evening(day));
  }

  @Test
  void a_new_athlete_gets_the_whole_back_workout_in_order_and_light() {
    NextWorkout workout = next(new Story(), 0, BACK_WORKOUT);

    assertThat(workout.items())
        .extracting(item -> item.recommendation().exercise())
        .containsExactlyElementsOf(BACK_WORKOUT.stream().map(Wanted::exercise).toList());
    assertThat(workout.items()).extracting(Item::order).containsExactly(1, 2, 3, 4, 5);
    assertThat(workout.items())
        .allSatisfy(item -> assertThat(item.recommendation().prescription().sets()).isEqualTo(2));
    assertThat(workout.items()).allSatisfy(item -> assertThat(item.substitutes()).isEmpty());
    assertThat(workout.date()).isEqualTo(Story.day(0));
  }

  @Test
  void an_ache_rests_the_back_and_offers_what_does_not_load_it() {
    Story story = new Story().felt(0, "ache", 3, "lower-back");
    NextWorkout workout = next(story, 1, BACK_WORKOUT);

    assertThat(workout.items())
        .extracting(item -> item.recommendation().advice())
        .containsExactly(Advice.REST, Advice.TRAIN, Advice.TRAIN, Advice.REST, Advice.TRAIN);
    assertThat(workout.items().get(3).substitutes())
        .isNotEmpty()
        .allSatisfy(
            substitute ->
                assertThat(Gym.exercise(substitute.exercise()).regions())
                    .doesNotContainKey("lower-back"))
        .extracting(Substitute::exercise)
        .doesNotContain("pull-up");
  }

  @Test
  void the_programmes_own_substitute_comes_first() {
    Story story = new Story().felt(0, "ache", 3, "lower-back");
    List<Wanted> wanted = List.of(new Wanted("deadlift", List.of("push-up", "trap-bar-deadlift")));

    assertThat(next(story, 1, wanted).items().get(0).substitutes().get(0).exercise())
        .isEqualTo("push-up");
    assertThat(next(story, 1, wanted).items().get(0).substitutes())
        .extracting(Substitute::exercise)
        .doesNotContain("trap-bar-deadlift")
        .doesNotHaveDuplicates();
  }

  @Test
  void the_date_is_the_earliest_anything_may_be_done_and_null_when_only_a_professional_can_tell() {
    List<Wanted> one = List.of(new Wanted("back-extension", List.of()));
    Story done = new Story().did(0, "back-extension", "2x10");
    Story everywhere = new Story().felt(0, "sharp", 9, null);

    assertThat(next(done, 1, one).date()).isEqualTo(Story.day(2));
    assertThat(next(everywhere, 1, one).date()).isNull();
    assertThat(next(everywhere, 1, one).items()).hasSize(1);
    assertThat(next(done, 1, List.of()).date()).isNull();
  }

  @Test
  void only_back_work_brings_the_advice_to_train_the_front_too() {
    List<Wanted> balanced =
        List.of(new Wanted("back-extension", List.of()), new Wanted("dead-bug", List.of()));

    assertThat(next(new Story(), 0, BACK_WORKOUT).notices())
        .extracting(Recommendation.Notice::rule)
        .containsExactly("N-BALANCE");
    assertThat(next(new Story(), 0, balanced).notices()).isEmpty();
  }
}
