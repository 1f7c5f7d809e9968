package io.trunkline.progress.rules;

import static io.trunkline.progress.rules.Story.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.trunkline.progress.rules.Attention.Outlook;
import io.trunkline.progress.rules.Need.Sort;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who needs a person, on which days. */
class AttentionTest {

  private static Outlook outlook(int day, Story story) {
    return Attention.of(story.history(), Gym.CATALOGUE, Gym.POLICY, Story.evening(day));
  }

  private static List<Sort> on(LocalDate today, Outlook outlook) {
    return outlook.needs().stream().filter(n -> n.on(today)).map(Need::sort).toList();
  }

  private static Need need(Sort sort, Outlook outlook) {
    return outlook.needs().stream().filter(n -> n.sort() == sort).findFirst().orElseThrow();
  }

  /** Screened, so that nothing asks for that. */
  private static Story trained() {
    return Story.threeWeeks().screened(0);
  }

  @Test
  void somebody_who_trains_as_told_needs_nobody_until_silence() {
    Outlook outlook = outlook(14, trained());

    assertThat(outlook.lastSession()).isEqualTo(day(14));
    assertThat(outlook.next()).isEqualTo(day(16));
    assertThat(on(day(14), outlook)).isEmpty();
    assertThat(on(day(28), outlook)).isEmpty();
    assertThat(on(day(29), outlook)).containsExactly(Sort.SILENT);
    assertThat(need(Sort.SILENT, outlook).day()).isEqualTo(day(14));
  }

  @Test
  void nobody_knows_anything_of_an_athlete_without_entries() {
    assertThat(outlook(3, new Story())).isEqualTo(new Outlook(null, null, List.of()));
  }

  @Test
  void a_stop_stands_until_a_professional_has_spoken_and_again_when_that_lapses() {
    Story story = trained().felt(15, "sharp", 6, "lower-back");
    Outlook open = outlook(15, story);

    assertThat(need(Sort.STOPPED, open))
        .isEqualTo(
            new Need(
                Sort.STOPPED,
                day(15),
                null,
                day(15),
                null,
                "lower-back",
                History.Kind.SHARP,
                6,
                need(Sort.STOPPED, open).fact()));
    assertThat(open.next()).isNull();
    assertThat(on(day(400), open)).containsExactly(Sort.STOPPED);

    Outlook lapsing = outlook(20, story.cleared(20, "lower-back", null, day(40)));
    assertThat(on(day(40), lapsing)).doesNotContain(Sort.STOPPED);
    assertThat(on(day(41), lapsing)).contains(Sort.STOPPED);
    Outlook lifted = outlook(21, story.cleared(21, null, null));
    assertThat(lifted.needs()).extracting(Need::sort).doesNotContain(Sort.STOPPED);
  }

  @Test
  void a_go_ahead_for_one_exercise_leaves_the_others_stopped() {
    Story story = trained().did(14, "deadlift", "2x5@20").felt(15, "sharp", 6, "lower-back");

    assertThat(on(day(20), outlook(20, story.cleared(20, null, "deadlift"))))
        .contains(Sort.STOPPED);
    assertThat(on(day(21), outlook(21, story.cleared(21, null, "back-extension"))))
        .doesNotContain(Sort.STOPPED);
  }

  @Test
  void an_ache_is_news_on_its_day_then_its_rest_ends_then_the_form_is_to_be_seen() {
    Outlook outlook = outlook(15, trained().felt(15, "ache", 3, "lower-back"));

    assertThat(on(day(15), outlook)).containsExactly(Sort.ACHE);
    assertThat(need(Sort.ACHE, outlook).day()).isEqualTo(day(23));
    assertThat(on(day(20), outlook)).isEmpty();
    assertThat(on(day(21), outlook)).containsExactly(Sort.REST_ENDING);
    assertThat(on(day(23), outlook)).containsExactly(Sort.REST_ENDING);
    assertThat(on(day(24), outlook)).containsExactly(Sort.FORM_CHECK);
    assertThat(on(day(37), outlook)).containsExactly(Sort.FORM_CHECK);
    assertThat(on(day(38), outlook)).containsExactly(Sort.FORM_CHECK, Sort.SILENT);
    assertThat(on(day(51), outlook)).containsExactly(Sort.FORM_CHECK, Sort.SILENT);
    assertThat(on(day(52), outlook)).containsExactly(Sort.SILENT);
  }

  @Test
  void an_ache_that_loads_nothing_the_athlete_trains_is_only_news() {
    Outlook outlook = outlook(15, trained().felt(15, "ache", 3, "knee"));

    assertThat(on(day(15), outlook)).containsExactly(Sort.ACHE);
    assertThat(on(day(22), outlook)).isEmpty();
    assertThat(on(day(29), outlook)).containsExactly(Sort.SILENT);
  }

