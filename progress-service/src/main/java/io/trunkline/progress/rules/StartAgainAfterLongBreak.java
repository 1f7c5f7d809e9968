package io.trunkline.progress.rules;

import java.time.LocalDate;
import java.util.List;

/** After a break of more than sixteen weeks one starts again. */
final class StartAgainAfterLongBreak implements Cap {

  @Override
  public About about() {
    return About.of(
            70,
            "C-LAYOFF-NEW",
            "After more than 112 days off one starts again from the start dose.")
        .and("10.1111/sms.12047", "10.1097/00007632-199212000-00009");
  }

  static boolean applies(Situation s, LocalDate day) {
    return EaseInAfterBreak.band(s, day) > s.policy().layoff().percents().size();
  }

  @Override
  public List<Bound> ask(Situation s, LocalDate day) {
    if (!applies(s, day)) {
      return List.of();
    }
    return List.of(
        Bound.of(
            this,
            s.axes().start,
            List.of(s.lastRef()),
            "It has been " + s.daysSinceLast(day) + " days: start again, light and short."));
  }
}
