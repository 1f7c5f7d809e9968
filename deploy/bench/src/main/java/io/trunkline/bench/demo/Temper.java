package io.trunkline.bench.demo;

/** How somebody made up goes through a season. */
public enum Temper {
  /** Trains when told, what is told. */
  COMPLIANT,
  /** More than told, and sometimes on the wrong day. */
  KEEN,
  /** Compliant; an ache today. */
  ACHING,
  /** Compliant; an ache some days ago, whose rest is about to end. */
  RESTING,
  /** Compliant; an ache weeks ago, on the way back. */
  RETURNING,
  /** Compliant; a sharp pain some days ago, without a go-ahead. */
  STOPPED,
  /** Compliant until some weeks ago. */
  SILENT,
  /** Always the same, with nothing left in reserve. */
  STUCK,
  /** Was never asked about back trouble. */
  UNASKED,
  /** Told of back trouble, and nobody gave a go-ahead. */
  HISTORY
}
