package io.trunkline.session.journal;

/**
 * What became of a {@link Change}.
 *
 * @param revision of the entry afterwards; 0 if there is none
 * @param earlier the older revision a correction repeats, which may mean a retry that came late; 0
 *     if none
 */
public record Outcome(EntryKey key, Status status, long revision, long earlier) {

  /** The rows of the journal's table of outcomes. */
  public enum Status {
    CREATED(true),
    UNCHANGED(false),
    CORRECTED(true),
    DELETED(true),
    ALREADY_DELETED(false),
    /** A deletion of an id never used. */
    UNKNOWN(false),
    /** The precondition does not hold and the content differs. */
    REVISION_MISMATCH(false),
    /** The id was to be unused, but carries a tombstone. */
    ENTRY_DELETED(false),
    /** Nothing about this athlete is ever written again. */
    ATHLETE_ERASED(false);

    private final boolean writes;

    Status(boolean writes) {
      this.writes = writes;
    }

    /** Whether there is a new revision, to be published. */
    public boolean writes() {
      return writes;
    }
  }
}
