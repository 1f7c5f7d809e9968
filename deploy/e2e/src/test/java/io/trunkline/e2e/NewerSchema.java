package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a later version may add to a database: a column to every table, and a table. */
final class NewerSchema {

  private NewerSchema() {}

  static void isAdded(Line line, App app) throws SQLException {
    onEveryTable(line, app, "ALTER TABLE %s ADD COLUMN next_version text");
    change(
        line,
        app,
        "CREATE TABLE next_version (tenant text NOT NULL, PRIMARY KEY (tenant))",
        "INSERT INTO flyway_schema_history SELECT max(installed_rank) + 1, '9000', 'next version',"
            + " 'SQL', 'V9000__next_version.sql', 1, current_user, now(), 1, true"
            + " FROM flyway_schema_history");
  }

  static void isTakenBack(Line line, App app) throws SQLException {
    change(
        line,
        app,
        "DROP TABLE next_version",
        "DELETE FROM flyway_schema_history WHERE version = '9000'");
    onEveryTable(line, app, "ALTER TABLE %s DROP COLUMN next_version");
  }

  private static void onEveryTable(Line line, App app, String statement) throws SQLException {
    List<String> statements = new ArrayList<>();
    try (Connection owner = line.owner(app);
        Statement list = owner.createStatement();
        ResultSet tables =
            list.executeQuery(
                "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = current_schema()"
                    + " AND tablename NOT IN ('flyway_schema_history', 'next_version')")) {
      while (tables.next()) {
        statements.add(statement.formatted(tables.getString(1)));
      }
    }
    assertThat(statements).isNotEmpty();
    change(line, app, statements.toArray(String[]::new));
  }

  /** Each alone: a lock held on many tables would stop the services, or be stopped by them. */
  private static void change(Line line, App app, String... statements) throws SQLException {
    try (Connection owner = line.owner(app);
        Statement change = owner.createStatement()) {
      for (String statement : statements) {
        change.execute(statement);
      }
    }
  }
}
