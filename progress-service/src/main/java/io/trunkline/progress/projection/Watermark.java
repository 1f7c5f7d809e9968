package io.trunkline.progress.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The publisher's word that every change made before {@code completeUntil} stands in this partition
 * before this record.
 */
record Watermark(int partition, Instant completeUntil) implements Reading {

  private static final String TYPE = "session.log-watermark.v1";
  private static final String KEY = "~watermark/";
  private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(60);
  private static final int MAX_BODY = 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** No athlete's key begins like that: an id of a tenant is followed by three more parts. */
  static boolean isOne(String key) {
    return key.startsWith(KEY);
  }

  /**
   * Reads a record of such a key. One that cannot be believed is refused, not quarantined: nobody's
   * facts are missing, and the next one comes in seconds. A moment further ahead of {@code now}
   * than clocks differ would vouch for changes not made yet.
   */
  static Reading read(ConsumerRecord<byte[], byte[]> record, String key, Instant now) {
    if (key.equals(KEY + record.partition())
        && Headers.text(record, "ce_type").filter(TYPE::equals).isPresent()
        && Headers.text(record, "ce_topic").filter(record.topic()::equals).isPresent()
        && record.value() != null
        && record.value().length <= MAX_BODY) {
      try {
        JsonNode until = JSON.readTree(record.value()).path("completeUntil");
        Instant completeUntil = OffsetDateTime.parse(until.asText()).toInstant();
        if (!completeUntil.isAfter(now.plus(CLOCKS_DIFFER))) {
          return new Watermark(record.partition(), completeUntil);
        }
      } catch (IOException | DateTimeException malformed) {
        // refused below, like any other that says something else
      }
    }
    return new Ignored("refused");
  }

  static Watermark later(Watermark known, Watermark next) {
    return next.completeUntil.isAfter(known.completeUntil) ? next : known;
  }

  /** To be called once everything that stood before these records is committed. */
  static void keep(Connection connection, Collection<Watermark> watermarks) throws SQLException {
    String sql =
        """
        INSERT INTO partition_progress (topic_partition, complete_until) VALUES (?, ?)
        ON CONFLICT (topic_partition) DO UPDATE
          SET complete_until = greatest(partition_progress.complete_until, EXCLUDED.complete_until)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Watermark watermark : watermarks) {
        statement.setInt(1, watermark.partition());
        statement.setObject(2, watermark.completeUntil().atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
