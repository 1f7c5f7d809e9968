package io.trunkline.progress.ops;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A record that could not be used, as an operator sees it; never what it said. */
@Schema(name = "QuarantinedRecord")
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuarantinedRecord(
    long id,
    String topic,
    int partition,
    @Schema(description = "Absent where the reconciler missed an entry: no record came.")
        Long offset,
    @Schema(description = "Why it could not be used.", examples = "schema-violation") String reason,
    @Schema(description = "Absent when its key could not be read, and in the catalogue.")
        String tenant,
    @Schema(description = "The athlete who is incomplete because of it.") String athlete,
    String kind,
    String entryId,
    @Schema(description = "Absent when the record's own cannot be trusted.") Long revision,
    Instant receivedAt,
    Instant resolvedAt,
    @Schema(description = "good-copy, or dismissed: and the operator's reason.")
        String resolution) {

  private static final String SELECT =
      """
      SELECT id, topic, topic_partition, topic_offset, reason_code, tenant, athlete, kind, entry_id,
        revision, received_at, resolved_at, resolution FROM quarantine
      """;

  @JsonIgnore
  boolean isOpen() {
    return resolvedAt == null;
  }

  /** Of the training log, with a key that can be read. */
  @JsonIgnore
  boolean namesAnAthlete() {
    return athlete != null;
  }

  @JsonIgnore
  boolean isOfTheTrainingLog() {
    return topic.equals("session.training-log");
  }

  /** At most {@code most}, oldest first, with ids above {@code after}. */
  static List<QuarantinedRecord> list(Connection connection, boolean resolved, long after, int most)
      throws SQLException {
    String sql = SELECT + "WHERE (? OR resolved_at IS NULL) AND id > ? ORDER BY id LIMIT ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBoolean(1, resolved);
      statement.setLong(2, after);
      statement.setInt(3, most);
      return read(statement);
    }
  }

  /** Null when there is none of that id. */
  static QuarantinedRecord find(Connection connection, long id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + "WHERE id = ?")) {
      statement.setLong(1, id);
      return read(statement).stream().findFirst().orElse(null);
    }
  }

  private static List<QuarantinedRecord> read(PreparedStatement statement) throws SQLException {
    List<QuarantinedRecord> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new QuarantinedRecord(
                rows.getLong(1),
                rows.getString(2),
                rows.getInt(3),
                rows.getObject(4, Long.class),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8),
                rows.getString(9),
                rows.getObject(10, Long.class),
                moment(rows, 11),
                moment(rows, 12),
                rows.getString(13)));
      }
    }
    return found;
  }

  private static Instant moment(ResultSet rows, int column) throws SQLException {
    OffsetDateTime moment = rows.getObject(column, OffsetDateTime.class);
    return moment == null ? null : moment.toInstant();
  }
}
