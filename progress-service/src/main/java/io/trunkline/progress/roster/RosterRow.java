package io.trunkline.progress.roster;

import io.trunkline.progress.rules.Need;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;

/**
 * What the roster keeps of an athlete: days, not verdicts, so that it is right tomorrow too.
 *
 * @param zone where the athlete's days are counted
 * @param lastSession null before the first
 * @param next first day something may be done, as of the newest entry; null when none is known
 * @param needs of any day, the weightiest first
 * @param complete false while an entry of the athlete could not be read
 */
public record RosterRow(
    String athlete,
    ZoneId zone,
    LocalDate lastSession,
    LocalDate next,
    List<Need> needs,
    boolean complete) {

  public RosterRow {
    needs = List.copyOf(needs);
  }

  /** The athlete's day of a moment. */
  public LocalDate today(OffsetDateTime at) {
    return at.atZoneSameInstant(zone).toLocalDate();
  }

  /** What asks for a person at a moment, the weightiest first. */
  List<Need> needsAt(OffsetDateTime at) {
    LocalDate today = today(at);
    return needs.stream().filter(need -> need.on(today)).toList();
  }
}
