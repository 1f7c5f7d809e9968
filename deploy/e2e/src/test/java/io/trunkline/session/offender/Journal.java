package io.trunkline.session.offender;

/** What {@code CatalogThatKnowsTheJournal} must not know. */
public final class Journal {}
