package io.trunkline.progress.rules;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The exercises as one numbered whole.
 *
 * @param version the catalogue number an answer names
 * @param exercises by id, in id order
 */
public record Catalogue(long version, SortedMap<String, Exercise> exercises) {

  public Catalogue {
    exercises = Collections.unmodifiableSortedMap(new TreeMap<>(exercises));
  }

  /** A catalogue of the given exercises. */
  public static Catalogue of(long version, Iterable<Exercise> exercises) {
    Map<String, Exercise> byId = new TreeMap<>();
    exercises.forEach(exercise -> byId.put(exercise.id(), exercise));
    return new Catalogue(version, new TreeMap<>(byId));
  }

  /** The exercise of that id, if the catalogue knows it. */
  public Optional<Exercise> find(String id) {
    return Optional.ofNullable(exercises.get(id));
  }
}
