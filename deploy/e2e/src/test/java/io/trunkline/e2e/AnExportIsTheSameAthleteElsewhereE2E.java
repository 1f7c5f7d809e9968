package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class AnExportIsTheSameAthleteElsewhereE2E {

  /**
   * Pounds, conversions of other programs, two sessions a day, overnight, a changed clock, sides,
   * failures.
   */
  private static final String AWKWARD =
      """
      {"kind":"screening","athlete":"ada","id":"screening","answeredAt":"2026-05-01T08:00:00+02:00","backHistory":[],"unit":"lb"}
      {"kind":"session","athlete":"ada","id":"pounds","startedAt":"2026-03-28T07:00:00+01:00","exercises":[{"exercise":"back-extension","sets":[{"reps":10,"load":{"value":45,"unit":"lb"}},{"reps":11,"load":{"value":45.0,"unit":"lb"}}]}]}
      {"kind":"session","athlete":"ada","id":"same-day","startedAt":"2026-03-28T19:00:00+01:00","exercises":[{"exercise":"deadlift","sets":[{"reps":5,"load":{"value":61.235042773811365,"unit":"kg"}},{"reps":0,"load":{"value":74.99999999999999,"unit":"kg"}}]}]}
      {"kind":"session","athlete":"ada","id":"overnight","startedAt":"2026-03-28T23:30:00+01:00","endedAt":"2026-03-29T03:30:00+02:00","timeZone":"Europe/Berlin","exercises":[{"exercise":"lower-trunk-rotation","sets":[{"repsLeft":8,"repsRight":7,"holdSeconds":3}]}]}
      {"kind":"session","athlete":"ada","id":"failed","startedAt":"2026-05-02T18:00:00.123456789Z","exercises":[{"exercise":"deadlift","sets":[{"reps":0,"load":{"value":74.99999999999999,"unit":"kg"}},{"setId":"2","reps":5,"rir":0.5,"load":{"value":20.5,"unit":"lb"}}]}]}
      {"kind":"sensation","athlete":"ada","id":"p1","body":{"feltAt":"2026-05-03T08:00:00+02:00","kind":"ache","region":"lower-back","severity":2,"session":"failed"}}
      {"kind":"observation","athlete":"ada","id":"o1","seenAt":"2026-05-02T18:20:00.5Z","author":"coach-7","exercise":"deadlift","form":"needs-work","note":"Knees „in“\\n😀"}
      """;

  @Test
  void an_export_recorded_for_somebody_else_is_advised_the_same_to_the_byte(
      Athlete ada, Athlete copy) {
    ada.records(AWKWARD.replace("\"ada\"", "\"" + ada.id() + "\""));
    String export = ada.export();
    assertThat(export.lines()).hasSize(7);

    copy.records(export.replace(ada.id(), copy.id()));

    assertThat(copy.export().replace(copy.id(), ada.id())).isEqualTo(export);
    for (int day : new int[] {0, 3, 40}) {
      for (String exercise :
          new String[] {"back-extension", "deadlift", "lower-trunk-rotation", "trunk-lift"}) {
        assertThat(copy.asks(exercise, day(day)).bytes().replace(copy.id(), ada.id()))
            .isEqualTo(ada.asks(exercise, day(day)).bytes());
      }
    }
  }
}
