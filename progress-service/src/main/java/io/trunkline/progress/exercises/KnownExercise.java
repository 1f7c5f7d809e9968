package io.trunkline.progress.exercises;

import io.trunkline.progress.rules.Exercise;

/**
 * An exercise as the catalogue last told us.
 *
 * @param catalogue the installation-wide number of the change that brought it
 */
public record KnownExercise(long catalogue, Exercise exercise) {}