  @Test
  void a_rest_postpones_silence_and_soreness_does_not() {
    Story sore = trained().felt(25, "soreness", 4, "lower-back");

    assertThat(on(day(29), outlook(25, sore))).containsExactly(Sort.SILENT);
    assertThat(on(day(37), outlook(15, trained().felt(15, "ache", 3, "lower-back"))))
        .doesNotContain(Sort.SILENT);
  }

  @Test
  void what_has_passed_is_not_kept() {
    Outlook outlook = outlook(60, trained().felt(15, "ache", 3, "lower-back"));

    assertThat(outlook.needs()).extracting(Need::sort).containsExactly(Sort.SILENT);
  }

  @Test
  void a_form_that_was_not_right_is_to_be_seen() {
    Outlook outlook = outlook(17, trained().did(17, "back-extension", "3x12@20 badform"));

    assertThat(on(day(17), outlook)).containsExactly(Sort.FORM_CHECK);
    assertThat(need(Sort.FORM_CHECK, outlook).exercise()).isEqualTo("back-extension");
    assertThat(on(day(46), outlook)).doesNotContain(Sort.FORM_CHECK);
  }

  @Test
  void a_history_needs_a_go_ahead_and_silence_about_it_an_answer() {
    Story told = Story.threeWeeks().screened(2, "herniation");
    Outlook missing = outlook(14, told);

    assertThat(on(day(14), missing)).contains(Sort.CLEARANCE);
    assertThat(need(Sort.CLEARANCE, missing).from()).isEqualTo(day(2));
    assertThat(on(day(100), missing)).doesNotContain(Sort.SILENT);
    assertThat(on(day(16), outlook(15, told.cleared(15, null, null))))
        .doesNotContain(Sort.CLEARANCE);
    assertThat(on(day(14), outlook(14, Story.threeWeeks()))).containsExactly(Sort.SCREENING);
  }

  @Test
  void a_history_asks_nothing_of_somebody_who_spares_the_back() {
    Story story = new Story().did(0, "bench-press", "2x8@20").screened(0, "herniation");

    assertThat(outlook(0, story).needs())
        .extracting(Need::sort)
        .doesNotContain(Sort.CLEARANCE, Sort.SCREENING);
  }

  @Test
  void weeks_without_a_rise_are_a_stall() {
    Story story = new Story().screened(0);
    for (int week = 0; week < 6; week++) {
      story.did(7 * week, "back-extension", "3x11@20");
    }

    Outlook stalled = outlook(35, story);
    assertThat(on(day(35), stalled)).containsExactly(Sort.STALLED);
    assertThat(need(Sort.STALLED, stalled).day()).isEqualTo(day(0));
    assertThat(on(day(42), outlook(42, story.did(42, "back-extension", "3x12@20")))).isEmpty();
  }

  @Test
  void five_sessions_or_less_than_four_weeks_are_no_stall() {
    Story five = new Story().screened(0);
    Story quick = new Story().screened(0);
    for (int i = 0; i < 6; i++) {
      if (i > 0) {
        five.did(8 * i, "back-extension", "3x11@20");
      }
      quick.did(5 * i, "back-extension", "3x11@20");
    }

    assertThat(on(day(40), outlook(40, five))).isEmpty();
    assertThat(on(day(25), outlook(25, quick))).isEmpty();
  }

  @Test
  void more_than_advised_is_to_be_spoken_about_for_a_week() {
    Outlook outlook = outlook(21, trained().did(21, "back-extension", "3x12@40"));

    assertThat(outlook.needs())
        .filteredOn(need -> need.sort() == Sort.TOO_MUCH)
        .extracting(Need::from, Need::until, Need::exercise)
        .containsExactly(tuple(day(21), day(27), "back-extension"));
    assertThat(on(day(21), outlook(21, trained().did(21, "back-extension", "3x13@20")))).isEmpty();
    assertThat(on(day(21), outlook(21, trained().did(21, "back-extension", "4x12@20"))))
        .containsExactly(Sort.TOO_MUCH);
  }

  @Test
  void training_against_the_advice_is_too_much_however_little() {
    assertThat(on(day(15), outlook(15, trained().did(15, "back-extension", "1x10"))))
        .containsExactly(Sort.TOO_MUCH);
    assertThat(on(day(0), outlook(0, new Story().screened(0).did(0, "deadlift", "5x5@100"))))
        .isEmpty();
  }

  @Test
  void the_weightiest_comes_first() {
    Story story =
        Story.threeWeeks()
            .did(21, "back-extension", "3x12@40 badform")
            .felt(21, "ache", 3, "lower-back");

    assertThat(on(day(21), outlook(21, story)))
        .containsExactly(Sort.ACHE, Sort.FORM_CHECK, Sort.SCREENING, Sort.TOO_MUCH);
  }
}
