package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.session.importing.Done.Dropped;
import io.trunkline.session.importing.Done.Workout;
import io.trunkline.session.importing.Unusable.Reason;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * StrongLifts: one row an exercise, its sets side by side, each with a unit in the column's name.
 * What a row leaves out about its workout the row before it has said.
 */
final class StrongLiftsExport extends Export {

  private static final Set<String> KEPT =
      Set.of(
          "date (yyyy/mm/dd)",
          "date",
          "workout",
          "workout name",
          "exercise",
          "start time (h:mm)",
          "end time (h:mm)",
          "notes",
          // Said row by row instead.
          "setsxtime",
          "sets×time",
          // Computed from the sets.
          "setsxreps",
          "sets×reps",
          "reps",
          "volume (kg)",
          "volume (lb)",
          "workout volume (kg)",
          "workout volume (lb)",
          "e1rm (kg)",
          "e1rm (lb)",
          "top set reps x kg",
          "top set reps x lb",
          "top set (reps×kg)",
          "top set (reps×lb)",
          "duration (hours)");

  private final List<SetColumns> columns = new ArrayList<>();
  private final String date;
  private Workout before;

  private record SetColumns(String reps, String load, String unit) {}

  StrongLiftsExport(Table table, Locality locality) {
    super(locality);
    List<String> keys = table.header().stream().map(Table::key).toList();
    for (int number = 1; keys.contains("set " + number + " (reps)"); number++) {
      String set = "set " + number + " (";
      String unit = keys.contains(set + "lb)") ? "lb" : "kg";
      columns.add(new SetColumns(set + "reps)", set + unit + ")", unit));
    }
    date = keys.contains("date") ? "date" : "date (yyyy/mm/dd)";
  }

  @Override
  boolean keeps(String column) {
    return KEPT.contains(column) || column.matches("set [0-9]+ \\(.*\\)");
  }

  @Override
  Done read(Row row) throws Unusable {
    before = row.text(date).isEmpty() && before != null ? before : workout(row);
    String exercise = exercise(row, "exercise");
    List<Dropped> dropped = new ArrayList<>();
    List<ObjectNode> sets = sets(row, dropped);
    if (sets.isEmpty() && !(row.text("sets×time") + row.text("setsxtime")).isEmpty()) {
      throw new Unusable(Reason.SUMMARY_ONLY, "The export does not hold the single timed sets.");
    }
    if (sets.isEmpty()) {
      throw new Unusable(Reason.NOTHING_DONE, "No set of this row was done.");
    }
    return new Done(before, exercise, row.text("notes"), null, null, sets, dropped);
  }

  /** In {@code 5/5/3/-/-} a dash marks a set that was not done, which its own column calls 0. */
  private List<ObjectNode> sets(Row row, List<Dropped> dropped) throws Unusable {
    String summary = row.has("sets×reps") ? row.text("sets×reps") : row.text("setsxreps");
    String[] marks = summary.split("/", -1);
    List<ObjectNode> sets = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      SetColumns column = columns.get(i);
      BigDecimal reps = Cells.whole(column.reps(), row.text(column.reps()));
      if (reps == null) {
        continue;
      }
      if (reps.signum() == 0 && i < marks.length && marks[i].strip().equals("-")) {
        dropped.add(new Dropped(column.reps(), "0", "This set was not done."));
        continue;
      }
      ObjectNode set = JSON.objectNode().put("reps", reps);
      load(set, number(row, column.load()), column.unit());
      sets.add(set);
    }
    return sets;
  }

  private Workout workout(Row row) throws Unusable {
    LocalTimes.Moment day = LocalTimes.moment(date, row.text(date));
    LocalTime start = LocalTimes.clock("start time (h:mm)", row.text("start time (h:mm)"));
    LocalTime end = LocalTimes.clock("end time (h:mm)", row.text("end time (h:mm)"));
    LocalTimes.Moment began =
        start == null
            ? day
            : new LocalTimes.Moment(day.local().toLocalDate().atTime(start), day.offset(), true);
    String title = row.text("workout name");
    return new Workout(
        began.inId() + "\n" + title + "\n" + row.text("workout"),
        title,
        began.in(locality.zone()),
        start == null || end == null ? null : end(began, end),
        "");
  }

  private OffsetDateTime end(LocalTimes.Moment began, LocalTime end) {
    LocalDateTime sameDay = began.local().toLocalDate().atTime(end);
    LocalDateTime ended = sameDay.isBefore(began.local()) ? sameDay.plusDays(1) : sameDay;
    return new LocalTimes.Moment(ended, began.offset(), true).in(locality.zone());
  }
}
