package io.trunkline.e2e;

import io.trunkline.local.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;

/**
 * A base backup: the files of a database server, copied while it serves and is written to, with the
 * write-ahead log that makes them whole. What {@code pg_basebackup} and operators of Kubernetes
 * take.
 */
final class Backup {

  private static final Path LOG = Path.of("pg_wal");

  private final Path home;

  private Backup(Path home) {
    this.home = home;
  }

  /**
   * Takes it.
   *
   * @param superuser stays connected meanwhile
   * @param server the server's files
   * @param home of the copy, not there yet
   */
  static Backup of(Connection superuser, Path server, Path home) {
    Path data = home.resolve("data");
    try (Statement statement = superuser.createStatement()) {
      Files.createDirectories(home);
      statement.execute("SELECT pg_backup_start('story', fast => true)");
      copy(server, data, file -> !file.startsWith(LOG) && !file.startsWith("postmaster.pid"));
      try (ResultSet end =
          statement.executeQuery(
              "SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)")) {
        end.next();
        Files.writeString(data.resolve("backup_label"), end.getString(1));
      }
      copy(server, data, file -> file.startsWith(LOG));
      return new Backup(home);
    } catch (IOException | SQLException failed) {
      throw new IllegalStateException("The backup could not be taken.", failed);
    }
  }

  /** Another server, on a port of its own, with what the files hold. */
  LocalPostgres restore() {
    return LocalPostgres.start(home, 0);
  }

  /** A server may remove a file while it is copied; its log says what became of it. */
  private static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path copied = to.resolve(from.relativize(directory));
            if (!Files.exists(copied)) {
              Files.copy(directory, copied, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            Path name = from.relativize(file);
            if (wanted.test(name)) {
              copyUnlessGone(file, to.resolve(name));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }
        });
  }

  private static void copyUnlessGone(Path file, Path copy) {
    try {
      Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException gone) {
      // As if the walk had come a moment later.
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
