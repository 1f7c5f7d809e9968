package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.Exercise.Evidence;
import io.trunkline.progress.rules.Exercise.Frequency;
import io.trunkline.progress.rules.Exercise.Per;
import io.trunkline.progress.rules.Exercise.Range;
import org.junit.jupiter.api.Test;

/** What a catalogue may say and the shipped one does not. */
class AxesTest {

  private static final Range ONE = new Range(1, 1, Evidence.CHOICE);
  private static final Range TWO = new Range(1, 2, Evidence.CHOICE);
  private static final Range SECONDS = new Range(10, 30, Evidence.CHOICE);

  private static Frequency often(int max, Per per) {
    return new Frequency(1, max, per, Evidence.CHOICE);
  }

  private static Axes axes(String like, Range reps, Range hold, Frequency frequency) {
    Exercise e = Gym.exercise(like);
    Exercise other =
        new Exercise(
            e.id(),
            e.name(),
            e.origin(),
            e.family(),
            e.kin(),
            e.sets(),
            reps,
            e.perSide(),
            hold,
            frequency,
            e.start(),
            e.load(),
            e.variations(),
            e.regions(),
            e.relations(),
            e.goAheadForEveryone(),
            e.retired());
    return new Axes(other, Gym.POLICY, Unit.KG);
  }

  @Test
  void one_repetition_that_is_held_counts_seconds_and_an_unheld_one_or_two_held_ones_do_not() {
    Axes held = axes("side-plank", ONE, SECONDS, null);
    Axes unheld = axes("side-plank", ONE, null, null);
    Axes twice = axes("side-plank", TWO, SECONDS, null);

    assertThat(held.timed).isTrue();
    assertThat(held.work).isEqualTo(SECONDS);
    assertThat(held.hold).isNull();
    assertThat(unheld.timed).isFalse();
    assertThat(unheld.work).isEqualTo(ONE);
    assertThat(twice.timed).isFalse();
    assertThat(twice.hold).isEqualTo(SECONDS);
  }

  @Test
  void a_rotation_goes_as_often_a_day_as_its_entry_says_and_else_as_the_policy_says() {
    assertThat(axes("trunk-rotation", TWO, null, often(3, Per.DAY)).mostTimes).isEqualTo(3);
    assertThat(axes("trunk-rotation", TWO, null, often(5, Per.WEEK)).mostTimes)
        .isEqualTo(Gym.POLICY.freq().rotationPerDayMax())
        .isEqualTo(2);
    assertThat(axes("trunk-rotation", TWO, null, null).mostTimes).isEqualTo(2);
    assertThat(axes("deadlift", TWO, null, often(3, Per.DAY)).mostTimes).isEqualTo(1);
  }
}
