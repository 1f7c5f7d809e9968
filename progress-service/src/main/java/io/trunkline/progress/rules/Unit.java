package io.trunkline.progress.rules;

import java.math.BigDecimal;

/**
 * The unit an athlete loads in; each has its own grid of loads, and grams are the common ground.
 */
public enum Unit {
  KG("kg", "1000"),
  /** The international avoirdupois pound, exactly 453.59237 g. */
  LB("lb", "453.59237");

  private final String symbol;
  private final BigDecimal grams;

  Unit(String symbol, String grams) {
    this.symbol = symbol;
    this.grams = new BigDecimal(grams);
  }

  /** As it stands on the wire: {@code kg} or {@code lb}. */
  public String symbol() {
    return symbol;
  }

  /** Exact grams in one of this unit. */
  public BigDecimal grams() {
    return grams;
  }

  /**
   * The unit written {@code symbol}; throws {@link IllegalArgumentException} for any other text.
   */
  public static Unit of(String symbol) {
    for (Unit unit : values()) {
      if (unit.symbol.equals(symbol)) {
        return unit;
      }
    }
    throw new IllegalArgumentException("Unknown unit " + symbol + "; use kg or lb.");
  }
}
