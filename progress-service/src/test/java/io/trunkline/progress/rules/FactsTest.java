package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time, revisions and the digest. */
class FactsTest {

  private static Recommendation ask(Story story, String at) {
    return Recommender.recommend(
        story.history(), Gym.CATALOGUE, Gym.POLICY, "back-extension", OffsetDateTime.parse(at));
  }

  @Test
  void a_fact_counts_at_its_own_second_and_not_one_second_earlier() {
    Story story = new Story().did(0, "back-extension", "2x10");

    assertThat(ask(story, "2026-01-05T17:59:59+01:00").advice()).isEqualTo(Advice.TRAIN);
    assertThat(ask(story, "2026-01-05T18:00:00+01:00").advice()).isEqualTo(Advice.WAIT);
  }

  @Test
  void today_is_the_local_date_of_the_question_and_a_facts_day_that_of_its_own_offset() {
    Story story = new Story().felt(0, "ache", 3, "lower-back");

    assertThat(ask(story, "2026-01-12T23:59:59-10:00").advice()).isEqualTo(Advice.REST);
    assertThat(ask(story, "2026-01-13T00:00:00-10:00").advice()).isEqualTo(Advice.TRAIN);
    assertThat(ask(story, "2026-01-13T00:00:00+14:00").earliest()).isEqualTo(Story.day(8));
  }

  @Test
  void a_late_evening_far_from_greenwich_is_that_day_and_not_greenwichs_next() {
    Story story = new Story().did(0, "back-extension", "2x10");
    Session old = story.history().sessions().get(0);
    OffsetDateTime evening = OffsetDateTime.parse("2026-01-05T23:30:00-10:00");
    History history =
        Vary.sessions(story.history(), List.of(new Session(old.ref(), evening, old.exercises())));

    Recommendation answer =
        Recommender.recommend(
            history, Gym.CATALOGUE, Gym.POLICY, "back-extension", evening.plusDays(1));
    assertThat(answer.advice()).isEqualTo(Advice.WAIT);
    assertThat(answer.earliest()).isEqualTo("2026-01-07");
  }

  @Test
  void a_correction_into_the_future_hides_the_session_and_does_not_revive_the_old_one() {
    Story story = new Story().did(0, "back-extension", "2x10");
    Session old = story.history().sessions().get(0);
    Session moved =
        new Session(new Ref(old.ref().entry(), 2), old.at().plusDays(30), old.exercises());
    List<Session> both = new ArrayList<>(List.of(moved, old));
    History history = Vary.sessions(story.history(), both);

    Recommendation answer =
        Recommender.recommend(
            history, Gym.CATALOGUE, Gym.POLICY, "back-extension", Story.evening(1));
    assertThat(answer.because()).extracting(b -> b.rule()).containsExactly("B-START");
  }

  @Test
  void the_digest_names_what_was_seen_and_nothing_else() {
    Story story = new Story().did(0, "back-extension", "2x10").did(9, "deadlift", "2x5@20");

    String early = story.ask(3, "back-extension").inputs();
    assertThat(early).isEqualTo(story.ask(8, "deadlift").inputs()).matches("sha256:[0-9a-f]{64}");
    assertThat(story.ask(9, "back-extension").inputs()).isNotEqualTo(early);
  }

  @Test
  void a_session_of_nothing_but_warmups_is_no_session_of_the_exercise() {
    Story story = new Story().did(0, "back-extension", "2x10 warmup");

    assertThat(story.ask(0, "back-extension").advice()).isEqualTo(Advice.TRAIN);
  }

  @Test
  void an_ache_without_a_region_rests_everything_and_offers_nothing() {
    Recommendation answer = new Story().felt(0, "ache", 2, null).ask(1, "bench-press");

    assertThat(answer.advice()).isEqualTo(Advice.REST);
    assertThat(answer.alternates()).isEmpty();
  }
}
