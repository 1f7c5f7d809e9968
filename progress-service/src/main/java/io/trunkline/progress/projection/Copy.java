package io.trunkline.progress.projection;

import java.time.OffsetDateTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A good record: one entry's full state at one revision.
 *
 * @param retired of the catalogue: no longer offered, still named by history
 * @param record what carried it; a null value is a deletion
 * @param seenAt the furthest offset at which a good copy of this entry stood
 */
record Copy(
    EntryKey key,
    long revision,
    String type,
    boolean retired,
    OffsetDateTime recordedAt,
    ConsumerRecord<byte[], byte[]> record,
    long seenAt)
    implements Reading {

  Copy(EntryKey key, Headers headers, boolean retired, ConsumerRecord<byte[], byte[]> record) {
    this(key, headers.revision(), headers.type(), retired, headers.time(), record, record.offset());
  }

  /** Of two copies of one entry the higher revision, the earlier one if they are equal. */
  static Copy higher(Copy known, Copy next) {
    Copy kept = next.revision > known.revision ? next : known;
    return new Copy(
        kept.key,
        kept.revision,
        kept.type,
        kept.retired,
        kept.recordedAt,
        kept.record,
        Math.max(known.seenAt, next.seenAt));
  }
}
