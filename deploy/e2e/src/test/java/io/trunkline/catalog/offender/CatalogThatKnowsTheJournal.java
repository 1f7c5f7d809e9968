package io.trunkline.catalog.offender;

import io.trunkline.session.offender.Journal;

/** Deliberate offender: a service that knows a service. */
public final class CatalogThatKnowsTheJournal {

  /** Another service's class. */
  public Journal journal() {
    return new Journal();
  }
}
