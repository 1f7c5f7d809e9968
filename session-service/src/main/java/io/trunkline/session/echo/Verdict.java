package io.trunkline.session.echo;

import java.util.Objects;

/** What the last copy of an entry in the log is worth, seen from the journal. */
enum Verdict {
  /** As the journal has it. */
  CURRENT,
  /** Older than the journal: a late sender; the current state goes behind it. */
  STALE,
  /** A value of an erased athlete: a null goes behind it. */
  ERASED,
  /** The journal's revision with another content, or of another topic: repaired, and an alert. */
  MISMATCH,
  /** Newer than the journal, or unknown to it: a restore or a foreign writer. Only an alert. */
  AHEAD;

  /**
   * @param revision of the journal; 0 if the entry is unknown there
   * @param sha256 of the journal's body, in lower-case hexadecimal; null if deleted or unknown
   * @param athleteErased whether nothing may be left of this athlete
   */
  static Verdict of(LogCopy copy, long revision, String sha256, boolean athleteErased) {
    if (revision == 0 || copy.revision() > revision) {
      if (!athleteErased) {
        return AHEAD;
      }
      return copy.sha256() == null ? CURRENT : ERASED;
    }
    if (copy.revision() < revision) {
      return STALE;
    }
    return copy.onItsTopic() && Objects.equals(copy.sha256(), sha256) ? CURRENT : MISMATCH;
  }
}
