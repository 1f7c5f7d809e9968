package io.trunkline.progress.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What differs between the training log and the catalogue. */
interface Stream {

  /** Short name in metrics. */
  String name();

  /** Whom the record concerns, as far as its key can be read. */
  Optional<EntryKey> key(ConsumerRecord<byte[], byte[]> record);

  /**
   * Reads one record completely, body included, so that nothing that is stored can fail to be read
   * later.
   */
  Reading read(ConsumerRecord<byte[], byte[]> record) throws Unusable;

  /**
   * Stores each copy whose revision is above the one stored. No key appears twice.
   *
   * @return how many were above
   */
  int store(Connection connection, List<Copy> copies) throws SQLException;

  /** True when this revision of the entry, or a higher one, is stored. */
  boolean has(Connection connection, EntryKey key, long revision) throws SQLException;
}
