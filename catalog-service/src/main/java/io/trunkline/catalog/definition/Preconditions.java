package io.trunkline.catalog.definition;

import java.util.Arrays;

/**
 * {@code If-Match} and {@code If-None-Match} of a write, null where not sent. Versions are strong
 * ETags; a weak or malformed one matches nothing (RFC 9110 section 13.1).
 */
public record Preconditions(String ifMatch, String ifNoneMatch) {

  /** A write that does not care what stood before. */
  public static final Preconditions NONE = new Preconditions(null, null);

  /**
   * @param current the current version, null when there is none
   * @throws io.quarkiverse.resteasy.problem.HttpProblem {@code revision-mismatch}
   */
  void check(Integer current) {
    if ((ifMatch != null && !names(ifMatch, current))
        || (ifNoneMatch != null && names(ifNoneMatch, current))) {
      throw Problems.mismatch(current);
    }
  }

  private static boolean names(String header, Integer current) {
    return current != null
        && Arrays.stream(header.split(","))
            .map(String::strip)
            .anyMatch(tag -> tag.equals("*") || tag.equals("\"" + current + "\""));
  }
}
