package io.trunkline.session.importing;

import io.trunkline.session.importing.Unusable.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file, understood row by row: every row is in one draft or unusable.
 *
 * @param drafts in the order of their first rows
 * @param unusable by row
 * @param columnsNotKept columns with values, of which none has a place in a session
 */
record Reading(
    Collection<SessionDraft> drafts, Map<Integer, Unusable> unusable, List<String> columnsNotKept) {

  static Reading of(Table table, Locality locality) {
    Export export = table.tracker().open(table, locality);
    Map<String, SessionDraft> drafts = new LinkedHashMap<>();
    Map<Integer, Unusable> unusable = new LinkedHashMap<>();
    for (Row row : table.rows()) {
      try {
        requireColumns(table, row);
        Done done = export.read(row);
        drafts
            .computeIfAbsent(done.workout().key(), key -> new SessionDraft(table.tracker(), key))
            .add(row.number(), done);
      } catch (Unusable why) {
        unusable.put(row.number(), why);
      }
    }
    return new Reading(drafts.values(), unusable, columnsNotKept(table, export));
  }

  private static void requireColumns(Table table, Row row) throws Unusable {
    int columns = table.header().size();
    List<String> cells = row.cells();
    boolean tooMany =
        cells.size() > columns
            && cells.subList(columns, cells.size()).stream().anyMatch(cell -> !cell.isBlank());
    if (tooMany || cells.size() < columns) {
      throw new Unusable(
          Reason.WRONG_COLUMNS,
          "The row has "
              + cells.size()
              + " cells, the header "
              + columns
              + ". Often a quote was never closed, or a text holds the separator without quotes.");
    }
  }

  private static List<String> columnsNotKept(Table table, Export export) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < table.header().size(); i++) {
      int position = i;
      boolean filled =
          table.rows().stream()
              .anyMatch(
                  row -> position < row.cells().size() && !row.cells().get(position).isBlank());
      if (filled && !export.keeps(Table.key(table.header().get(i)))) {
        columns.add(table.header().get(i));
      }
    }
    return columns;
  }
}
