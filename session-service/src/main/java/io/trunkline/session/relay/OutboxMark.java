package io.trunkline.session.relay;

import io.trunkline.session.journal.EntryKey;
import java.time.Instant;

/**
 * A claimed mark: this entry must be published.
 *
 * @param token names the latest change the claim knew of
 * @param attempts claims so far, this one included
 * @param nullRevision a null of this revision must be in the log; 0 if none is asked for
 * @param traceparent of the latest change; null if nobody keeps its trace
 */
record OutboxMark(
    EntryKey key,
    long token,
    Instant markedAt,
    int attempts,
    long nullRevision,
    String traceparent) {}
