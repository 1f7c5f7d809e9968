package io.trunkline.progress.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.journal.AthleteJournal;
import io.trunkline.progress.journal.Observation;
import io.trunkline.progress.rules.Attention;
import io.trunkline.progress.rules.Attention.Outlook;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Need;
import io.trunkline.progress.rules.Policy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads the table {@code roster}. */
@ApplicationScoped
public class KeepRoster {

  private static final TypeReference<List<Need>> NEEDS = new TypeReference<>() {};

  private final ObjectMapper json;

  KeepRoster(ObjectMapper json) {
    this.json = json;
  }

  /** In the transaction that stored the entries {@code journal} was read from. */
  public void write(
      Connection connection,
      Athlete athlete,
      AthleteJournal journal,
      Catalogue catalogue,
      Policy policy,
      OffsetDateTime at)
      throws SQLException {
    Outlook outlook = Attention.of(journal.history(), catalogue, policy, at);
    List<Need> needs =
        new FormSeen(
                Observation.of(connection, athlete.tenant(), athlete.id()),
                journal.history(),
                catalogue)
            .in(outlook.needs());
    String sql =
        """
        INSERT INTO roster (tenant, athlete, zone, last_session, next, needs)
        VALUES (?, ?, ?, ?, ?, ?::jsonb)
        ON CONFLICT (tenant, athlete) DO UPDATE
          SET zone = EXCLUDED.zone, last_session = EXCLUDED.last_session, next = EXCLUDED.next,
              needs = EXCLUDED.needs, written = DEFAULT
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, athlete.tenant());
      statement.setString(2, athlete.id());
      statement.setString(3, journal.zone().getId());
      statement.setObject(4, outlook.lastSession());
      statement.setObject(5, outlook.next());
      statement.setString(6, json.writeValueAsString(needs));
      statement.executeUpdate();
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Needs can be written.", impossible);
    }
  }

  /** Everybody of a tenant, or those of {@code athletes}; null means everybody. */
  List<RosterRow> read(Connection connection, String tenant, List<String> athletes)
      throws SQLException {
    String sql =
        """
        SELECT athlete, zone, last_session, next, needs, NOT EXISTS (
          SELECT FROM quarantine q
          WHERE q.tenant = r.tenant AND q.athlete = r.athlete AND q.resolved_at IS NULL)
        FROM roster r WHERE tenant = ? AND (?::text[] IS NULL OR athlete = ANY (?::text[]))
        """;
    List<RosterRow> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Object[] named = athletes == null ? null : athletes.toArray();
      statement.setString(1, tenant);
      for (int i = 2; i <= 3; i++) {
        statement.setArray(i, named == null ? null : connection.createArrayOf("text", named));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new RosterRow(
                  rows.getString(1),
                  ZoneId.of(rows.getString(2)),
                  rows.getObject(3, LocalDate.class),
                  rows.getObject(4, LocalDate.class),
                  json.readValue(rows.getString(5), NEEDS),
                  rows.getBoolean(6)));
        }
      }
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Rows are kept as they were written.", impossible);
    }
    return found;
  }
}
