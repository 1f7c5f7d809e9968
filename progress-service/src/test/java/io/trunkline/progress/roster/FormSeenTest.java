package io.trunkline.progress.roster;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.journal.Observation;
import io.trunkline.progress.journal.Observation.Form;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Exercise.Role;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.rules.Need.Sort;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Days are of May 2026; the session whose form was not right began on the 4th at 18:00. */
class FormSeenTest {

  private static final Need BAD_FORM =
      new Need(
          Sort.FORM_CHECK, may(4), may(32), may(4), "deadlift", null, null, null, "session/s1@1");
  private static final Need AFTER_AN_ACHE =
      new Need(
          Sort.FORM_CHECK,
          may(11),
          may(38),
          may(10),
          null,
          "lower-back",
          History.Kind.ACHE,
          3,
          "sensation/p1@1");
  private static final Need STALLED =
      new Need(Sort.STALLED, may(4), null, may(4), "deadlift", null, null, null, "session/s1@1");

  private static final Catalogue CATALOGUE =
      Catalogue.of(
          1,
          List.of(
              exercise("deadlift", Map.of("lower-back", Role.PRIMARY)),
              exercise("good-morning", Map.of("lower-back", Role.SECONDARY)),
              exercise("squat", Map.of("lower-back", Role.STABILISER)),
              exercise("curl", Map.of("arms", Role.PRIMARY)),
              exercise("unmapped", Map.of())));

  private static LocalDate may(int day) {
    return LocalDate.of(2026, 5, 1).plusDays(day - 1);
  }

  private static Exercise exercise(String id, Map<String, Role> regions) {
    return new Exercise(
        id,
        id,
        Exercise.Origin.SOURCES,
        Exercise.Family.BARBELL,
        null,
        new Exercise.Range(1, 3, null),
        new Exercise.Range(8, 12, null),
        false,
        null,
        null,
        null,
        null,
        List.of(),
        new TreeMap<>(regions),
        List.of(),
        null,
        false);
  }

  private static Observation saw(String exercise, Form form, String at) {
    return new Observation(
        new Ref("observation/" + exercise + at, 1),
        OffsetDateTime.parse("2026-05-" + at + ":00+02:00"),
        "coach-1",
        exercise,
        form,
        null);
  }

  private static List<Need> after(Need need, Observation... seen) {
    History.Session session =
        new History.Session(
            new Ref("session/s1", 1), OffsetDateTime.parse("2026-05-04T18:00:00+02:00"), List.of());
    History history = new History("a", List.of(session), List.of(), List.of(), null, List.of());
    return new FormSeen(List.of(seen), history, CATALOGUE).in(List.of(need));
  }

  @Test
  void good_form_seen_in_the_session_or_later_ends_the_need() {
    assertThat(after(BAD_FORM, saw("deadlift", Form.GOOD, "04T18:00"))).isEmpty();
    assertThat(after(BAD_FORM, saw("deadlift", Form.GOOD, "04T18:40"))).isEmpty();
  }

  @Test
  void what_was_seen_before_or_of_another_exercise_ends_nothing() {
    assertThat(after(BAD_FORM)).containsExactly(BAD_FORM);
    assertThat(after(BAD_FORM, saw("deadlift", Form.GOOD, "04T17:59"))).containsExactly(BAD_FORM);
    assertThat(after(BAD_FORM, saw("squat", Form.GOOD, "04T18:40"))).containsExactly(BAD_FORM);
  }

  @Test
  void a_need_of_another_sort_stays() {
    assertThat(after(STALLED, saw("deadlift", Form.GOOD, "04T18:40"))).containsExactly(STALLED);
  }

  @Test
  void a_mere_note_ends_nothing() {
    Observation note =
        new Observation(
            new Ref("observation/n", 1),
            OffsetDateTime.parse("2026-05-05T18:00:00+02:00"),
            "coach-1",
            "deadlift",
            null,
            "n");
    assertThat(after(BAD_FORM, note)).containsExactly(BAD_FORM);
  }

  @Test
  void the_latest_word_counts_however_the_entries_arrived() {
    Observation work = saw("deadlift", Form.NEEDS_WORK, "04T18:40");
    Observation good = saw("deadlift", Form.GOOD, "04T19:00");
    Observation again = saw("deadlift", Form.NEEDS_WORK, "04T20:00");

    assertThat(after(BAD_FORM, work)).containsExactly(BAD_FORM);
    assertThat(after(BAD_FORM, good, work)).isEmpty();
    assertThat(after(BAD_FORM, again, good, work)).containsExactly(BAD_FORM);
    assertThat(after(BAD_FORM, saw("deadlift", Form.NEEDS_WORK, "04T19:00"), good))
        .as("both at one moment")
        .containsExactly(BAD_FORM);
  }

  @Test
  void what_is_dated_ahead_ends_the_need_on_its_day() {
    List<Need> open = after(BAD_FORM, saw("deadlift", Form.GOOD, "20T18:00"));

    assertThat(open).singleElement().extracting(Need::until).isEqualTo(may(19));
    assertThat(open.get(0).on(may(4))).isTrue();
    assertThat(open.get(0).on(may(20))).isFalse();
    assertThat(
            after(
                BAD_FORM,
                saw("deadlift", Form.GOOD, "20T18:00"),
                saw("deadlift", Form.GOOD, "04T19:00")))
        .as("seen to be good before, too")
        .isEmpty();
    assertThat(after(AFTER_AN_ACHE, saw("deadlift", Form.GOOD, "31T18:00")))
        .singleElement()
        .extracting(Need::until)
        .isEqualTo(may(30));
  }

  @Test
  void after_an_ache_any_exercise_that_works_the_region_counts_from_the_first_day_back() {
    assertThat(after(AFTER_AN_ACHE, saw("deadlift", Form.GOOD, "10T18:00"))).isEmpty();
    assertThat(after(AFTER_AN_ACHE, saw("good-morning", Form.GOOD, "11T08:00"))).isEmpty();
    assertThat(after(AFTER_AN_ACHE, saw("unmapped", Form.GOOD, "11T08:00"))).isEmpty();
    for (String other : List.of("squat", "curl", "never-heard-of")) {
      assertThat(after(AFTER_AN_ACHE, saw(other, Form.GOOD, "11T08:00")))
          .as(other)
          .containsExactly(AFTER_AN_ACHE);
    }
    assertThat(after(AFTER_AN_ACHE, saw("deadlift", Form.GOOD, "09T18:00")))
        .containsExactly(AFTER_AN_ACHE);
  }

  @Test
  void after_an_ache_one_exercise_that_needs_work_keeps_the_need() {
    assertThat(
            after(
                AFTER_AN_ACHE,
                saw("deadlift", Form.GOOD, "12T18:00"),
                saw("good-morning", Form.NEEDS_WORK, "11T18:00")))
        .containsExactly(AFTER_AN_ACHE);
  }
}
