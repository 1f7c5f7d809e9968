package io.trunkline.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL 18 on 127.0.0.1 whose commits survive a crash: fsync, full-page writes and
 * synchronous commit are on, and checked. Roles are as in production: a database belongs to one
 * that is no superuser and that only migrations use; services use two others, which own nothing.
 */
public final class LocalPostgres implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(1);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int PASSWORD_BYTES = 24;
  private static final List<String> DURABILITY =
      List.of("fsync", "synchronous_commit", "full_page_writes");

  private final EmbeddedPostgres server;
  private final Path home;

  private LocalPostgres(EmbeddedPostgres server, Path home) {
    this.server = server;
    this.home = home;
  }

  /** A role that may come in. */
  public record Login(String username, String password) {}

  /**
   * The address of one database, and who may come in.
   *
   * @param owner of the database and its tables: makes them, and nothing else
   * @param requests serves callers
   * @param workers does what belongs to no caller
   */
  public record Database(String jdbcUrl, Login owner, Login requests, Login workers) {

    /** What a service must be told, as properties. The catalogue's has no workers. */
    public Map<String, String> configuration() {
      return Map.of(
          "quarkus.datasource.jdbc.url", jdbcUrl,
          "quarkus.datasource.username", requests.username(),
          "quarkus.datasource.password", requests.password(),
          "quarkus.datasource.worker.username", workers.username(),
          "quarkus.datasource.worker.password", workers.password(),
          "quarkus.flyway.username", owner.username(),
          "quarkus.flyway.password", owner.password());
    }

    /** The same as environment variables. */
    public Map<String, String> environment() {
      Map<String, String> environment = new TreeMap<>();
      configuration()
          .forEach(
              (property, value) ->
                  environment.put(property.replace('.', '_').toUpperCase(Locale.ROOT), value));
      return environment;
    }
  }

  /**
   * Starts a server, ended with this JVM at the latest, and blocks until it answers.
   *
   * @param directory holds data, passwords and log file; earlier data are used again, also after a
   *     crash
   * @param port of the server; 0 for any free one
   * @throws IllegalStateException if the port is taken, the server does not answer within 60 s, or
   *     it does not keep what it acknowledges; the message carries the end of its log
   */
  public static LocalPostgres start(Path directory, int port) {
    return start(directory, directory.resolve("postgres.log"), port, true);
  }

  static LocalPostgres start(Path directory, Path log, int port, boolean endWithJvm) {
    Path home = directory.toAbsolutePath();
    Path data = home.resolve("data");
    endLeftover(data);
    int ownPort = Ports.take(port, "PostgreSQL");
    try {
      Files.createDirectories(home);
      ProcessBuilder.Redirect output = ProcessBuilder.Redirect.appendTo(log.toFile());
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(ownPort)
              .setPGStartupWait(START_LIMIT)
              .setRegisterShutdownHook(endWithJvm)
              .setOutputRedirector(output)
              .setErrorRedirector(output)
              .setDataDirectoryCustomizer(LocalPostgres::requirePasswords)
              .setLocaleConfig("locale", "C")
              .setServerConfig("shared_buffers", "32MB")
              .setServerConfig("max_connections", "100");
      // The library starts the server with -F (no fsync) and asynchronous commit; a later -c wins.
      DURABILITY.forEach(setting -> builder.setServerConfig(setting, "on"));
      LocalPostgres started = new LocalPostgres(builder.start(), home);
      started.closeUnlessOursAndDurable(data);
      return started;
    } catch (IOException | IllegalStateException failed) {
      throw new IllegalStateException(
          "PostgreSQL did not start: " + failed.getMessage() + "\n" + new Log(log).tail(), failed);
    }
  }

  /**
   * Ends a server that outlived its launcher (kill -9), and removes the sign of one that is gone.
   */
  static void endLeftover(Path data) {
    Path sign = data.resolve("postmaster.pid");
    if (!Files.exists(sign)) {
      return;
    }
    try {
      long pid = pid(data);
      Optional<ProcessHandle> leftover = ProcessHandle.of(pid).filter(LocalPostgres::isPostgres);
      if (leftover.isPresent()) {
        // SIGINT is the fast stop; SIGTERM would wait until every client has gone.
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
        leftover.get().onExit().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
      // A pid that now belongs to another program would keep the server from starting.
      Files.deleteIfExists(sign);
    } catch (IOException | ExecutionException | TimeoutException failed) {
      throw new IllegalStateException(
          "An earlier PostgreSQL in " + data + " could not be ended.", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while ending an earlier PostgreSQL.", interrupted);
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().map(command -> command.endsWith("postgres")).orElse(false);
  }

  /** Only the superuser, used by this class alone, may come in without a password. */
  private static void requirePasswords(File data) {
    try {
      Files.writeString(
          data.toPath().resolve("pg_hba.conf"),
          """
          local all postgres trust
          host  all postgres 127.0.0.1/32 trust
          host  all postgres ::1/128 trust
          host  all all 127.0.0.1/32 scram-sha-256
          host  all all ::1/128 scram-sha-256
          """);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void closeUnlessOursAndDurable(Path data) {
    try {
      checkItIsOursAndDurable(data);
    } catch (IllegalStateException unsuited) {
      close();
      throw unsuited;
    }
  }

  private void checkItIsOursAndDurable(Path data) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String setting : DURABILITY) {
        String value = show(statement, setting);
        if (!"on".equals(value)) {
          throw new IllegalStateException(
              "PostgreSQL runs with "
                  + setting
                  + "="
                  + value
                  + ", so acknowledged writes could vanish.");
        }
      }
      String directory = show(statement, "data_directory");
      if (!Path.of(directory).toRealPath().equals(data.toRealPath())) {
        throw new IllegalStateException(
            "Another PostgreSQL, with data in "
                + directory
                + ", answers on port "
                + server.getPort()
                + ".");
      }
    } catch (SQLException | IOException failed) {
      throw new IllegalStateException("PostgreSQL's settings could not be read.", failed);
    }
  }

  private static String show(Statement statement, String setting) throws SQLException {
    try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * Creates the database of that name, its owner of the same name and the roles {@code
   * <name>_requests} and {@code <name>_workers}, where they are missing. Passwords are random, made
   * once and kept in the directory, readable by its owner only.
   *
   * @param name lower-case letters, digits and underscores
   */
  public Database database(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      return databaseIn(connection, "localhost:" + server.getPort(), name, home);
    } catch (SQLException failed) {
      throw new IllegalStateException("Database " + name + " could not be prepared.", failed);
    }
  }

  /**
   * As {@link #database}, in any server.
   *
   * @param superuser a connection of one
   * @param address host and port
   * @param passwords the directory in which they are kept
   */
  public static Database databaseIn(
      Connection superuser, String address, String name, Path passwords) {
    if (!name.matches("[a-z][a-z0-9_]{0,30}")) {
      throw new IllegalArgumentException("Not a database name: " + name);
    }
    try (Statement statement = superuser.createStatement()) {
      Login owner = role(statement, name, passwords);
      Login requests = role(statement, name + "_requests", passwords);
      Login workers = role(statement, name + "_workers", passwords);
      if (isMissing(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        statement.execute("CREATE DATABASE " + name + " OWNER " + name);
      }
      statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
      statement.execute(
          "GRANT CONNECT ON DATABASE "
              + name
              + " TO "
              + requests.username()
              + ", "
              + workers.username());
      return new Database("jdbc:postgresql://" + address + "/" + name, owner, requests, workers);
    } catch (SQLException failed) {
      throw new IllegalStateException("Database " + name + " could not be prepared.", failed);
    }
  }

  private static Login role(Statement statement, String name, Path passwords) throws SQLException {
    String password = password(name, passwords);
    if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
      statement.execute(
          "CREATE ROLE " + name + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE");
    }
    // Each time, so that a lost password file is repaired by the next start.
    statement.execute("ALTER ROLE " + name + " PASSWORD '" + password + "'");
    statement.execute("ALTER ROLE " + name + " SET transaction_timeout = '10s'");
    statement.execute("ALTER ROLE " + name + " SET idle_in_transaction_session_timeout = '30s'");
    return new Login(name, password);
  }

  private static boolean isMissing(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private static String password(String name, Path passwords) {
    Path file = passwords.resolve(name + ".password");
    try {
      if (!Files.exists(file)) {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(random));
      }
      return Files.readString(file);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "The password of role " + name + " could not be kept in " + file + ".", failed);
    }
  }

  CompletableFuture<?> onExit() {
    return ProcessHandle.of(pid(home.resolve("data")))
        .map(ProcessHandle::onExit)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  private static long pid(Path data) {
    Path sign = data.resolve("postmaster.pid");
    try {
      return Long.parseLong(Files.readAllLines(sign).get(0).trim());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "The process of PostgreSQL is not named in " + sign + ".", unreadable);
    }
  }

  /** Ends the server in order; the data stay. */
  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL did not stop in order.", failed);
    }
  }
}
