package io.trunkline.session.exercises;

/**
 * An exercise the catalogue has published.
 *
 * @param version of its definition, 1, 2, 3 …
 */
record KnownExercise(String id, long version) {}
