package io.trunkline.progress.rules;

/**
 * A dose as six numbers, in each of which less is easier, so that the safest of several doses is
 * their componentwise minimum.
 *
 * @param reps repetitions, per side where sides are counted; seconds where a set is one hold
 * @param load grams, on the athlete's grid; 0 without a load axis, negative for assistance
 * @param rung difficulty of the variation
 * @param hold seconds held per repetition; 0 without such a hold
 * @param times sessions a day
 */
record Dose(int sets, int reps, long load, int rung, int hold, int times) {

  /** Bounds nothing. */
  static final Dose FREE =
      new Dose(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  /** The fields of a dose, in the order an answer claims them. */
  enum Field {
    SETS("sets"),
    REPS("reps"),
    LOAD("load"),
    VARIATION("variation"),
    HOLD("holdSeconds"),
    TIMES("timesPerDay");

    private final String wire;

    Field(String wire) {
      this.wire = wire;
    }

    String wire() {
      return wire;
    }

    long of(Dose dose) {
      return switch (this) {
        case SETS -> dose.sets;
        case REPS -> dose.reps;
        case LOAD -> dose.load;
        case VARIATION -> dose.rung;
        case HOLD -> dose.hold;
        case TIMES -> dose.times;
      };
    }
  }

  Dose withSets(int value) {
    return new Dose(value, reps, load, rung, hold, times);
  }

  Dose withReps(int value) {
    return new Dose(sets, value, load, rung, hold, times);
  }

  Dose withLoad(long value) {
    return new Dose(sets, reps, value, rung, hold, times);
  }

  Dose withRung(int value) {
    return new Dose(sets, reps, load, value, hold, times);
  }

  Dose withHold(int value) {
    return new Dose(sets, reps, load, rung, value, times);
  }

  Dose withTimes(int value) {
    return new Dose(sets, reps, load, rung, hold, value);
  }

  /** Whether it asks for more than another in anything but repetitions. */
  boolean raises(Dose other) {
    return sets > other.sets
        || load > other.load
        || rung > other.rung
        || hold > other.hold
        || times > other.times;
  }

  /** The easier of both in every field. */
  Dose min(Dose other) {
    return new Dose(
        Math.min(sets, other.sets),
        Math.min(reps, other.reps),
        Math.min(load, other.load),
        Math.min(rung, other.rung),
        Math.min(hold, other.hold),
        Math.min(times, other.times));
  }
}
