package io.trunkline.progress.projection;

import io.trunkline.progress.journal.EntryReading;
import io.trunkline.progress.json.Malformed;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** {@code session.training-log}: every athlete's journal entries. */
@ApplicationScoped
class TrainingLog implements Stream {

  private static final int MAX_BODY = 64 * 1024;
  private static final String DELETED = "session.entry-deleted.v1";

  @Override
  public String name() {
    return "training-log";
  }

  @Override
  public Optional<EntryKey> key(ConsumerRecord<byte[], byte[]> record) {
    return Headers.text(record.key()).flatMap(EntryKey::ofJournal);
  }

  @Override
  public Reading read(ConsumerRecord<byte[], byte[]> record) throws Unusable {
    Optional<String> watermark = Headers.text(record.key()).filter(Watermark::isOne);
    return watermark.isPresent()
        ? Watermark.read(record, watermark.get(), Instant.now())
        : entry(record);
  }

  private Reading entry(ConsumerRecord<byte[], byte[]> record) throws Unusable {
    EntryKey key = key(record).orElseThrow(() -> new Unusable(Reason.BAD_KEY, null, null));
    if (record.partition() != key.owner().partition()) {
      throw new Unusable(Reason.WRONG_PARTITION, key, Headers.revision(record).orElse(null));
    }
    Headers headers =
        Headers.of(record).orElseThrow(() -> new Unusable(Reason.BAD_HEADERS, key, null));
    if (!says(record, "ce_tenant", key.tenant())
        || !says(record, "ce_athlete", key.athlete())
        || !says(record, "ce_kind", key.kind())
        || !says(record, "ce_entryid", key.entryId())) {
      throw new Unusable(Reason.KEY_MISMATCH, key, null);
    }
    Long revision = headers.revision();
    if (!headers.topic().equals(record.topic())) {
      throw new Unusable(Reason.WRONG_TOPIC, key, revision);
    }
    if (key.kind().equals(Erasure.KIND)) {
      return erasure(key, headers, record);
    }
    boolean deletion = headers.type().equals(DELETED);
    if (!deletion && !EntryReading.knows(headers.type())) {
      throw new Unusable(Reason.UNKNOWN_TYPE, key, revision);
    }
    if (!deletion && !EntryReading.kindOf(headers.type()).equals(key.kind())) {
      throw new Unusable(Reason.KEY_MISMATCH, key, revision);
    }
    byte[] body = record.value();
    if (deletion != (body == null)) {
      throw new Unusable(Reason.SCHEMA_VIOLATION, key, revision);
    }
    if (!deletion) {
      check(key, headers, body);
    }
    return new Copy(key, headers, false, record);
  }

  /** Its null says that the erasure is closed: what was to be done is done or known otherwise. */
  private static Reading erasure(
      EntryKey key, Headers headers, ConsumerRecord<byte[], byte[]> record) throws Unusable {
    if (headers.type().equals(DELETED) && record.value() == null) {
      return new Ignored("dropped");
    }
    if (!headers.type().equals(Erasure.TYPE)) {
      throw new Unusable(Reason.UNKNOWN_TYPE, key, headers.revision());
    }
    String pseudonym = Erasure.pseudonym(record.value(), key, headers.revision());
    return new Erasure(key, headers.revision(), pseudonym, record);
  }

  private static void check(EntryKey key, Headers headers, byte[] body) throws Unusable {
    if (body.length > MAX_BODY) {
      throw new Unusable(Reason.TOO_LARGE, key, headers.revision());
    }
    try {
      EntryReading.check(headers.type(), key.entryId(), headers.revision(), body);
    } catch (Malformed malformed) {
      throw new Unusable(
          malformed.isJson() ? Reason.SCHEMA_VIOLATION : Reason.NOT_JSON, key, headers.revision());
    }
  }

  private static boolean says(ConsumerRecord<byte[], byte[]> record, String header, String value) {
    return Headers.text(record, header).filter(value::equals).isPresent();
  }

  @Override
  public int store(Connection connection, List<Copy> copies) throws SQLException {
    return storeIn("log_entry", connection, copies);
  }

  /** The same into another table of the same columns. */
  int storeIn(String table, Connection connection, List<Copy> copies) throws SQLException {
    String sql =
        """
        INSERT INTO %s AS kept (tenant, athlete, kind, entry_id, revision, deleted, type, body, recorded_at)
        SELECT tenant, athlete, kind, entry_id, revision, body IS NULL, type, body, recorded_at
        FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
          AS copy (tenant, athlete, kind, entry_id, revision, type, body, recorded_at)
        ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
          SET revision = EXCLUDED.revision, deleted = EXCLUDED.deleted, type = EXCLUDED.type,
              body = EXCLUDED.body, recorded_at = EXCLUDED.recorded_at
          WHERE kept.revision < EXCLUDED.revision
        """
            .formatted(table);
    Columns columns = new Columns(connection, copies);
    List<Array> arrays =
        List.of(
            columns.text(copy -> copy.key().tenant()),
            columns.text(copy -> copy.key().athlete()),
            columns.text(copy -> copy.key().kind()),
            columns.text(copy -> copy.key().entryId()),
            columns.revisions(),
            columns.text(Copy::type),
            columns.bodies(),
            columns.times());
    return Columns.execute(connection, sql, arrays);
  }

  @Override
  public boolean has(Connection connection, EntryKey key, long revision) throws SQLException {
    String sql =
        """
        SELECT 1 FROM log_entry
        WHERE tenant = ? AND athlete = ? AND kind = ? AND entry_id = ? AND revision >= ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key.tenant());
      statement.setString(2, key.athlete());
      statement.setString(3, key.kind());
      statement.setString(4, key.entryId());
      statement.setLong(5, revision);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }
}
