package io.trunkline.progress.journal;

import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Fact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Every fact an athlete's journal holds now, as the rules want it.
 *
 * @param zone where the athlete's "now" is read: the screening's time zone, else the offset of the
 *     newest fact, else UTC
 */
public record AthleteJournal(History history, ZoneId zone) {

  /** Reads the live entries; an athlete nobody heard of has an empty journal. */
  public static AthleteJournal of(Connection connection, String tenant, String athlete)
      throws SQLException, NewerKind {
    String sql =
        """
        SELECT type, kind, entry_id, revision, body FROM log_entry
        WHERE tenant = ? AND athlete = ? AND NOT deleted
          AND kind NOT IN ('coach-grant', 'observation')
        """;
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, athlete);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String type = rows.getString(1);
          String id = rows.getString(3);
          long revision = rows.getLong(4);
          if (!EntryReading.knows(type)) {
            throw new NewerKind(rows.getString(2), id, revision);
          }
          entries.add(EntryReading.read(type, id, revision, rows.getBytes(5)));
        }
      }
    } catch (Malformed impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
    return of(athlete, entries);
  }

  static AthleteJournal of(String athlete, List<Entry> entries) {
    List<History.Session> sessions = new ArrayList<>();
    List<History.Sensation> sensations = new ArrayList<>();
    List<History.Clearance> clearances = new ArrayList<>();
    List<History.Directive> directives = new ArrayList<>();
    History.Screening screening = null;
    ZoneId zone = null;
    for (Entry entry : entries) {
      Fact fact = entry.fact();
      if (fact instanceof History.Session session) {
        sessions.add(session);
      } else if (fact instanceof History.Sensation sensation) {
        sensations.add(sensation);
      } else if (fact instanceof History.Clearance clearance) {
        clearances.add(clearance);
      } else if (fact instanceof History.Directive directive) {
        directives.add(directive);
      } else if (fact instanceof History.Screening answered) {
        screening = answered;
        zone = entry.timeZone();
      }
    }
    return new AthleteJournal(
        new History(athlete, sessions, sensations, clearances, screening, directives),
        zone == null ? newestOffset(entries) : zone);
  }

  private static ZoneId newestOffset(List<Entry> entries) {
    return entries.stream()
        .map(Entry::fact)
        .max(
            Comparator.comparing((Fact fact) -> fact.at().toInstant())
                .thenComparing(fact -> fact.ref().toString()))
        .map(fact -> fact.at().getOffset())
        .orElse(ZoneOffset.UTC);
  }
}
