package io.trunkline.progress.rules;

import io.trunkline.progress.rules.Exercise.Evidence;
import io.trunkline.progress.rules.Exercise.Frequency;
import io.trunkline.progress.rules.Exercise.Per;
import io.trunkline.progress.rules.Recommendation.Advice;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** As often as the sources say, and no oftener. */
final class SpaceSessions implements Gate {

  private static final int WEEK = 7;

  @Override
  public About about() {
    return About.of(
        55,
        "G-FREQ",
        "Strength at most twice in any seven local days and not on the day after; a rotation as"
            + " often a day as prescribed.",
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
    if (!s.axes().strength()) {
      long done = after(s, day.minusDays(1)).filter(day::equals).count();
      return done == 0 || done < Caps.dose(s, day).times();
    }
    if (PractiseDaily.permitted(s, day)) {
      return after(s, day.minusDays(1)).noneMatch(day::equals);
    }
    return after(s, day.minusDays(WEEK)).count() < perWeek(s)
        && after(s, day.minusDays(s.axes().gap())).findAny().isEmpty();
  }

  /** Local days of the sessions after a day, one for each session. */
  private static Stream<LocalDate> after(Situation s, LocalDate day) {
    return s.since(day).stream().map(seen -> seen.attempt().day()).filter(d -> d.isAfter(day));
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
        s.since(weekAgo).stream()
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
