package io.trunkline.progress.exercises;

import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalogue as it stands in the projection. */
@ApplicationScoped
public class KnownCatalogue {

  /** What was read of one exercise at one version; a published version never changes. */
  private record Read(long revision, KnownExercise exercise) {}

  // Reading twenty definitions anew for every request would cost more than the recommendation
  // itself.
  private volatile Map<String, Read> lastRead = Map.of();

  /**
   * All exercises, retired ones too, numbered by the newest change among them; 0 while none is
   * known.
   */
  public Catalogue exercises(Connection connection) throws SQLException {
    Map<String, Read> known = lastRead;
    Map<String, Read> current = new HashMap<>();
    String sql = "SELECT entry_id, revision FROM catalog_entry WHERE kind = 'exercise'";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        String id = rows.getString(1);
        long revision = rows.getLong(2);
        Read read = known.get(id);
        current.put(
            id,
            read != null && read.revision() == revision
                ? read
                : new Read(revision, read(connection, id)));
      }
    }
    lastRead = Map.copyOf(current);
    long number = 0;
    List<Exercise> exercises = new ArrayList<>();
    for (Read read : current.values()) {
      number = Math.max(number, read.exercise().catalogue());
      exercises.add(read.exercise().exercise());
    }
    return Catalogue.of(number, exercises);
  }

  /**
   * The state of the exercises as a number that grows with every change that arrives. Unlike the
   * catalogue's own number it also grows when changes arrive in another order than they were made.
   */
  public long state(Connection connection) throws SQLException {
    String sql =
        "SELECT coalesce(sum(revision), 0)::bigint FROM catalog_entry WHERE kind = 'exercise'";
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static KnownExercise read(Connection connection, String id) throws SQLException {
    String sql = "SELECT body, retired FROM catalog_entry WHERE kind = 'exercise' AND entry_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return ExerciseReading.read(rows.getBytes(1), rows.getBoolean(2));
      }
    } catch (Malformed impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
  }

  /** Every definition as a person reads it, retired ones too, by id. */
  public List<Definition> definitions(Connection connection) throws SQLException {
    String sql =
        "SELECT body, retired FROM catalog_entry WHERE kind = 'exercise' ORDER BY entry_id";
    List<Definition> definitions = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        definitions.add(Definition.of(rows.getBytes(1), rows.getBoolean(2)));
      }
    }
    return definitions;
  }

  /** One definition as a person reads it. */
  public Optional<Definition> definition(Connection connection, String id) throws SQLException {
    String sql = "SELECT body, retired FROM catalog_entry WHERE kind = 'exercise' AND entry_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(Definition.of(rows.getBytes(1), rows.getBoolean(2)))
            : Optional.empty();
      }
    }
  }

  /** A programme in use; a withdrawn one is as good as unknown. */
  public Optional<Program> program(Connection connection, String id) throws SQLException {
    String sql =
        "SELECT body FROM catalog_entry WHERE kind = 'program' AND entry_id = ? AND NOT retired";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(Program.read(rows.getBytes(1))) : Optional.empty();
      }
    } catch (Malformed impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
  }
}
