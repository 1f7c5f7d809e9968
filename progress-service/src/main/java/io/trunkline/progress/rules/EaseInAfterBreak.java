package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Family;
import java.time.LocalDate;
import java.util.List;

/** After a break of more than two weeks: a little less, the less the longer it was. */
final class EaseInAfterBreak implements Cap {

  @Override
  public About about() {
    return About.of(
            70,
            "C-LAYOFF",
            "After 15 to 28 days off the load is 90 percent, after 29 to 56 days 75, after 57 to 112"
                + " days 50, with two sets and repetitions from the bottom.")
        .and(
            "10.1097/00007632-199006000-00014",
            "10.1097/00007632-199212000-00009",
            "McMaster 2013",
            "10.1111/sms.12047");
  }

  /** How many of the bands' beginnings have passed. */
  static int band(Situation s, LocalDate day) {
    long days = s.daysSinceLast(day);
    return (int) s.policy().layoff().afterDays().stream().filter(after -> days > after).count();
  }

  @Override
  public List<Bound> ask(Situation s, LocalDate day) {
    int band = band(s, day);
    if (band == 0 || band > s.policy().layoff().percents().size()) {
      return List.of();
    }
    return List.of(
        Bound.of(
            this,
            lighter(s, band - 1, s.daysSinceLast(day)),
            List.of(s.lastRef()),
            "It has been " + s.daysSinceLast(day) + " days: ease in with less."));
  }

  private static Dose lighter(Situation s, int band, long days) {
    Axes axes = s.axes();
    Policy.Layoff layoff = s.policy().layoff();
    Dose base = s.base().dose();
    boolean easier =
        axes.exercise.family() == Family.LADDER && days > layoff.easierVariationAfterDays();
    return Dose.FREE
        .withSets(layoff.maxSets())
        .withReps(axes.work.min())
        .withLoad(load(base.load(), band, layoff, axes))
        .withRung(easier ? axes.rungBelow(base.rung()) : Integer.MAX_VALUE)
        .withTimes(1);
  }

  private static long load(long load, int band, Policy.Layoff layoff, Axes axes) {
    if (!axes.loaded()) {
      return 0;
    }
    return axes.countsIncrements(load)
        ? axes.moreAssistance(load, layoff.assistIncrements().get(band))
        : axes.share(load, layoff.percents().get(band));
  }
}
