package io.trunkline.progress.projection;

import io.trunkline.progress.exercises.ExerciseReading;
import io.trunkline.progress.exercises.Program;
import io.trunkline.progress.json.Malformed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code catalog.exercises} and {@code catalog.programs}: what can be trained. */
@ApplicationScoped
class Catalog implements Stream {

  private static final int MAX_BODY = 256 * 1024;
  private static final String EXERCISES = "catalog.exercises";
  private static final Set<String> EXERCISE_TYPES =
      Set.of(ExerciseReading.PUBLISHED, ExerciseReading.RETIRED);
  private static final Set<String> PROGRAM_TYPES = Set.of(Program.PUBLISHED, Program.WITHDRAWN);

  @Override
  public String name() {
    return "catalog";
  }

  @Override
  public Optional<EntryKey> key(ConsumerRecord<byte[], byte[]> record) {
    return Headers.text(record.key())
        .flatMap(id -> EntryKey.ofCatalogue(isExercise(record) ? "exercise" : "program", id));
  }

  private static boolean isExercise(ConsumerRecord<byte[], byte[]> record) {
    return record.topic().equals(EXERCISES);
  }

  @Override
  public Copy read(ConsumerRecord<byte[], byte[]> record) throws Unusable {
    boolean exercise = isExercise(record);
    EntryKey key = key(record).orElseThrow(() -> new Unusable(Reason.BAD_KEY, null, null));
    Headers headers =
        Headers.of(record).orElseThrow(() -> new Unusable(Reason.BAD_HEADERS, key, null));
    Long revision = headers.revision();
    if (!headers.topic().equals(record.topic())) {
      throw new Unusable(Reason.WRONG_TOPIC, key, revision);
    }
    if (!(exercise ? EXERCISE_TYPES : PROGRAM_TYPES).contains(headers.type())) {
      throw new Unusable(Reason.UNKNOWN_TYPE, key, revision);
    }
    boolean retired =
        headers.type().equals(ExerciseReading.RETIRED) || headers.type().equals(Program.WITHDRAWN);
    check(key, revision, exercise, retired, record.value());
    return new Copy(key, headers, retired, record);
  }

  private static void check(
      EntryKey key, Long revision, boolean exercise, boolean retired, byte[] body) throws Unusable {
    if (body == null) {
      throw new Unusable(
          Reason.SCHEMA_VIOLATION, key, revision); // retiring is a state with a value
    }
    if (body.length > MAX_BODY) {
      throw new Unusable(Reason.TOO_LARGE, key, revision);
    }
    try {
      String id =
          exercise ? ExerciseReading.read(body, retired).exercise().id() : Program.read(body).id();
      if (!id.equals(key.entryId())) {
        throw new Unusable(Reason.KEY_MISMATCH, key, revision);
      }
    } catch (Malformed malformed) {
      throw new Unusable(
          malformed.isJson() ? Reason.SCHEMA_VIOLATION : Reason.NOT_JSON, key, revision);
    }
  }

  @Override
  public int store(Connection connection, List<Copy> copies) throws SQLException {
    String sql =
        """
        INSERT INTO catalog_entry (kind, entry_id, revision, retired, type, body, recorded_at)
        SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (kind, entry_id) DO UPDATE
          SET revision = EXCLUDED.revision, retired = EXCLUDED.retired, type = EXCLUDED.type,
              body = EXCLUDED.body, recorded_at = EXCLUDED.recorded_at
          WHERE catalog_entry.revision < EXCLUDED.revision
        """;
    Columns columns = new Columns(connection, copies);
    List<Array> arrays =
        List.of(
            columns.text(copy -> copy.key().kind()),
            columns.text(copy -> copy.key().entryId()),
            columns.revisions(),
            columns.flags(Copy::retired),
            columns.text(Copy::type),
            columns.bodies(),
            columns.times());
    return Columns.execute(connection, sql, arrays);
  }

  @Override
  public boolean has(Connection connection, EntryKey key, long revision) throws SQLException {
    String sql = "SELECT 1 FROM catalog_entry WHERE kind = ? AND entry_id = ? AND revision >= ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key.kind());
      statement.setString(2, key.entryId());
      statement.setLong(3, revision);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
