package io.trunkline.progress.rules.offender;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Deliberate offender: a rule that asks what day it is. */
public final class AsksTheClock {

  /** Another answer tomorrow. */
  public LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
