package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepertoireTest {

  private static List<String> on(int day, Story story) {
    return Repertoire.of(story.history(), Gym.POLICY, Story.evening(day));
  }

  @Test
  void the_newest_session_comes_first_and_nothing_twice() {
    Story story =
        new Story()
            .did(0, "deadlift", "2x5@20")
            .did(0, "pull-up", "2x8@-20")
            .did(7, "back-extension", "2x10")
            .did(9, "deadlift", "2x5@20");

    assertThat(on(10, story)).containsExactly("deadlift", "back-extension", "pull-up");
  }

  @Test
  void one_session_keeps_its_order_and_two_of_one_moment_go_by_their_entries() {
    List<Session> two =
        List.of(
            new Session(new Ref("session/b", 1), Story.MONDAY, List.of(did("pull-up"))),
            new Session(
                new Ref("session/a", 1),
                Story.MONDAY,
                List.of(did("trunk-lift"), did("deadlift"))));
    History history = Vary.sessions(new Story().history(), two);

    assertThat(Repertoire.of(history, Gym.POLICY, Story.evening(1)))
        .containsExactly("trunk-lift", "deadlift", "pull-up");
  }

  private static Performed did(String exercise) {
    return new Performed(exercise, null, null, List.of());
  }

  @Test
  void what_was_last_done_112_days_before_the_newest_session_is_trained_and_113_days_is_not() {
    Story story =
        new Story()
            .did(0, "deadlift", "2x5@20")
            .did(1, "pull-up", "2x8@-20")
            .did(113, "back-extension", "2x10");

    assertThat(on(400, story)).containsExactly("back-extension", "pull-up");
  }

  @Test
  void a_session_after_the_moment_asked_about_is_not_known_yet() {
    Story story = new Story().did(0, "deadlift", "2x5@20").did(3, "pull-up", "2x8@-20");

    assertThat(on(2, story)).containsExactly("deadlift");
    assertThat(on(0, new Story())).isEmpty();
  }

  @Test
  void of_a_corrected_session_only_the_newest_revision_counts() {
    History told = new Story().did(0, "deadlift", "2x5@20").history();
    List<Session> sessions = new ArrayList<>(told.sessions());
    Session first = sessions.get(0);
    Performed other =
        new Story().did(0, "pull-up", "2x8@-20").history().sessions().get(0).exercises().get(0);
    sessions.add(new Session(new Ref(first.ref().entry(), 2), first.at(), List.of(other)));

    assertThat(Repertoire.of(Vary.sessions(told, sessions), Gym.POLICY, Story.evening(1)))
        .containsExactly("pull-up");
  }
}
