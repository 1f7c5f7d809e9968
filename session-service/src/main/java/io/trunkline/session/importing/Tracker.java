package io.trunkline.session.importing;

import java.util.Locale;
import java.util.Set;

/** The trackers whose exports are understood, each known by columns no other writes together. */
enum Tracker {
  STRONG,
  HEVY,
  LIFTOSAUR,
  STRONGLIFTS,
  FITNOTES;

  /** As the parameter {@code format} names it. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean writes(Set<String> header) {
    return header.containsAll(
        switch (this) {
          case STRONG -> Set.of("exercise name", "set order", "reps");
          case HEVY -> Set.of("exercise_title", "start_time", "set_index");
          case LIFTOSAUR -> Set.of("workout datetime", "exercise", "completed reps");
          case STRONGLIFTS -> Set.of("exercise", "set 1 (reps)");
          case FITNOTES -> Set.of("date", "exercise", "category", "reps");
        });
  }

  Export open(Table table, Locality locality) {
    return switch (this) {
      case STRONG -> new StrongExport(locality);
      case HEVY -> new HevyExport(locality);
      case LIFTOSAUR -> new LiftosaurExport(locality);
      case STRONGLIFTS -> new StrongLiftsExport(table, locality);
      case FITNOTES -> new FitNotesExport(locality);
    };
  }
}
