package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Recommendation.Because;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short ways through a long history lead where the long ones do, for travellers too. */
class ReturnLighterTest {

  @Test
  void left_out_are_the_reports_whose_4_steps_are_done_and_no_others() {
    Properties.check(
        "open returns",
        (q, random) -> {
          Situation s = q.with(Vary.travelled(q.history(), random)).situation();
          List<String> open =
              s.hitting().stream()
                  .filter(r -> r.rest() && ReturnLighter.step(r, s) < 4)
                  .map(Report::ref)
                  .toList();

          assertThat(new ReturnLighter().ask(s, s.today()))
              .extracting(bound -> bound.facts().get(0))
              .isEqualTo(open);
        });
  }

  @Test
  void a_step_is_a_spared_session_a_week_after_the_last_however_far_back_the_report_is() {
    Properties.check(
        "steps",
        (q, random) -> {
          Situation s = q.with(Vary.travelled(q.history(), random)).situation();
          for (Report report : s.hitting()) {
            int k = 0;
            LocalDate counted = null;
            for (Base.Seen seen : s.seen()) {
              LocalDate day = seen.attempt().day();
              boolean spaced = counted == null || !day.isBefore(counted.plusDays(7));
              if (k < 4 && spaced && !day.isBefore(report.allowedFrom()) && spared(seen, s)) {
                counted = day;
                k++;
              }
            }
            assertThat(ReturnLighter.step(report, s)).isEqualTo(k);
          }
        });
  }

  /**
   * Two sessions half an hour apart, on the eleventh day by one clock and on the ninth by the
   * other: the first of them took the step, so the one on day 16 came too early and a step is still
   * owed.
   */
  @Test
  void a_traveller_whose_days_run_backwards_by_2_gains_no_step_by_it() {
    History history =
        new Story().did(0, "back-extension", "3x10@20").felt(1, "ache", 2, "lower-back").history();
    List<Performed> done = history.sessions().get(0).exercises();
    List<String> moments =
        List.of(
            "2026-01-16T00:30:00+14:00",
            "2026-01-14T23:00:00-12:00",
            "2026-01-21T18:00:00+01:00",
            "2026-01-28T18:00:00+01:00",
            "2026-02-04T18:00:00+01:00");
    for (String moment : moments) {
      Ref ref = new Ref("session/" + moment.substring(0, 10), 1);
      history = Vary.plus(history, new Session(ref, OffsetDateTime.parse(moment), done));
    }

    Recommendation next =
        Recommender.recommend(
            history, Gym.CATALOGUE, Gym.POLICY, "back-extension", Story.evening(37));

    assertThat(next.because()).extracting(Because::rule).contains("C-RETURN-3");
  }

  /** As the policy says it: every report asked about every session. */
  private static boolean spared(Base.Seen seen, Situation s) {
    LocalDate day = seen.attempt().day();
    return s.hitting().stream()
        .filter(Report::rest)
        .allMatch(r -> r.day().isAfter(day.plusDays(2)) || over(r, seen.attempt(), s));
  }

  private static boolean over(Report r, Attempt session, Situation s) {
    return r.day().isBefore(session.day())
        && !session.day().isBefore(r.allowedFrom())
        && (!r.stop() || r.clearedFor(s.exercise().id(), session.at(), s.facts(), s.policy()));
  }
}
