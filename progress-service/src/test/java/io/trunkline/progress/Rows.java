package io.trunkline.progress;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Looks at the database the way an operator would. */
public final class Rows {

  private Rows() {}

  /** Each row as its columns' text, joined by blanks. */
  public static List<String> of(DataSource database, String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      if (!statement.execute()) {
        return List.of();
      }
      try (ResultSet rows = statement.getResultSet()) {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
          List<String> columns = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            columns.add(rows.getString(i));
          }
          texts.add(String.join(" ", columns.stream().map(String::valueOf).toList()));
        }
        return texts;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
