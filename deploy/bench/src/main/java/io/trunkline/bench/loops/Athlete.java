package io.trunkline.bench.loops;

import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.Recommendation;
import io.trunkline.progress.rules.Recommendation.Advice;
import io.trunkline.progress.rules.Recommendation.Prescription;
import io.trunkline.progress.rules.Recommendation.Quantity;
import java.math.BigDecimal;

/** Somebody made up, who answers advice in one unchanging way. Days count from the first, 0. */
public enum Athlete {
  /** As soon and exactly as told; a body without limits, so the loads show the rules alone. */
  COMPLIANT(
      "The compliant one",
      "asks every day, trains whenever told to and does exactly the dose; nothing ever hurts.") {
    @Override
    boolean trains(int day, Recommendation told) {
      return told.advice() == Advice.TRAIN;
    }

    @Override
    Prescription does(Recommendation told, Prescription last) {
      return told.prescription();
    }

    @Override
    Felt feels(int day) {
      return null;
    }
  },

  /** Every second day whatever is said, and always more of everything. */
  STUBBORN(
      "The stubborn one",
      "trains every second day whatever is said, rests and stops included, and each time does one set,"
          + " two repetitions, one second and 5 kg more than told (more than last time when told nothing)."
          + " An ache of 5 every 20th week, a sharp pain in week 60, a physiotherapist's go-ahead four"
          + " weeks later.") {
    @Override
    boolean trains(int day, Recommendation told) {
      return day % 2 == 0;
    }

    @Override
    Prescription does(Recommendation told, Prescription last) {
      if (told.prescription() != null) {
        return more(told.prescription());
      }
      return told.preview() == null ? last : more(told.preview());
    }

    @Override
    Felt feels(int day) {
      if (day == SHARP_DAY) {
        return new Felt(Kind.SHARP, 6);
      }
      return day > 0 && day % (20 * WEEK) == 0 ? new Felt(Kind.ACHE, 5) : null;
    }

    @Override
    boolean clearedOn(int day) {
      return day == SHARP_DAY + 4 * WEEK;
    }
  },

  /** Compliant, but mildly aching again and again. */
  ACHING(
      "The aching one",
      "does exactly what is told, and reports a lower back ache of 3 every sixth week.") {
    @Override
    boolean trains(int day, Recommendation told) {
      return COMPLIANT.trains(day, told);
    }

    @Override
    Prescription does(Recommendation told, Prescription last) {
      return COMPLIANT.does(told, last);
    }

    @Override
    Felt feels(int day) {
      return day > 0 && day % (6 * WEEK) == 0 ? new Felt(Kind.ACHE, 3) : null;
    }
  };

  private static final int WEEK = 7;
  private static final int SHARP_DAY = 60 * WEEK;

  private final String title;
  private final String habits;

  Athlete(String title, String habits) {
    this.title = title;
    this.habits = habits;
  }

  /** What is felt in the lower back, late in the evening. */
  record Felt(Kind kind, int severity) {}

  abstract boolean trains(int day, Recommendation told);

  /**
   * What is done in a session.
   *
   * @param last what was done in the session before, or null
   */
  abstract Prescription does(Recommendation told, Prescription last);

  /** Null when nothing is felt. */
  abstract Felt feels(int day);

  /** Whether a physiotherapist gives a go-ahead for everything. */
  boolean clearedOn(int day) {
    return false;
  }

  /** For a heading. */
  public String title() {
    return title;
  }

  /** A sentence that goes on after the title. */
  public String habits() {
    return habits;
  }

  private static Prescription more(Prescription told) {
    Quantity load = told.load();
    return new Prescription(
        told.sets() + 1,
        told.reps() + 2,
        told.repRange(),
        load == null ? null : new Quantity(load.value().add(BigDecimal.valueOf(5)), load.unit()),
        told.variation(),
        told.difficulty(),
        told.holdSeconds() == null ? null : told.holdSeconds() + 1,
        told.perSide(),
        told.timesPerDay());
  }
}
