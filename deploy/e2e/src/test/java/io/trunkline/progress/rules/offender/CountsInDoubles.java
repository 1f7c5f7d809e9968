package io.trunkline.progress.rules.offender;

/** Deliberate offender: an answer that is not exact. */
public final class CountsInDoubles {

  /** Half of it, nearly. */
  public double half(int load) {
    return load / 2.0;
  }
}
