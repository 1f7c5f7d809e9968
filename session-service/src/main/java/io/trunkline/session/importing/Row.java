package io.trunkline.session.importing;

import java.util.List;
import java.util.Map;

/**
 * A row of an export.
 *
 * @param number as a spreadsheet shows it; the header is 1
 * @param positions of the columns by their names in lower case
 */
record Row(int number, Map<String, Integer> positions, List<String> cells) {

  boolean has(String column) {
    return positions.containsKey(column);
  }

  /** Never null; empty if there is no such column. */
  String text(String column) {
    Integer position = positions.get(column);
    return position == null || position >= cells.size() ? "" : cells.get(position).strip();
  }
}
