package io.trunkline.session.exercises;

import io.trunkline.session.journal.DatabaseAway;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The exercise ids the catalogue has published so far, retired ones too, since history names them.
 * Only good for warnings: it may be behind, or empty, and never stands in the way of a write.
 */
@Singleton
public class KnownExercises {

  private static final String UPSERT =
      """
      INSERT INTO known_exercise (exercise_id, version) VALUES (?, ?)
      ON CONFLICT (exercise_id) DO UPDATE SET version = EXCLUDED.version WHERE known_exercise.version < EXCLUDED.version
      """;

  /** Another replica may have consumed what is new. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private record Known(Set<String> ids, long readAtNanos) {}

  private final Transactions transactions;
  private volatile Known known;

  KnownExercises(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Whether the catalogue has published {@code exercise}; true while nothing is known at all. */
  public boolean mayBe(String exercise) {
    Set<String> ids = ids();
    return ids.isEmpty() || ids.contains(exercise);
  }

  /** At most three ids that look like {@code exercise}, nearest first. */
  public List<String> nearest(String exercise) {
    return NearestNames.of(exercise, ids(), 3);
  }

  void remember(Collection<KnownExercise> exercises) {
    transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (KnownExercise exercise : exercises) {
              upsert.setString(1, exercise.id());
              upsert.setLong(2, exercise.version());
              upsert.addBatch();
            }
            return upsert.executeBatch();
          }
        });
    known = null;
  }

  private Set<String> ids() {
    Known last = known;
    if (last != null && System.nanoTime() - last.readAtNanos() < LOOK_AGAIN_NANOS) {
      return last.ids();
    }
    Set<String> ids;
    try {
      ids = transactions.runAcrossTenants(KnownExercises::read);
    } catch (DatabaseAway away) {
      // The write itself will say so. What was known is good enough for a warning.
      ids = last == null ? Set.of() : last.ids();
    }
    known = new Known(ids, System.nanoTime());
    return ids;
  }

  private static Set<String> read(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT exercise_id FROM known_exercise");
        ResultSet row = select.executeQuery()) {
      Set<String> found = new TreeSet<>();
      while (row.next()) {
        found.add(row.getString(1));
      }
      return found;
    }
  }
}
