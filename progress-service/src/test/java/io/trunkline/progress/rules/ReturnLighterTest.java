package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
