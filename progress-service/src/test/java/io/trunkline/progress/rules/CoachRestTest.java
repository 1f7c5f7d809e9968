package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Which of a coach's words about a rest counts: the latest, later than the report, of its region.
 */
class CoachRestTest {

  private static Story achingFrom(int day) {
    return Story.threeWeeks().felt(day, "ache", 3, "lower-back");
  }

  private static void rests(Story story, int until) {
    assertThat(story.ask(17, "back-extension").earliest()).isEqualTo(Story.day(until));
  }

  @Test
  void a_word_before_the_report_is_not_about_it_and_one_after_it_is() {
    rests(achingFrom(15).rested(14, "lower-back", 12), 23);
    rests(achingFrom(15).rested(15, "lower-back", 12), 28);
  }

  @Test
  void a_word_about_another_region_is_not_about_this_report() {
    rests(achingFrom(15).rested(15, "knees", 12), 23);
  }

  @Test
  void the_latest_word_counts() {
    rests(achingFrom(15).rested(15, "lower-back", 12).rested(16, "lower-back", 9), 25);
  }
}
