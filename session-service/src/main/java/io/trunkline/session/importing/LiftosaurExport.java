package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.session.importing.Done.Dropped;
import io.trunkline.session.importing.Done.Workout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Liftosaur: one row a set with what was asked and what was done; moments in UTC. */
final class LiftosaurExport extends Export {

  private static final Set<String> KEPT =
      Set.of(
          "workout datetime",
          "day name",
          "exercise",
          "is warmup set?",
          "completed reps",
          "completed rpe",
          "completed weight value",
          "completed weight unit",
          "completed reps time",
          "notes");

  LiftosaurExport(Locality locality) {
    super(locality);
  }

  @Override
  boolean keeps(String column) {
    return KEPT.contains(column);
  }

  @Override
  Done read(Row row) throws Unusable {
    LocalTimes.Moment start = LocalTimes.moment("workout datetime", row.text("workout datetime"));
    String title = row.text("day name");
    Workout workout =
        new Workout(start.inId() + "\n" + title, title, start.in(locality.zone()), null, "");
    String exercise = exercise(row, "exercise");
    ObjectNode set = set(row, "completed reps", null, null);
    load(
        set,
        number(row, "completed weight value"),
        unit("completed weight unit", row.text("completed weight unit")));
    List<Dropped> dropped = new ArrayList<>();
    effort(set, "completed rpe", row.text("completed rpe"), dropped);
    if (Set.of("1", "true").contains(row.text("is warmup set?"))) {
      set.put("warmup", true);
    }
    return new Done(workout, exercise, row.text("notes"), null, doneAt(row), List.of(set), dropped);
  }

  private Instant doneAt(Row row) throws Unusable {
    String text = row.text("completed reps time");
    return text.isEmpty()
        ? null
        : LocalTimes.moment("completed reps time", text).in(locality.zone()).toInstant();
  }
}
