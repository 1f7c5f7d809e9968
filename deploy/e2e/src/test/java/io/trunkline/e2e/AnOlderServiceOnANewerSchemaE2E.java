package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import java.sql.SQLException;
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
      NewerSchema.isAdded(line, app);
    }
  }

  @AfterEach
  void the_schema_is_this_versions_again(Line line) throws SQLException {
    if (!line.isOurs()) {
      return;
    }
    for (App app : App.values()) {
      NewerSchema.isTakenBack(line, app);
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
}
