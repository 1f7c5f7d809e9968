package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * While an upgrade rolls, and after a rollback, this version meets a schema that the next one has
 * added to: a column in every table, and a table.
 */
@ExtendWith(WholeLine.class)
class AnOlderServiceOnANewerSchemaE2E {

  @BeforeEach
  void the_next_version_migrates_every_database(Line line) throws SQLException {
    line.mayBeBroken();
    for (App app : App.values()) {
      onEveryTable(line, app, "ALTER TABLE %s ADD COLUMN next_version text");
      change(
          line,
          app,
          "CREATE TABLE next_version (tenant text NOT NULL, PRIMARY KEY (tenant))",
          "INSERT INTO flyway_schema_history SELECT max(installed_rank) + 1, '9000', 'next version',"
              + " 'SQL', 'V9000__next_version.sql', 1, current_user, now(), 1, true"
              + " FROM flyway_schema_history");
    }
  }

  @AfterEach
  void the_schema_is_this_versions_again(Line line) throws SQLException {
    if (!line.isOurs()) {
      return;
    }
    for (App app : App.values()) {
      change(
          line,
          app,
          "DROP TABLE next_version",
          "DELETE FROM flyway_schema_history WHERE version = '9000'");
      onEveryTable(line, app, "ALTER TABLE %s DROP COLUMN next_version");
    }
  }

  @Test
  void goes_on_where_it_runs_and_starts_where_it_does_not(Line line, Athlete ada) {
    ada.did(day(0), "back-extension 2x10")
        .asks("back-extension", day(3))
        .says("TRAIN 2x11 bodyweight");

    // A pod of the chart migrates nothing and only looks; the small installation migrates.
    for (Map<String, String> start :
        List.of(
            Map.of(
                "QUARKUS_FLYWAY_MIGRATE_AT_START", "false",
                "QUARKUS_FLYWAY_VALIDATE_AT_START", "true"),
            Map.<String, String>of())) {
      for (App app : App.values()) {
        line.startAgain(app, start);
      }
      ada.did(day(3), "back-extension 2x11").waitsUntilRead();
      ada.asks("back-extension", day(7)).says("TRAIN 2x12 bodyweight");
    }
    assertThat(ada.digest(App.PROGRESS)).isEqualTo(ada.digest(App.SESSION));
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
