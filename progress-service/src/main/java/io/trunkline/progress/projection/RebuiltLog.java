package io.trunkline.progress.projection;

import io.smallrye.common.annotation.Identifier;
import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import io.trunkline.progress.erasure.ErasedAthletes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The training log read again from its beginning into rows beside those that are served: the same
 * reading, the same rule of the highest revision. What is served is touched only by {@link
 * #putInPlace}, and there only where it differs.
 */
@ApplicationScoped
public class RebuiltLog {

  private static final String TOPIC = "session.training-log";
  private static final int RECORDS_AT_ONCE = 2000;
  private static final int ATHLETES_AT_ONCE = 500;
  private static final int LONGEST_STATEMENT_MS = 600_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /**
   * A tombstone stays although the topic no longer has it: it keeps late copies out. An athlete
   * whose rows are all gone has nothing to be decided for.
   */
  private static final List<String> SWITCH =
      List.of(
          """
          DELETE FROM log_entry l USING rebuild_difference d
          WHERE l.tenant = d.tenant AND l.athlete = d.athlete AND NOT l.deleted
            AND NOT EXISTS (
              SELECT FROM log_entry_rebuilt r
              WHERE r.tenant = l.tenant AND r.athlete = l.athlete AND r.kind = l.kind
                AND r.entry_id = l.entry_id)
          """,
          """
          INSERT INTO log_entry
          SELECT r.* FROM log_entry_rebuilt r JOIN rebuild_difference d USING (tenant, athlete)
          ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
            SET revision = EXCLUDED.revision, deleted = EXCLUDED.deleted, type = EXCLUDED.type,
                body = EXCLUDED.body, recorded_at = EXCLUDED.recorded_at
          """,
          """
          UPDATE quarantine q SET resolved_at = clock_timestamp(), resolution = 'good-copy'
          FROM rebuild_difference d, log_entry l
          WHERE q.resolved_at IS NULL AND q.tenant = d.tenant AND q.athlete = d.athlete
            AND l.tenant = q.tenant AND l.athlete = q.athlete AND l.kind = q.kind
            AND l.entry_id = q.entry_id AND l.revision >= q.revision
          """,
          """
          UPDATE athlete a SET decided_for = -1 FROM rebuild_difference d
          WHERE a.tenant = d.tenant AND a.athlete = d.athlete
          """);

  private final Database database;
  private final TrainingLog log;
  private final ErasedAthletes erased;
  private final Map<String, Object> kafka;

  RebuiltLog(
      Database database,
      TrainingLog log,
      ErasedAthletes erased,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.database = database;
    this.log = log;
    this.erased = erased;
    this.kafka = kafka;
  }

  /** Begins from nothing. */
  public void clear(Connection connection) throws SQLException {
    execute(connection, "TRUNCATE log_entry_rebuilt, rebuild_position, rebuild_difference");
  }

  /**
   * Reads on to what is the end of the topic now. A record that cannot be used is left out here as
   * it is there, where it stands in quarantine.
   *
   * @param progress is told the number of records of each transaction
   */
  public void fill(LongConsumer progress) throws SQLException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = assign(consumer);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          database.commit(
              connection -> {
                // Rows and position are lost together, and read again.
                execute(connection, "SET LOCAL synchronous_commit = off");
                store(connection, consumer, records);
              });
          progress.accept(records.count());
        }
      }
    }
  }

  private List<TopicPartition> assign(KafkaConsumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        IntStream.range(0, Athlete.PARTITIONS).mapToObj(i -> new TopicPartition(TOPIC, i)).toList();
    Map<Integer, Long> positions = database.snapshotAcrossTenants(RebuiltLog::positions);
    consumer.assign(partitions);
    for (TopicPartition one : partitions) {
      consumer.seek(one, positions.getOrDefault(one.partition(), 0L));
    }
    return partitions;
  }

  private static Map<Integer, Long> positions(Connection connection) throws SQLException {
    Map<Integer, Long> positions = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT topic_partition, next_offset FROM rebuild_position")) {
      while (rows.next()) {
        positions.put(rows.getInt(1), rows.getLong(2));
      }
    }
    return positions;
  }

  /** Empty for what is no copy, and for what the live consumer has put in quarantine. */
  private Optional<Copy> copyIn(ConsumerRecord<byte[], byte[]> record) {
    try {
      return log.read(record) instanceof Copy copy ? Optional.of(copy) : Optional.empty();
    } catch (Unusable quarantined) {
      return Optional.empty();
    }
  }

  private void store(
      Connection connection,
      KafkaConsumer<byte[], byte[]> consumer,
      ConsumerRecords<byte[], byte[]> records)
      throws SQLException {
    List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>(records.count());
    records.forEach(batch::add);
    Map<EntryKey, Copy> highest = new TreeMap<>();
    Set<Athlete> athletes = new TreeSet<>();
    // To read a record takes longer than to store it.
    for (Copy copy : batch.parallelStream().flatMap(one -> copyIn(one).stream()).toList()) {
      highest.merge(copy.key(), copy, Copy::higher);
      athletes.add(copy.key().owner());
    }
    erased.hold(connection);
    Set<Athlete> gone = erased.among(connection, athletes);
    List<Copy> copies =
        highest.values().stream().filter(copy -> !gone.contains(copy.key().owner())).toList();
    if (!copies.isEmpty()) {
      log.storeIn("log_entry_rebuilt", connection, copies);
    }
    String sql =
        """
        INSERT INTO rebuild_position VALUES (?, ?)
        ON CONFLICT (topic_partition) DO UPDATE SET next_offset = EXCLUDED.next_offset
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (TopicPartition partition : records.partitions()) {
        statement.setInt(1, partition.partition());
        statement.setLong(2, consumer.position(partition));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * Compares what is served with what was read, athlete by athlete. Differences are looked at
   * twice, so that what was on its way is none.
   *
   * @return how many athletes differ
   */
  public long compare() throws SQLException {
    fill(any -> {});
    List<Athlete> suspects = new ArrayList<>();
    for (String table : List.of("log_entry_rebuilt", "log_entry")) {
      Athlete last = new Athlete("", "");
      for (List<Athlete> page = page(table, last); !page.isEmpty(); page = page(table, last)) {
        suspects.addAll(differing(page));
        last = page.get(page.size() - 1);
      }
    }
    fill(any -> {});
    Set<Athlete> different = new TreeSet<>();
    for (int from = 0; from < suspects.size(); from += ATHLETES_AT_ONCE) {
      different.addAll(
          differing(suspects.subList(from, Math.min(from + ATHLETES_AT_ONCE, suspects.size()))));
    }
    database.commit(connection -> remember(connection, different));
    return different.size();
  }

  private List<Athlete> page(String table, Athlete last) {
    String sql =
        "SELECT DISTINCT tenant, athlete FROM "
            + table
            + " WHERE (tenant, athlete) > (?, ?) ORDER BY tenant, athlete LIMIT ?";
    return database.snapshotAcrossTenants(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, last.tenant());
            statement.setString(2, last.id());
            statement.setInt(3, ATHLETES_AT_ONCE);
            List<Athlete> page = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                page.add(new Athlete(rows.getString(1), rows.getString(2)));
              }
            }
            return page;
          }
        });
  }

  private List<Athlete> differing(List<Athlete> athletes) {
    return database.snapshotAcrossTenants(
        connection -> {
          Map<Athlete, Digest> served = Digest.of(connection, athletes);
          Map<Athlete, Digest> rebuilt = Digest.in("log_entry_rebuilt", connection, athletes);
          return athletes.stream()
              .filter(one -> !served.get(one).equals(rebuilt.get(one)))
              .toList();
        });
  }

  private static void remember(Connection connection, Set<Athlete> different) throws SQLException {
    execute(connection, "DELETE FROM rebuild_difference");
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO rebuild_difference VALUES (?, ?)")) {
      for (Athlete athlete : different) {
        statement.setString(1, athlete.tenant());
        statement.setString(2, athlete.id());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /**
   * Serves from now on what was read, wherever it differed: one transaction in which no consumer
   * writes about these athletes, and which first reads what the live consumer may have read before
   * it. Decisions are not touched; the athletes concerned are decided for anew, which changes
   * nothing unless what they are told changes.
   *
   * @param done completes the transaction
   */
  public void putInPlace(Database.Change done) throws SQLException {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions = assign(consumer);
      consumer.endOffsets(partitions); // connects before anybody waits
      database.commit(
          connection -> {
            execute(connection, "SET LOCAL transaction_timeout = '10min'");
            execute(connection, "SET LOCAL statement_timeout = '10min'");
            execute(connection, "SET LOCAL lock_timeout = '10s'");
            int patience = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, LONGEST_STATEMENT_MS);
            try {
              putInPlace(connection, consumer, partitions);
              done.on(connection);
            } finally {
              connection.setNetworkTimeout(Runnable::run, patience);
            }
          });
    }
  }

  private void putInPlace(
      Connection connection,
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions)
      throws SQLException {
    erased.hold(connection);
    // Whoever stores something about them waits here, or is waited for.
    execute(
        connection,
        "INSERT INTO athlete (tenant, athlete) SELECT tenant, athlete FROM rebuild_difference"
            + " ORDER BY tenant COLLATE \"C\", athlete COLLATE \"C\" ON CONFLICT DO NOTHING");
    execute(
        connection,
        "SELECT FROM athlete a JOIN rebuild_difference d ON a.tenant = d.tenant AND a.athlete = d.athlete"
            + " ORDER BY a.tenant, a.athlete FOR UPDATE OF a");
    readOn(connection, consumer, partitions);
    for (String sql : SWITCH) {
      execute(connection, sql);
    }
  }

  /** To the end as it is now that nobody stores about them: what is served is not ahead of that. */
  private void readOn(
      Connection connection,
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions)
      throws SQLException {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one))) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        store(connection, consumer, records);
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config = new HashMap<>(kafka);
    config.keySet().retainAll(ConsumerConfig.configNames());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_AT_ONCE);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
