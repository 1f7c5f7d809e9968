package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.session.importing.Done.Dropped;
import io.trunkline.session.importing.Unusable.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The export of one tracker; what its rows mean. */
abstract class Export {

  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * An RPE that says exactly how many more repetitions were there: 10 none, 9 one, 8 two, 7 three.
   * Halves and lower ones say a range (Zourdos and others 2016, 10.1519/JSC.0000000000001049).
   */
  private static final Map<BigDecimal, Integer> IN_RESERVE =
      Map.of(
          BigDecimal.valueOf(10), 0,
          BigDecimal.valueOf(9), 1,
          BigDecimal.valueOf(8), 2,
          BigDecimal.valueOf(7), 3);

  private static final BigDecimal HALF = new BigDecimal("0.5");

  protected final Locality locality;

  Export(Locality locality) {
    this.locality = locality;
  }

  /** What the row says was done. */
  abstract Done read(Row row) throws Unusable;

  /** Whether the values of a column (in lower case) have a place in a session. */
  abstract boolean keeps(String column);

  /** A set of this row: repetitions, or a hold, or both. */
  protected ObjectNode set(Row row, String repsColumn, Duration time, BigDecimal distance)
      throws Unusable {
    BigDecimal reps = Cells.whole(repsColumn, row.text(repsColumn));
    boolean timed = time != null && !time.isZero();
    boolean covered = distance != null && distance.signum() != 0;
    boolean repeated = reps != null && reps.signum() != 0;
    if (covered && !repeated) {
      throw new Unusable(Reason.DISTANCE_ONLY, "Sessions have no place for a distance.");
    }
    if (reps == null && !timed) {
      throw new Unusable(Reason.NOTHING_DONE, "Neither repetitions nor a time are given.");
    }
    ObjectNode set = JSON.objectNode();
    if (repeated || !timed) {
      set.put("reps", reps);
    }
    if (timed && !covered) {
      set.put("holdSeconds", time.toSeconds());
    }
    return set;
  }

  /** Adds the load; the tracker's own word for its unit wins over the caller's. */
  protected void load(ObjectNode set, BigDecimal value, String unit) throws Unusable {
    if (value == null) {
      return;
    }
    String known = unit == null ? locality.unit() : unit;
    if (known == null) {
      if (value.signum() == 0) {
        return;
      }
      throw ImportProblems.unitMissing();
    }
    set.set("load", JSON.objectNode().put("value", value).put("unit", known));
  }

  /**
   * Adds the load of twin columns, of which the tracker computed one from the other: the entered
   * one is the rounder.
   */
  protected void twinLoad(ObjectNode set, BigDecimal kilograms, BigDecimal pounds) throws Unusable {
    boolean inPounds =
        kilograms == null || (pounds != null && roundness(pounds) < roundness(kilograms));
    load(set, inPounds ? pounds : kilograms, inPounds ? "lb" : "kg");
  }

  private static int roundness(BigDecimal value) {
    int decimals = Math.max(0, value.stripTrailingZeros().scale());
    return 2 * decimals + (value.remainder(HALF).signum() == 0 ? 0 : 1);
  }

  /** Adds repetitions in reserve, or says that the effort has no exact place. */
  protected static void effort(ObjectNode set, String column, String cell, List<Dropped> dropped) {
    if (cell.isEmpty()) {
      return;
    }
    try {
      BigDecimal effort = Cells.decimal(column, cell);
      if (effort.signum() == 0) {
        return;
      }
      Integer inReserve = IN_RESERVE.get(effort.stripTrailingZeros().setScale(0));
      if (inReserve != null) {
        set.put("rir", inReserve);
        return;
      }
    } catch (Unusable | ArithmeticException notAWholeEffort) {
      // Told below: an effort never costs the set.
    }
    dropped.add(
        new Dropped(column, cell, "This effort names no exact number of repetitions in reserve."));
  }

  /** kg or lb as the trackers spell them. */
  protected static String unit(String column, String cell) throws Unusable {
    return switch (Cells.plain(cell).toLowerCase(Locale.ROOT)) {
      case "" -> null;
      case "kg", "kgs", "kilogram", "kilograms" -> "kg";
      case "lb", "lbs", "pound", "pounds" -> "lb";
      default -> throw new Unusable(Reason.UNKNOWN_UNIT, column + " is neither kg nor lb.");
    };
  }

  /** Null for a load of nothing in particular. */
  protected static BigDecimal number(Row row, String column) throws Unusable {
    return Cells.decimal(column, row.text(column));
  }

  protected static String exercise(Row row, String column) throws Unusable {
    String name = row.text(column);
    if (name.isEmpty()) {
      throw new Unusable(Reason.NO_EXERCISE, column + " is empty.");
    }
    return name;
  }

  /** The set's number within its exercise; null where the cell holds none. */
  protected static Integer position(String cell) {
    return cell.matches("[0-9]{1,6}") ? Integer.valueOf(cell) : null;
  }
}
