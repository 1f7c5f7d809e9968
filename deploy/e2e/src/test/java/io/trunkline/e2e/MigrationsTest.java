package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The version before runs beside the new one and after a rollback, so a migration only adds: what
 * an older statement names is still there, and what it does not name is filled in.
 */
class MigrationsTest {

  private static final Pattern TAKES_AWAY =
      Pattern.compile(
          "DROP\\s+(TABLE|COLUMN|FUNCTION|SEQUENCE)|\\bRENAME\\b|\\bTRUNCATE\\b"
              + "|ALTER\\s+COLUMN\\s+\\S+\\s+(SET\\s+DATA\\s+)?TYPE\\b|SET\\s+NOT\\s+NULL"
              + "|ADD\\s+COLUMN(?![^;,]*(DEFAULT|GENERATED))[^;,]*NOT\\s+NULL"
              + "|ADD\\s+COLUMN[^;,]*\\bUNIQUE\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COMMENT = Pattern.compile("--.*");

  @ParameterizedTest
  @ValueSource(strings = {"catalog-service", "session-service", "progress-service"})
  void every_migration_only_adds(String service) throws IOException {
    Path directory = Line.CHECKOUT.resolve(service).resolve("src/main/resources/db/migration");
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> migrations =
          files.filter(file -> file.getFileName().toString().startsWith("V")).sorted().toList();
      assertThat(migrations).isNotEmpty();
      assertThat(migrations).noneMatch(file -> takesAway(Shell.read(file)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE entry DROP COLUMN author;",
        "DROP TABLE entry;",
        "ALTER TABLE entry RENAME COLUMN author TO writer;",
        "ALTER TABLE entry RENAME TO entries;",
        "ALTER TABLE entry ALTER COLUMN partition TYPE bigint;",
        "ALTER TABLE entry ALTER COLUMN author SET DATA TYPE varchar(9);",
        "ALTER TABLE entry ALTER COLUMN body SET NOT NULL;",
        "ALTER TABLE entry ADD COLUMN colour text NOT NULL;",
        "ALTER TABLE entry ADD COLUMN a text,\n  ADD COLUMN b text NOT NULL;",
        "ALTER TABLE entry ADD COLUMN colour text UNIQUE;",
        "TRUNCATE entry;"
      })
  void what_an_older_version_cannot_live_with_is_found(String migration) {
    assertThat(takesAway(migration)).isTrue();
  }

  @Test
  void what_it_can_live_with_is_not() {
    assertThat(
            takesAway(
                """
                -- DROP TABLE entry would be too much.
                ALTER TABLE entry ADD COLUMN colour text NOT NULL DEFAULT 'red', ADD COLUMN b text;
                ALTER TABLE entry ALTER COLUMN author DROP NOT NULL;
                ALTER TABLE entry DROP CONSTRAINT entry_check;
                DROP INDEX entry_newest_first;
                CREATE TABLE more (tenant text NOT NULL);
                """))
        .isFalse();
  }

  private static boolean takesAway(String migration) {
    return TAKES_AWAY.matcher(COMMENT.matcher(migration).replaceAll("")).find();
  }
}
