package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.session.importing.Done.Dropped;
import io.trunkline.session.importing.Done.Workout;
import io.trunkline.session.importing.Unusable.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Strong: one row a set. The comma form names no unit; the semicolon forms have a column for it, or
 * name it in the header. Set order W is a warm-up, D a drop set, F a set to failure.
 */
final class StrongExport extends Export {

  private static final Set<String> KEPT =
      Set.of(
          "date",
          "workout name",
          "exercise name",
          "set order",
          "weight",
          "weight unit",
          "weight (kg)",
          "weight (lbs)",
          "weight (lb)",
          "reps",
          "rpe",
          "seconds",
          "notes",
          "workout notes",
          "duration",
          "duration (sec)",
          "workout duration",
          // Said row by row instead.
          "distance",
          "distance (meters)",
          "distance (m)",
          "distance unit",
          // Counts the workouts of the file, which the next export counts anew.
          "workout #");

  StrongExport(Locality locality) {
    super(locality);
  }

  @Override
  boolean keeps(String column) {
    return KEPT.contains(column);
  }

  @Override
  Done read(Row row) throws Unusable {
    String order = row.text("set order").toLowerCase(Locale.ROOT);
    if (order.equals("rest timer")) {
      throw new Unusable(Reason.REST_TIMER, "Sessions have no place for breaks.");
    }
    List<Dropped> dropped = new ArrayList<>();
    Workout workout = workout(row, dropped);
    String exercise = exercise(row, "exercise name");
    if (order.equals("note")) {
      return new Done(workout, exercise, row.text("notes"), null, null, List.of(), dropped);
    }
    BigDecimal distance = firstNumber(row, "distance", "distance (meters)", "distance (m)");
    ObjectNode set = set(row, "reps", Cells.duration("seconds", row.text("seconds")), distance);
    load(row, set);
    if (distance != null && distance.signum() != 0) {
      dropped.add(
          new Dropped(
              "distance", distance.toPlainString(), "Sessions have no place for a distance."));
    }
    effort(set, "rpe", row.text("rpe"), dropped);
    switch (order) {
      case "w" -> set.put("warmup", true);
      case "f" -> set.put("rir", 0);
      case "d" -> dropped.add(new Dropped("set order", "D", "Sessions do not mark drop sets."));
      default -> {}
    }
    return new Done(
        workout, exercise, row.text("notes"), position(order), null, List.of(set), dropped);
  }

  private Workout workout(Row row, List<Dropped> dropped) throws Unusable {
    LocalTimes.Moment start = LocalTimes.moment("date", row.text("date"));
    String title = row.text("workout name");
    return new Workout(
        start.inId() + "\n" + title,
        title,
        start.in(locality.zone()),
        start.timed() ? end(row, start.in(locality.zone()), dropped) : null,
        row.text("workout notes"));
  }

  private static OffsetDateTime end(Row row, OffsetDateTime startedAt, List<Dropped> dropped) {
    for (String column : List.of("duration", "workout duration", "duration (sec)")) {
      try {
        Duration lasted = Cells.duration(column, row.text(column));
        if (lasted != null && !lasted.isZero()) {
          return startedAt.plus(lasted);
        }
      } catch (Unusable unreadable) {
        dropped.add(new Dropped(column, row.text(column), unreadable.getMessage()));
      }
    }
    return null;
  }

  private void load(Row row, ObjectNode set) throws Unusable {
    if (row.has("weight (kg)")) {
      load(set, number(row, "weight (kg)"), "kg");
    } else if (row.has("weight (lbs)")) {
      load(set, number(row, "weight (lbs)"), "lb");
    } else {
      load(set, number(row, "weight"), unit("weight unit", row.text("weight unit")));
    }
  }

  private static BigDecimal firstNumber(Row row, String... columns) throws Unusable {
    for (String column : columns) {
      if (row.has(column)) {
        return number(row, column);
      }
    }
    return null;
  }
}
