package io.trunkline.progress.ops;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.journal.JournalOverHttp.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One entry that is not here what it is in the journal. Equal when seen twice unchanged.
 *
 * @param journal null for one the journal does not know
 * @param projection null for one that is not here
 */
record EntryDifference(
    Athlete athlete, String kind, String id, Row journal, Row projection, Sort sort) {

  /** What is wrong, and so what mends it. */
  enum Sort {
    /** Not here, or here at a lower revision. */
    MISSING("missing"),
    /** Other bytes at the same revision. */
    ALTERED("altered"),
    /** Here at a higher revision: the journal was restored, or somebody else wrote to its topic. */
    AHEAD("ahead"),
    /** Here, and never in the journal. */
    UNKNOWN("unknown");

    private final String code;

    Sort(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }

    /** The other two need a person: nobody can tell here which side is right. */
    boolean mendable() {
      return this == MISSING || this == ALTERED;
    }
  }

  /** Compares all entries of an athlete. A tombstone and nothing at all are the same. */
  static List<EntryDifference> of(Athlete athlete, List<Row> journal, List<Row> projection) {
    Map<String, Row> there = byName(journal);
    Map<String, Row> here = byName(projection);
    List<EntryDifference> found = new ArrayList<>();
    there.forEach(
        (name, row) -> {
          Row ours = here.get(name);
          Sort sort = sort(row, ours);
          if (sort != null) {
            found.add(new EntryDifference(athlete, row.kind(), row.id(), row, ours, sort));
          }
        });
    here.forEach(
        (name, ours) -> {
          if (!there.containsKey(name) && !ours.deleted()) {
            found.add(
                new EntryDifference(athlete, ours.kind(), ours.id(), null, ours, Sort.UNKNOWN));
          }
        });
    return found;
  }

  private static Map<String, Row> byName(List<Row> rows) {
    Map<String, Row> byName = new TreeMap<>();
    rows.forEach(row -> byName.put(row.kind() + "/" + row.id(), row));
    return byName;
  }

  private static Sort sort(Row there, Row here) {
    if (there.equals(here) || (there.deleted() && (here == null || here.deleted()))) {
      return null;
    }
    if (here == null || here.revision() < there.revision()) {
      return Sort.MISSING;
    }
    return here.revision() > there.revision() ? Sort.AHEAD : Sort.ALTERED;
  }

  /** What is held here, in the journal's own form. */
  static List<Row> here(Connection connection, Athlete athlete) throws SQLException {
    String sql =
        """
        SELECT kind, entry_id, revision, deleted, encode(sha256(body), 'hex') FROM log_entry
        WHERE tenant = ? AND athlete = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, athlete.tenant());
      statement.setString(2, athlete.id());
      List<Row> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Row(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getLong(3),
                  rows.getBoolean(4),
                  rows.getString(5)));
        }
      }
      return found;
    }
  }
}
