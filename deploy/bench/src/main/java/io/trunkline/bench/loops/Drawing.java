package io.trunkline.bench.loops;

import io.trunkline.bench.loops.Life.Asked;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.Exercise.Family;
import io.trunkline.progress.rules.History.Clearance;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.Recommendation.Phase;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One life as an SVG: a panel for each axis above one axis of time. */
final class Drawing {

  private static final int LEFT = 156;
  private static final int PLOT = 1_071;
  private static final int WIDTH = LEFT + PLOT + 13;
  private static final int TOP = 46;
  private static final int GAP = 30;
  private static final int BOTTOM = 28;

  /** Phases that colour the time they last; the others leave it white. */
  private static final Map<Phase, String> SHADES =
      Map.of(Phase.RESTING, "rest", Phase.STOPPED, "stop", Phase.RETURNING, "return");

  private final Life life;
  private final List<Panel> panels;
  private final int bottom;
  private final StringBuilder svg = new StringBuilder();

  private Drawing(Life life) {
    this.life = life;
    this.panels = Panel.of(life);
    this.bottom = TOP + panels.stream().mapToInt(p -> p.height() + GAP).sum() - GAP;
  }

  static String of(Life life) {
    return new Drawing(life).draw();
  }

  /** Whether the exercise is made harder by its variations. */
  static boolean climbs(Exercise exercise) {
    return exercise.family() == Family.LADDER && exercise.variations().size() > 1;
  }

  private String draw() {
    add(
        "<svg viewBox='0 0 %d %d' role='img' aria-label='%s, %s'>\n",
        WIDTH, bottom + BOTTOM, life.athlete().title(), Words.escaped(life.exercise().name()));
    shades();
    months();
    int top = TOP;
    for (Panel panel : panels) {
      panel(panel, top);
      top += panel.height() + GAP;
    }
    life.felt().forEach(this::felt);
    life.cleared().forEach(this::cleared);
    firstSessionsBack();
    life.sessions().forEach(this::tip);
    return svg.append("</svg>\n").toString();
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }

  private static int x(OffsetDateTime at) {
    return LEFT
        + (int) (ChronoUnit.HOURS.between(ClosedLoop.START, at) * PLOT / (ClosedLoop.DAYS * 24L));
  }

  private static int x(LocalDate day) {
    return x(day.atTime(0, 0).atOffset(ClosedLoop.START.getOffset()));
  }

  /** Runs of days in one phase, as told at the last question of each day. */
  private void shades() {
    Map<LocalDate, Phase> phases =
        life.asked().stream()
            .collect(Collectors.toMap(Asked::day, a -> a.told().phase(), (a, b) -> b));
    LocalDate first = ClosedLoop.START.toLocalDate();
    LocalDate end = first.plusDays(ClosedLoop.DAYS);
    LocalDate from = first;
    for (LocalDate day = first.plusDays(1); !day.isAfter(end); day = day.plusDays(1)) {
      if (phases.get(day) != phases.get(from)) {
        shade(SHADES.get(phases.get(from)), from, day);
        from = day;
      }
    }
  }

  private void shade(String shade, LocalDate from, LocalDate to) {
    if (shade != null) {
      int x = x(from);
      add(
          "<rect class='%s' x='%d' y='%d' width='%d' height='%d'/>\n",
          shade, x, TOP - 8, x(to) - x, bottom - TOP + 8);
    }
  }

  private void months() {
    LocalDate end = ClosedLoop.START.toLocalDate().plusDays(ClosedLoop.DAYS);
    LocalDate month = ClosedLoop.START.toLocalDate().withDayOfMonth(1).plusMonths(1);
    add("<text class='tick' x='%d' y='%d'>%s</text>\n", LEFT, bottom + 20, "Jan 2026");
    for (; !month.isAfter(end); month = month.plusMonths(1)) {
      boolean quarter = month.getMonthValue() % 3 == 1;
      int x = x(month);
      add(
          "<path class='%s' d='M%d %dV%d'/>\n",
          quarter ? "quarter" : "month", x, quarter ? TOP - 8 : bottom, bottom + 5);
      if (quarter && month.plusMonths(1).isBefore(end)) {
        String label = Words.day(month).substring(2);
        add("<text class='tick middle' x='%d' y='%d'>%s</text>\n", x, bottom + 20, label);
      }
    }
  }

