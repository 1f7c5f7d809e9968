package io.trunkline.session.journal;

import io.trunkline.security.audit.Actor;
import io.trunkline.tracing.Traceparent;

/**
 * A wish to write one entry.
 *
 * @param content null deletes
 * @param by who wishes it, for the audit trail
 * @param traceparent of the request that wishes it; null if nobody keeps its trace
 */
public record Change(
    EntryKey key, Content content, Precondition precondition, Actor by, String traceparent) {

  /** Records or corrects. */
  public static Change put(EntryKey key, Content content, Precondition precondition, Actor by) {
    return new Change(key, content, precondition, by, Traceparent.current());
  }

  /** Leaves only a tombstone. */
  public static Change delete(EntryKey key, Precondition precondition, Actor by) {
    return new Change(key, null, precondition, by, Traceparent.current());
  }

  /**
   * What becomes of this wish, given the entry as it stands.
   *
   * @param current null if the id was never used
   */
  Outcome.Status decide(JournalEntry current) {
    return content == null ? decideDelete(current) : decidePut(current);
  }

  private Outcome.Status decidePut(JournalEntry current) {
    // Same content first: a repeated request was already applied, whatever it demands (RFC 9110
    // section 13.1.1).
    if (current != null && !current.deleted() && current.content().sameAs(content)) {
      return Outcome.Status.UNCHANGED;
    }
    if (!precondition.holdsFor(current)) {
      return precondition.demand() == Precondition.Demand.UNUSED && current.deleted()
          ? Outcome.Status.ENTRY_DELETED
          : Outcome.Status.REVISION_MISMATCH;
    }
    return current == null ? Outcome.Status.CREATED : Outcome.Status.CORRECTED;
  }

  private Outcome.Status decideDelete(JournalEntry current) {
    if (current == null) {
      return Outcome.Status.UNKNOWN;
    }
    if (current.deleted()) {
      return Outcome.Status.ALREADY_DELETED;
    }
    return precondition.holdsFor(current)
        ? Outcome.Status.DELETED
        : Outcome.Status.REVISION_MISMATCH;
  }
}
