package io.trunkline.progress.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The loads that can be put on in one unit: line {@code i} is {@code i} increments, rounded half up
 * to whole grams. Everything prescribed stands on a line and everything is brought there by going
 * down, so that no round trip between units can creep up.
 */
final class Grid {

  /** Increments are exact to a billionth of a gram, enough for eighths of a pound. */
  private static final int SCALE = 9;

  private static final long ONE_GRAM = 1_000_000_000L;

  private final Unit unit;
  private final BigDecimal increment;
  private final long exact;

  Grid(Unit unit, BigDecimal increment) {
    if (increment.signum() <= 0) {
      throw new IllegalArgumentException("an increment of " + increment);
    }
    this.unit = unit;
    this.increment = increment;
    this.exact =
        increment
            .multiply(unit.grams())
            .setScale(SCALE, RoundingMode.HALF_UP)
            .unscaledValue()
            .longValueExact();
  }

  /** Grams of line {@code index}; lines below zero are assistance and mirror those above. */
  long line(long index) {
    long magnitude = Math.multiplyExact(Math.abs(index), exact);
    long grams = Math.floorDiv(Math.addExact(magnitude, ONE_GRAM / 2), ONE_GRAM);
    return index < 0 ? -grams : grams;
  }

  /** The highest line that is not above {@code grams}. */
  long index(long grams) {
    long index = Math.floorDiv(Math.multiplyExact(grams, ONE_GRAM), exact);
    // Rounding to whole grams moves a line by up to half a gram either way.
    while (line(index + 1) <= grams) {
      index++;
    }
    while (line(index) > grams) {
      index--;
    }
    return index;
  }

  /** {@code grams} brought down to a line. */
  long floor(long grams) {
    return line(index(grams));
  }

  /** The line {@code steps} above (or, negative, below) the one {@code grams} floors to. */
  long step(long grams, long steps) {
    return line(index(grams) + steps);
  }

  /** What a person puts on for {@code grams} brought down to a line. */
  Recommendation.Quantity quantity(long grams) {
    BigDecimal value = increment.multiply(BigDecimal.valueOf(index(grams))).stripTrailingZeros();
    return new Recommendation.Quantity(
        value.scale() < 0 ? value.setScale(0) : value, unit.symbol());
  }
}