  private void panel(Panel panel, int top) {
    int foot = top + panel.height();
    add("<text class='title' x='0' y='%d'>%s</text>\n", top - 12, panel.title());
    panel
        .ticks()
        .forEach(
            (value, label) -> {
              int y = foot - panel.up(value);
              add("<path class='grid' d='M%d %dH%d'/>\n", LEFT, y, LEFT + PLOT);
              add("<text class='tick end' x='%d' y='%d'>%s</text>\n", LEFT - 6, y + 4, label);
            });
    for (Asked asked : life.sessions()) {
      add("<circle cx='%d' cy='%d' r='2'/>\n", x(asked.at()), foot - panel.up(asked.done()));
    }
    told(panel, foot);
  }

  /** A line that steps wherever the dose told changes and breaks where there is none. */
  private void told(Panel panel, int foot) {
    StringBuilder path = new StringBuilder();
    Integer before = null;
    for (Asked asked : life.asked()) {
      int x = x(asked.at());
      Integer y = asked.dose() == null ? null : Integer.valueOf(foot - panel.up(asked.dose()));
      if (before == null && y != null) {
        path.append('M').append(x).append(' ').append(y);
      } else if (before != null && !before.equals(y)) {
        path.append('H').append(x).append(y == null ? "" : "V" + y);
      }
      before = y;
    }
    if (before != null) {
      path.append('H').append(LEFT + PLOT);
    }
    add("<path class='told' d='%s'/>\n", path);
  }

  private void felt(Sensation felt) {
    int x = x(felt.at());
    String word = felt.kind().word();
    add(
        "<path class='felt' d='M%d %dl-4 -7h8z'/><path class='%s' d='M%d %dV%d'/>\n",
        x, TOP - 8, "reported", x, TOP - 8, bottom);
    add(
        "<text class='note end' x='%d' y='%d'>%s %d</text><text class='note end' x='%d' y='%d'>%s</text>\n",
        x + 10,
        TOP - 29,
        word,
        felt.severity(),
        x + 10,
        TOP - 18,
        Words.shortDay(felt.at().toLocalDate()));
  }

  private void cleared(Clearance cleared) {
    int x = x(cleared.at());
    add("<path class='back' d='M%d %dl-4 -7h8z'/>\n", x, TOP - 8);
    add(
        "<text class='note' x='%d' y='%d'>go-ahead</text><text class='note' x='%d' y='%d'>%s</text>\n",
        x - 4, TOP - 29, x - 4, TOP - 18, Words.shortDay(cleared.at().toLocalDate()));
  }

  /** The first session after each rest, whether it was kept or not. */
  private void firstSessionsBack() {
    boolean away = false;
    for (Asked asked : life.asked()) {
      Phase phase = asked.told().phase();
      away |= phase == Phase.RESTING || phase == Phase.STOPPED;
      if (away && phase == Phase.RETURNING && asked.done() != null) {
        add("<path class='back' d='M%d %dl-5 9h10z'/>\n", x(asked.at()), bottom + 1);
        away = false;
      }
    }
  }

  /** What the pointer shows over a session. */
  private void tip(Asked asked) {
    add(
        "<rect class='tip' x='%d' y='%d' width='3' height='%d'><title>%s</title></rect>\n",
        x(asked.at()) - 1,
        TOP,
        bottom - TOP,
        Words.escaped(
            Words.day(asked.day())
                + "\ndid "
                + Words.dose(asked.done(), life.exercise())
                + "\ntold "
                + asked.told().advice()
                + ", "
                + Words.dose(asked.dose(), life.exercise())
                + "\nby "
                + asked.told().because().stream()
                    .map(because -> because.rule())
                    .collect(Collectors.joining(", "))));
  }
}
