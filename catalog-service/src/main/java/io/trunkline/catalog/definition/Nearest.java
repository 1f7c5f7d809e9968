package io.trunkline.catalog.definition;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /** A sentence naming the closest of the known names; empty when none is known. */
  public static String hint(String written, Collection<String> known) {
    return known.stream()
        .min(
            Comparator.comparingInt((String name) -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()))
        .map(name -> "; the nearest known name is " + name)
        .orElse("");
  }

  /** Levenshtein distance, over at most the first 64 characters. */
  private static int distance(String one, String other) {
    String a = one.substring(0, Math.min(64, one.length()));
    String b = other.substring(0, Math.min(64, other.length()));
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
