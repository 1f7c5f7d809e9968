package io.trunkline.progress.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * A load as a person entered or reads it, an exact decimal in their own unit. Negative on an
 * assisting axis: assistance of 20 kg is −20 kg, so less is always easier.
 */
public final class Load {

  /** 1,000 tonnes: beyond it a figure is a typing error, and arithmetic must stay inside a long. */
  private static final BigDecimal MOST_GRAMS = new BigDecimal("1000000000");

  private final BigDecimal value;
  private final Unit unit;

  /** Worked out once: every evaluation of a history asks for it again. */
  private final long grams;

  public Load(BigDecimal value, Unit unit) {
    this.value = Objects.requireNonNull(value, "value");
    this.unit = Objects.requireNonNull(unit, "unit");
    this.grams =
        value
            .multiply(unit.grams())
            .min(MOST_GRAMS)
            .max(MOST_GRAMS.negate())
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
  }

  /** As entered. */
  public BigDecimal value() {
    return value;
  }

  public Unit unit() {
    return unit;
  }

  /** Whole grams, halves rounded away from zero, never beyond 1,000 tonnes either way. */
  public long grams() {
    return grams;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Load load && value.equals(load.value) && unit == load.unit;
  }

  @Override
  public int hashCode() {
    return Objects.hash(value, unit);
  }

  @Override
  public String toString() {
    return value.toPlainString() + " " + unit.symbol();
  }
}
