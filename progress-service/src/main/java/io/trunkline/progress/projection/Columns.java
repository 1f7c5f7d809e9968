package io.trunkline.progress.projection;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/**
 * Copies turned into one array per column: a statement's text is then the same for any number of
 * rows.
 */
final class Columns {

  private final Connection connection;
  private final List<Copy> copies;

  Columns(Connection connection, List<Copy> copies) {
    this.connection = connection;
    this.copies = copies;
  }

  Array text(Function<Copy, String> value) throws SQLException {
    return connection.createArrayOf("text", copies.stream().map(value).toArray());
  }

  Array revisions() throws SQLException {
    return connection.createArrayOf("int8", copies.stream().map(Copy::revision).toArray());
  }

  Array flags(Function<Copy, Boolean> value) throws SQLException {
    return connection.createArrayOf("bool", copies.stream().map(value).toArray());
  }

  Array partitions() throws SQLException {
    return connection.createArrayOf(
        "int4", copies.stream().map(copy -> copy.record().partition()).toArray());
  }

  Array offsets() throws SQLException {
    return connection.createArrayOf("int8", copies.stream().map(Copy::seenAt).toArray());
  }

  Array bodies() throws SQLException {
    return connection.createArrayOf(
        "bytea", copies.stream().map(copy -> copy.record().value()).toArray(byte[][]::new));
  }

  Array times() throws SQLException {
    return connection.createArrayOf(
        "timestamptz", copies.stream().map(copy -> copy.recordedAt().toString()).toArray());
  }

  static int execute(Connection connection, String sql, List<Array> arrays) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arrays.size(); i++) {
        statement.setArray(i + 1, arrays.get(i));
      }
      return statement.executeUpdate();
    }
  }
}
