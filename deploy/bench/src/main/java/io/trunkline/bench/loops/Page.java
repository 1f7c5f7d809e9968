package io.trunkline.bench.loops;

import io.trunkline.bench.loops.Life.Asked;
import io.trunkline.progress.rules.Policy;
import io.trunkline.progress.rules.Recommendation.Phase;
import java.util.List;

/** All lives on one page that needs nothing but itself. */
final class Page {

  private static final String STYLE =
      """
      body { font: 15px/1.45 system-ui, sans-serif; color: #1c2430; background: #fff; margin: 24px auto; max-width: 1240px; padding: 0 16px }
      h1 { font-size: 24px; margin: 0 0 8px } h2 { font-size: 20px; margin: 40px 0 0; border-top: 2px solid #1c2430; padding-top: 12px }
      h3 { font-size: 16px; margin: 28px 0 0 } p { margin: 4px 0 8px; max-width: 860px }
      table { border-collapse: collapse; margin: 16px 0 } th, td { padding: 4px 12px 4px 0; text-align: left; border-bottom: 1px solid #d8dde3; vertical-align: top }
      th { font-weight: 600 } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums }
      .legend { display: flex; flex-wrap: wrap; gap: 2px 20px; font-size: 13px; color: #46505c; margin: 6px 0 }
      .legend svg { width: 22px; height: 12px; vertical-align: -1px; margin-right: 5px }
      figure { margin: 0; overflow-x: auto } figure > svg { width: 100%; min-width: 900px; display: block }
      svg text { font: 11px system-ui, sans-serif; fill: #46505c } svg text.title { font-weight: 600; fill: #1c2430; font-size: 12px }
      svg text.end { text-anchor: end } svg text.middle { text-anchor: middle } svg text.note { font-size: 10px; fill: #8a1f1f }
      .grid { stroke: #e3e7ec; stroke-width: 1 } .month, .quarter { stroke: #b4bcc6; stroke-width: 1; fill: none } .quarter { stroke: #dfe3e8 }
      .rest { fill: #ffe3a3 } .stop { fill: #f2a6a6 } .return { fill: #dcefdc }
      .told { fill: none; stroke: #14488f; stroke-width: 1.6; stroke-linejoin: round } circle { fill: #e07000; fill-opacity: .85 }
      .felt { fill: #8a1f1f } .reported { stroke: #8a1f1f; stroke-width: 1; stroke-dasharray: 2 3; fill: none } .back { fill: #1d7a3c }
      .tip { fill: transparent } .tip:hover { fill: #00000018 }
      """;

  private static final String LEGEND =
      """
      <div class='legend'>
      <span><svg><path class='told' d='M0 9H9V3H22'/></svg>advised</span>
      <span><svg><circle cx='5' cy='6' r='2'/><circle cx='16' cy='6' r='2'/></svg>done</span>
      <span><svg><rect class='rest' width='22' height='12'/></svg>told to rest</span>
      <span><svg><rect class='stop' width='22' height='12'/></svg>stopped: no dose</span>
      <span><svg><rect class='return' width='22' height='12'/></svg>returning</span>
      <span><svg><path class='back' d='M11 2l-5 9h10z'/></svg>first session back</span>
      <span><svg><path class='felt' d='M11 11l-4 -7h8z'/></svg>reported</span>
      </div>
      """;

  private Page() {}

  /** Lives of one exercise after another, those of one exercise together. */
  static String of(List<Life> lives, Policy policy) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>")
        .append("<meta name='viewport' content='width=device-width'>")
        .append("<title>Closed loops, policy ")
        .append(policy.version())
        .append("</title>\n<style>\n")
        .append(STYLE)
        .append("</style></head><body>\n")
        .append(opening(policy))
        .append(table(lives));
    String exercise = "";
    for (Life life : lives) {
      if (!life.exercise().name().equals(exercise)) {
        exercise = life.exercise().name();
        page.append("<h2>").append(Words.escaped(exercise)).append("</h2>\n");
      }
      page.append("<h3>")
          .append(life.athlete().title())
          .append("</h3>\n<p>")
          .append(summary(life))
          .append("</p>\n")
          .append(LEGEND)
          .append("<figure>\n")
          .append(Drawing.of(life))
          .append("</figure>\n");
    }
    return page.append("</body></html>\n").toString();
  }

  private static String opening(Policy policy) {
    StringBuilder text = new StringBuilder();
    text.append("<h1>Two years by the rules</h1>\n<p>Three made-up athletes ask the rules (policy ")
        .append(policy.version())
        .append(") every day from ")
        .append(Words.day(ClosedLoop.START.toLocalDate()))
        .append(
            " on and live with the answers. The bodies have no limits and no fatigue: the pictures show")
        .append(" where the rules lead, not what anybody can lift.</p>\n");
    for (Athlete athlete : Athlete.values()) {
      text.append("<p><b>").append(athlete.title()).append("</b> ").append(athlete.habits());
      text.append("</p>\n");
    }
    return text.toString();
  }

  private static String table(List<Life> lives) {
    StringBuilder table = new StringBuilder();
    table
        .append("<table><tr><th>Exercise</th><th>Athlete</th><th class='n'>Sessions</th>")
        .append("<th class='n'>Days of rest</th><th class='n'>Days stopped</th>")
        .append("<th>Last advice</th><th>Last done</th></tr>\n");
    for (Life life : lives) {
      List<Asked> sessions = life.sessions();
      cell(table.append("<tr>"), "", life.exercise().name());
      cell(table, "", life.athlete().title());
      cell(table, " class='n'", Integer.toString(sessions.size()));
      cell(table, " class='n'", Long.toString(days(life, Phase.RESTING)));
      cell(table, " class='n'", Long.toString(days(life, Phase.STOPPED)));
      cell(table, "", lastTold(life));
      cell(table, "", Words.dose(sessions.get(sessions.size() - 1).done(), life.exercise()));
      table.append("</tr>\n");
    }
    return table.append("</table>\n").toString();
  }

  private static void cell(StringBuilder row, String attributes, String text) {
    row.append("<td").append(attributes).append('>').append(Words.escaped(text)).append("</td>");
  }

  private static String summary(Life life) {
    return Words.escaped(
        "First advice "
            + Words.dose(life.asked().get(0).dose(), life.exercise())
            + "; after two years "
            + lastTold(life)
            + ".");
  }

  private static String lastTold(Life life) {
    return Words.dose(life.asked().get(life.asked().size() - 1).dose(), life.exercise());
  }

  private static long days(Life life, Phase phase) {
    return life.asked().stream()
        .filter(asked -> asked.told().phase() == phase)
        .map(Asked::day)
        .distinct()
        .count();
  }
}
