package io.trunkline.session.journal;

import java.util.Set;

/**
 * What the caller demands of the entry before the change (RFC 9110 section 13).
 *
 * @param revisions for {@link Demand#REVISION}: the revisions that are welcome
 */
public record Precondition(Demand demand, Set<Long> revisions) {

  /** No precondition was sent. */
  public static final Precondition NONE = new Precondition(Demand.NOTHING, Set.of());

  /** {@code If-None-Match: *}: the id was never used. */
  public static final Precondition UNUSED = new Precondition(Demand.UNUSED, Set.of());

  /** {@code If-Match: *}: there is something to change. */
  public static final Precondition EXISTS = new Precondition(Demand.EXISTS, Set.of());

  /** Its forms. */
  public enum Demand {
    NOTHING,
    UNUSED,
    EXISTS,
    REVISION
  }

  /** {@code If-Match: "1", "2"}: the entry, or its tombstone, is at one of these. */
  public static Precondition at(Set<Long> revisions) {
    return new Precondition(Demand.REVISION, Set.copyOf(revisions));
  }

  /**
   * Whether the demand is met.
   *
   * @param current null if the id was never used
   */
  public boolean holdsFor(JournalEntry current) {
    return switch (demand) {
      case NOTHING -> true;
      case UNUSED -> current == null;
      case EXISTS -> current != null && !current.deleted();
      case REVISION -> current != null && revisions.contains(current.revision());
    };
  }
}
