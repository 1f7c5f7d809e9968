package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.session.importing.Done.Dropped;
import io.trunkline.session.importing.Done.Workout;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Hevy: one row a set, newest workout first, times to the minute without a zone. */
final class HevyExport extends Export {

  private static final Set<String> KEPT =
      Set.of(
          "title",
          "start_time",
          "end_time",
          "description",
          "exercise_title",
          "exercise_notes",
          "set_index",
          "set_type",
          "weight_kg",
          "weight_lbs",
          "reps",
          "duration_seconds",
          "rpe",
          // Said row by row instead.
          "distance_km",
          "distance_miles");

  HevyExport(Locality locality) {
    super(locality);
  }

  @Override
  boolean keeps(String column) {
    return KEPT.contains(column);
  }

  @Override
  Done read(Row row) throws Unusable {
    List<Dropped> dropped = new ArrayList<>();
    Workout workout = workout(row, dropped);
    String exercise = exercise(row, "exercise_title");
    String distanceColumn = row.has("distance_km") ? "distance_km" : "distance_miles";
    BigDecimal distance = number(row, distanceColumn);
    ObjectNode set =
        set(
            row,
            "reps",
            Cells.duration("duration_seconds", row.text("duration_seconds")),
            distance);
    twinLoad(set, number(row, "weight_kg"), number(row, "weight_lbs"));
    if (distance != null && distance.signum() != 0) {
      dropped.add(
          new Dropped(
              distanceColumn, distance.toPlainString(), "Sessions have no place for a distance."));
    }
    effort(set, "rpe", row.text("rpe"), dropped);
    String type = row.text("set_type").toLowerCase(Locale.ROOT);
    switch (type) {
      case "warmup" -> set.put("warmup", true);
      case "failure" -> set.put("rir", 0);
      case "normal", "" -> {}
      default ->
          dropped.add(new Dropped("set_type", type, "Sessions do not mark sets of this type."));
    }
    return new Done(
        workout,
        exercise,
        row.text("exercise_notes"),
        position(row.text("set_index")),
        null,
        List.of(set),
        dropped);
  }

  private Workout workout(Row row, List<Dropped> dropped) throws Unusable {
    LocalTimes.Moment start = LocalTimes.moment("start_time", row.text("start_time"));
    String title = row.text("title");
    return new Workout(
        start.inId() + "\n" + title,
        title,
        start.in(locality.zone()),
        end(row.text("end_time"), dropped),
        row.text("description"));
  }

  private OffsetDateTime end(String cell, List<Dropped> dropped) {
    if (cell.isEmpty()) {
      return null;
    }
    try {
      return LocalTimes.moment("end_time", cell).in(locality.zone());
    } catch (Unusable unreadable) {
      dropped.add(new Dropped("end_time", cell, unreadable.getMessage()));
      return null;
    }
  }
}
