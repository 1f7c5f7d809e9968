package io.trunkline.progress.projection;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record that goes to quarantine.
 *
 * @param key null when the record does not say whom it concerns
 * @param revision null when the record's own cannot be trusted
 */
record BadRecord(
    ConsumerRecord<byte[], byte[]> record, Reason reason, EntryKey key, Long revision) {}
