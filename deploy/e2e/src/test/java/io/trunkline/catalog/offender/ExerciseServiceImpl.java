package io.trunkline.catalog.offender;

/** Deliberate offender: a name that says nothing. */
public final class ExerciseServiceImpl {}
