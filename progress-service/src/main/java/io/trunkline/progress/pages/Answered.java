package io.trunkline.progress.pages;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/**
 * A screening as it stands in the journal.
 *
 * @param revision a deleted answer's, too; 0 where nobody ever answered
 * @param body empty where there is none
 */
record Answered(long revision, Map<String, Object> body) {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  static Answered by(Connection connection, String tenant, String athlete, ObjectMapper json)
      throws SQLException {
    String sql =
        """
        SELECT revision, deleted, body FROM log_entry
        WHERE tenant = ? AND athlete = ? AND kind = 'screening' AND entry_id = 'screening'
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, athlete);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return new Answered(0, Map.of());
        }
        Map<String, Object> body =
            row.getBoolean(2) ? Map.of() : json.readValue(row.getBytes(3), OBJECT);
        return new Answered(row.getLong(1), body);
      }
    } catch (IOException impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
  }
}
