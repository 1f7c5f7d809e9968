package io.trunkline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.local.LocalPostgres.Database;
import io.trunkline.local.LocalPostgres.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPostgresIT {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void what_is_acknowledged_is_on_disk(String setting) throws SQLException {
    try (LocalPostgres server = LocalPostgres.start(directory, 0)) {
      assertThat(ask(server.database("journal"), "SHOW " + setting)).isEqualTo("on");
    }
  }

  @Test
  void it_is_postgresql_18() throws SQLException {
    try (LocalPostgres server = LocalPostgres.start(directory, 0)) {
      assertThat(ask(server.database("journal"), "SHOW server_version")).startsWith("18.");
    }
  }

  @Test
  void the_role_owns_its_database_and_is_no_superuser() throws SQLException {
    try (LocalPostgres server = LocalPostgres.start(directory, 0)) {
      Database journal = server.database("journal");
      assertThat(
              ask(
                  journal,
                  "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"))
          .isEqualTo("f");
      assertThat(
              ask(
                  journal,
                  "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"))
          .isEqualTo("journal");
      assertThat(ask(journal, "SHOW transaction_timeout")).isEqualTo("10s");
    }
  }

  @Test
  void services_roles_own_nothing_and_enter_their_own_database_only() throws SQLException {
    try (LocalPostgres server = LocalPostgres.start(directory, 0)) {
      Database journal = server.database("journal");
      Database other = server.database("other");
      for (Login role : List.of(journal.requests(), journal.workers())) {
        Database as = new Database(journal.jdbcUrl(), role, role, role);
        assertThat(
                ask(
                    as,
                    "SELECT count(*) FROM pg_roles WHERE pg_has_role(current_user, oid, 'MEMBER')"))
            .isEqualTo("1");
        assertThatThrownBy(() -> tell(as, "CREATE TABLE mine ()"))
            .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> ask(new Database(other.jdbcUrl(), role, role, role), "SELECT 1"))
            .hasMessageContaining("permission denied for database");
      }
    }
  }

  @Test
  void a_wrong_password_is_refused_and_the_right_one_is_readable_by_its_owner_only()
      throws Exception {
    try (LocalPostgres server = LocalPostgres.start(directory, 0)) {
      Database journal = server.database("journal");
      assertThatThrownBy(() -> ask(guessing(journal), "SELECT 1"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("journal.password"))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void data_and_password_outlive_a_restart() throws SQLException {
    try (LocalPostgres server = LocalPostgres.start(directory, 0)) {
      tell(server.database("journal"), "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (LocalPostgres again = LocalPostgres.start(directory, 0)) {
      assertThat(ask(again.database("journal"), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void a_server_left_behind_by_a_killed_launcher_is_ended_and_its_data_are_taken_over()
      throws Exception {
    ChildJvm launcher = launcherThatStartsPostgres();
    long pid =
        Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0).trim());
    ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
    launcher.kill();
    assertThat(first.isAlive()).isTrue();

    try (LocalPostgres again = LocalPostgres.start(directory, 0)) {
      assertThat(first.isAlive()).isFalse();
      assertThat(ask(again.database("journal"), "SELECT answer FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void a_pid_that_now_belongs_to_another_program_does_not_keep_it_from_starting() throws Exception {
    try (LocalPostgres server = LocalPostgres.start(directory, 0)) {
      tell(server.database("journal"), "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    Files.writeString(
        directory.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");

    try (LocalPostgres again = LocalPostgres.start(directory, 0)) {
      assertThat(ask(again.database("journal"), "SELECT answer FROM kept")).isEqualTo("42");
      assertThat(ProcessHandle.current().isAlive()).isTrue();
    }
  }

  /**
   * The main class of a launcher to be killed: a server, one table in it, and a word that it is
   * done.
   */
  static final class Launcher {

    private Launcher() {}

    public static void main(String[] directory) throws Exception {
      LocalPostgres server = LocalPostgres.start(Path.of(directory[0]), 0);
      tell(server.database("journal"), "CREATE TABLE kept AS SELECT 42 AS answer");
      System.out.println("done");
      new CountDownLatch(1).await();
    }
  }

  private ChildJvm launcherThatStartsPostgres() {
    ChildJvm.Command command =
        new ChildJvm.Command(
            Jdk.running(),
            List.of(),
            System.getProperty("java.class.path"),
            List.of(Launcher.class.getName(), directory.toString()),
            Map.of());
    ChildJvm child = ChildJvm.start("launcher", command, directory.resolve("launcher.log"));
    child.awaitReady(() -> child.hasLogged("done"), Duration.ofMinutes(1));
    return child;
  }

  private static String ask(Database database, String query) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static void tell(Database database, String command) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    }
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(
        database.jdbcUrl(), database.owner().username(), database.owner().password());
  }

  private static Database guessing(Database database) {
    return new Database(
        database.jdbcUrl(),
        new Login(database.owner().username(), "guess"),
        database.requests(),
        database.workers());
  }
}
