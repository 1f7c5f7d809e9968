package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.session.importing.Done.Dropped;
import io.trunkline.session.importing.Done.Workout;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * FitNotes: one row a set and only the day, so that a day is one session, at noon. On Android a
 * column names the unit; on iOS every load stands in kilograms and in pounds.
 */
final class FitNotesExport extends Export {

  private static final Set<String> KEPT =
      Set.of(
          "date",
          "exercise",
          "weight",
          "weight unit",
          "weight (kg)",
          "weight (kgs)",
          "weight (lbs)",
          "reps",
          "time",
          "comment",
          "comments",
          "notes",
          // Said row by row instead.
          "distance",
          "distance unit");

  FitNotesExport(Locality locality) {
    super(locality);
  }

  @Override
  boolean keeps(String column) {
    return KEPT.contains(column);
  }

  @Override
  Done read(Row row) throws Unusable {
    LocalTimes.Moment day = LocalTimes.moment("date", row.text("date"));
    String exercise = exercise(row, "exercise");
    BigDecimal distance = number(row, "distance");
    ObjectNode set = set(row, "reps", Cells.duration("time", row.text("time")), distance);
    load(row, set);
    List<Dropped> dropped = new ArrayList<>();
    if (distance != null && distance.signum() != 0) {
      dropped.add(
          new Dropped(
              "distance", distance.toPlainString(), "Sessions have no place for a distance."));
    }
    return new Done(
        new Workout(day.inId() + "\n", "", day.in(locality.zone()), null, ""),
        exercise,
        notes(row),
        null,
        null,
        List.of(set),
        dropped);
  }

  private void load(Row row, ObjectNode set) throws Unusable {
    if (row.has("weight")) {
      load(set, number(row, "weight"), unit("weight unit", row.text("weight unit")));
    } else {
      String kilograms = row.has("weight (kg)") ? "weight (kg)" : "weight (kgs)";
      twinLoad(set, number(row, kilograms), number(row, "weight (lbs)"));
    }
  }

  private static String notes(Row row) {
    for (String column : List.of("comment", "comments", "notes")) {
      if (row.has(column)) {
        return row.text(column);
      }
    }
    return "";
  }
}
