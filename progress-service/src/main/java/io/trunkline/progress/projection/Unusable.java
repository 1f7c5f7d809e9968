package io.trunkline.progress.projection;

/** Ends the reading of one record. Caught where records are read; never leaves the package. */
final class Unusable extends Exception {

  final Reason reason;
  final EntryKey key;
  final Long revision;

  Unusable(Reason reason, EntryKey key, Long revision) {
    // An expected verdict on foreign bytes: no stack trace to collect, no text to leak.
    super(reason.code(), null, false, false);
    this.reason = reason;
    this.key = key;
    this.revision = revision;
  }
}
