package io.trunkline.session.exercises;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what was meant by a name nobody knows. */
public final class NearestNames {

  private NearestNames() {}

  /** The known names at most a third of whose letters differ, nearest first, then by name. */
  public static List<String> of(String name, Collection<String> known, int atMost) {
    int limit = Math.max(2, name.length() / 3);
    LevenshteinDistance distance = new LevenshteinDistance(limit);
    return known.stream()
        .map(candidate -> Map.entry(distance.apply(name, candidate), candidate))
        .filter(candidate -> candidate.getKey() >= 0)
        .sorted(
            Comparator.comparingInt((Map.Entry<Integer, String> candidate) -> candidate.getKey())
                .thenComparing(Map.Entry::getValue))
        .limit(atMost)
        .map(Map.Entry::getValue)
        .toList();
  }
}
