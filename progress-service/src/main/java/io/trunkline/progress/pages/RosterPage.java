package io.trunkline.progress.pages;

import io.trunkline.progress.roster.ShowRoster;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.wording.Words;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The roster as it is shown.
 *
 * @param chosen the need that is filtered by, or empty
 */
public record RosterPage(
    String lang,
    String date,
    String summary,
    boolean empty,
    String chosen,
    List<Chip> chips,
    List<Row> needing,
    List<Row> others) {

  /** A need to filter by. */
  public record Chip(String sort, String label, int count, Tone tone, boolean chosen) {}

  /** A need of an athlete. */
  public record Reason(String label, Tone tone) {}

  /**
   * An athlete.
   *
   * @param sorts the needs, separated by spaces
   */
  public record Row(
      String athlete,
      String sorts,
      Tone tone,
      String label,
      String todo,
      List<Reason> more,
      String last,
      String next,
      boolean incomplete) {}

  static RosterPage of(ShowRoster.Roster roster, Need.Sort chosen, Words words, LocalDate today) {
    List<Chip> chips = new ArrayList<>();
    roster
        .counts()
        .forEach(
            (sort, count) ->
                chips.add(
                    new Chip(
                        sort.name(), words.label(sort), count, Tone.of(sort), sort == chosen)));
    List<Row> needing = new ArrayList<>();
    List<Row> others = new ArrayList<>();
    for (ShowRoster.Line line : roster.with(chosen)) {
      (line.first() == null ? others : needing).add(row(line, words));
    }
    long waiting = roster.lines().stream().filter(line -> line.first() != null).count();
    return new RosterPage(
        words.locale().getLanguage(),
        words.longDay(today),
        words.texts().needing(String.valueOf(waiting), String.valueOf(roster.lines().size())),
        roster.lines().isEmpty(),
        chosen == null ? "" : chosen.name(),
        chips,
        needing,
        others);
  }

  private static Row row(ShowRoster.Line line, Words words) {
    Need first = line.first();
    LocalDate today = line.today();
    return new Row(
        line.athlete(),
        String.join(" ", line.needs().stream().map(need -> need.sort().name()).toList()),
        first == null ? Tone.GOOD : Tone.of(first.sort()),
        first == null ? "" : words.label(first.sort()),
        first == null ? "" : words.todo(first, today),
        line.needs().stream()
            .skip(1)
            .map(Need::sort)
            .distinct()
            .filter(sort -> first == null || sort != first.sort())
            .map(sort -> new Reason(words.label(sort), Tone.of(sort)))
            .toList(),
        line.row().lastSession() == null
            ? words.texts().never()
            : words.near(line.row().lastSession(), today),
        line.next() == null ? "–" : words.near(line.next(), today),
        !line.row().complete());
  }
}
