package io.trunkline.bench.projection;

import io.trunkline.bench.journal.Training;
import io.trunkline.local.LocalIdentity;
import io.trunkline.progress.Athlete;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * {@code session.training-log} without the service that owns it: records as that service writes
 * them, and the least that can be done with them.
 */
final class Log {

  private static final String TOPIC = "session.training-log";
  private static final String TYPE = "session.session-recorded.v1";
  private static final int RECORDS_AT_ONCE = 2000;

  private static final String INSERT =
      """
      INSERT INTO bare (tenant, athlete, kind, entry_id, revision, deleted, type, body, recorded_at)
      SELECT k[1], k[2], k[3], k[4], revision, false, type, body, at::timestamptz
        FROM unnest(?::text[], ?::bigint[], ?::text[], ?::bytea[], ?::text[]) AS n (key, revision, type, body, at),
             LATERAL string_to_array(n.key, '/') AS k
      """;

  private final String bootstrapServers;

  Log(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Creates the topic and writes that many sessions into it, each as its first revision. */
  void fill(long records) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      NewTopic topic =
          new NewTopic(TOPIC, Athlete.PARTITIONS, (short) 1)
              .configs(Map.of("cleanup.policy", "compact"));
      admin.createTopics(List.of(topic)).all().get();
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd"))) {
      for (long number = 0; number < records; number++) {
        // A failure shows as a record that never arrives.
        var unused = producer.send(session(number));
      }
    }
  }

  private static ProducerRecord<byte[], byte[]> session(long number) {
    String tenant = LocalIdentity.TENANT;
    String athlete = Training.athlete("log", number);
    String name = "session/" + Training.id(number);
    ProducerRecord<byte[], byte[]> published =
        new ProducerRecord<>(
            TOPIC,
            new Athlete(tenant, athlete).partition(),
            utf8(tenant + "/" + athlete + "/" + name),
            utf8(Training.body(number)));
    Headers headers = published.headers();
    headers.add("content-type", utf8("application/json"));
    headers.add("ce_specversion", utf8("1.0"));
    headers.add("ce_id", utf8("%032x".formatted(number)));
    headers.add("ce_source", utf8("/trunkline/session-service"));
    headers.add("ce_type", utf8(TYPE));
    headers.add("ce_time", utf8(Instant.now().toString()));
    headers.add("ce_subject", utf8(name));
    headers.add("ce_tenant", utf8(tenant));
    headers.add("ce_athlete", utf8(athlete));
    headers.add("ce_kind", utf8("session"));
    headers.add("ce_entryid", utf8(Training.id(number)));
    headers.add("ce_revision", utf8("1"));
    headers.add("ce_topic", utf8(TOPIC));
    return published;
  }

  /**
   * Consumes the whole topic and inserts it into an empty copy of {@code log_entry}, a transaction
   * for what one poll gives, and looks at nothing.
   *
   * @return records in a second
   */
  double consumeAndInsert(Connection database, long records) throws SQLException {
    database.setAutoCommit(false);
    try (Statement statement = database.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS bare");
      statement.execute("CREATE TABLE bare (LIKE log_entry INCLUDING ALL)");
      // As the rebuild has it: what is lost is read again.
      statement.execute("SET synchronous_commit = off");
    }
    database.commit();
    long begin = System.nanoTime();
    try (KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers,
                    ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                    ByteArrayDeserializer.class,
                    ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                    ByteArrayDeserializer.class,
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    RECORDS_AT_ONCE));
        PreparedStatement insert = database.prepareStatement(INSERT)) {
      List<TopicPartition> partitions =
          IntStream.range(0, Athlete.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(TOPIC, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long inserted = 0;
      while (inserted < records) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(Duration.ofMillis(200));
        bind(database, insert, polled);
        inserted += insert.executeUpdate();
        database.commit();
      }
    }
    return records * 1e9 / (System.nanoTime() - begin);
  }

  private static void bind(
      Connection database, PreparedStatement insert, ConsumerRecords<byte[], byte[]> polled)
      throws SQLException {
    insert.setArray(1, column(database, "text", polled, record -> text(record.key())));
    insert.setArray(
        2,
        column(
            database,
            "bigint",
            polled,
            record -> Long.valueOf(text(record.headers().lastHeader("ce_revision").value()))));
    insert.setArray(
        3,
        column(
            database,
            "text",
            polled,
            record -> text(record.headers().lastHeader("ce_type").value())));
    insert.setArray(
        4,
        database.createArrayOf(
            "bytea",
            StreamSupport.stream(polled.spliterator(), false)
                .map(ConsumerRecord::value)
                .toArray(byte[][]::new)));
    insert.setArray(
        5,
        column(
            database,
            "text",
            polled,
            record -> text(record.headers().lastHeader("ce_time").value())));
  }

  private static java.sql.Array column(
      Connection database,
      String type,
      ConsumerRecords<byte[], byte[]> polled,
      Function<ConsumerRecord<byte[], byte[]>, Object> value)
      throws SQLException {
    return database.createArrayOf(
        type, StreamSupport.stream(polled.spliterator(), false).map(value).toArray());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
