package io.trunkline.progress.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * A load as a person entered or reads it, an exact decimal in their own unit. Negative on an
 * assisting axis: assistance of 20 kg is −20 kg, so less is always easier.
 */
public record Load(BigDecimal value, Unit unit) {

  /** 1,000 tonnes: beyond it a figure is a typing error, and arithmetic must stay inside a long. */
  private static final BigDecimal MOST_GRAMS = new BigDecimal("1000000000");

  public Load {
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(unit, "unit");
  }

  /** Whole grams, halves rounded away from zero, never beyond 1,000 tonnes either way. */
  public long grams() {
    return value
        .multiply(unit.grams())
        .min(MOST_GRAMS)
        .max(MOST_GRAMS.negate())
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }
}
