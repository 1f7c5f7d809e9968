package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Evidence;
import io.trunkline.progress.rules.Exercise.Frequency;
import io.trunkline.progress.rules.Exercise.Per;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** As often as the sources say, and no oftener. */
final class SpaceSessions implements Gate {

  private static final int WEEK = 7;

  @Override
  public About about() {
    return About.of(
        55,
        "G-FREQ",
        "Strength at most twice in any seven local days and not on the day after; a rotation as often"
            + " a day as prescribed.",
        "BE:158",
        "TR:15");
  }

  @Override
  public Optional<Verdict> ask(Situation s) {
    LocalDate free = s.today();
    while (!open(s, free)) {
      free = free.plusDays(1);
    }
    return free.equals(s.today()) ? Optional.empty() : Optional.of(verdict(s, free));
  }

  private static boolean open(Situation s, LocalDate day) {
    List<LocalDate> days = s.sessionDays();
    if (!s.axes().strength()) {
      return days.stream().filter(day::equals).count() < Caps.dose(s, day).times();
    }
    if (PractiseDaily.permitted(s, day)) {
      return !days.contains(day);
    }
    LocalDate weekAgo = day.minusDays(WEEK);
    LocalDate tooRecent = day.minusDays(s.axes().gap());
    return days.stream().filter(d -> d.isAfter(weekAgo)).count() < perWeek(s)
        && days.stream().noneMatch(d -> d.isAfter(tooRecent));
  }

  private static int perWeek(Situation s) {
    Frequency frequency = s.exercise().frequency();
    return frequency != null && frequency.per() == Per.WEEK
        ? Math.max(1, frequency.max())
        : s.policy().freq().strengthPer7Days();
  }

  private Verdict verdict(Situation s, LocalDate free) {
    Evidence evidence = s.axes().evidence(Dose.Field.TIMES, s.base().dose());
    LocalDate weekAgo = s.today().minusDays(WEEK);
    List<String> facts =
        s.seen().stream()
            .filter(seen -> seen.attempt().day().isAfter(weekAgo))
            .filter(seen -> s.axes().strength() || seen.attempt().day().equals(s.today()))
            .map(seen -> seen.attempt().ref().toString())
            .toList();
    String text =
        s.axes().strength()
            ? "At most " + perWeek(s) + " sessions in seven days, with a day between: next on "
            : "Done for today: next on ";
    return new Verdict(
        this,
        Advice.WAIT,
        free,
        facts,
        evidence.cites(),
        evidence.external(),
        text + Words.day(free) + ".");
  }
}
