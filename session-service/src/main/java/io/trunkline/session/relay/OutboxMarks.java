package io.trunkline.session.relay;

import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.Journal;
import io.trunkline.session.journal.Kind;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outbox. Each method is a short transaction of its own, so nobody waits for Kafka while
 * holding a row. A mark is deleted only for the token that was claimed <em>before</em> the entry
 * was read: what was acknowledged then holds that change or a later one. A claim or a settlement
 * that the database forgets in a crash only means that the same is sent again.
 */
@Singleton
class OutboxMarks {

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(30);

  private static final String KEY = " tenant = ? AND athlete = ? AND kind = ? AND entry_id = ? ";

  private static final String KNOWN_KINDS =
      Stream.of(Kind.values())
          .map(kind -> "'" + kind.wireName() + "'")
          .collect(Collectors.joining(", "));

  /**
   * A claim lasts longer than any batch may take; after it another relay may send the same again.
   * One far in the future means that the database's clock went back. A kind that only a newer
   * version knows is left to it, so that after a rollback it holds up nothing else.
   */
  static final String CLAIM_OLDEST =
      """
      UPDATE outbox_mark
         SET claimed_until = clock_timestamp() + interval '45 s', bumped_at = NULL, attempts = attempts + 1
       WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM outbox_mark
          WHERE (claimed_until IS NULL OR claimed_until <= clock_timestamp()
                 OR claimed_until > clock_timestamp() + interval '60 s')
            AND kind IN (%s)
          ORDER BY marked_at LIMIT ? FOR UPDATE SKIP LOCKED))
      RETURNING tenant, athlete, kind, entry_id, token, marked_at, attempts, null_revision,
                traceparent
      """
          .formatted(KNOWN_KINDS);

  /** Locks them in the order of the keys. */
  static final String DELETE =
      """
      DELETE FROM outbox_mark WHERE ctid = ANY (ARRAY(
        SELECT m.ctid
          FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                 AS k (tenant, athlete, kind, entry_id, token)
         CROSS JOIN LATERAL (
           SELECT ctid FROM outbox_mark
            WHERE tenant = k.tenant AND athlete = k.athlete AND kind = k.kind AND entry_id = k.entry_id
              AND token = k.token FOR UPDATE) m))
      RETURNING token
      """;

  private static final String BUMPED_MEANWHILE =
      "UPDATE outbox_mark SET claimed_until = NULL, marked_at = COALESCE(bumped_at, marked_at), attempts = 0 WHERE"
          + KEY;
  private static final String BACK_OFF =
      "UPDATE outbox_mark SET claimed_until = clock_timestamp() + ? * interval '1 millisecond' WHERE"
          + KEY;
  private static final String GIVE_BACK =
      "UPDATE outbox_mark SET claimed_until = NULL, attempts = attempts - 1 WHERE" + KEY;

  private final Transactions transactions;

  OutboxMarks(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Claims the oldest free marks, oldest first. Committed on return: nothing is locked any more.
   */
  List<OutboxMark> claim(int atMost) {
    List<OutboxMark> claimed =
        transactions.runRepeatable(
            connection -> {
              try (PreparedStatement claim = connection.prepareStatement(CLAIM_OLDEST)) {
                claim.setInt(1, atMost);
                try (ResultSet row = claim.executeQuery()) {
                  List<OutboxMark> marks = new ArrayList<>();
                  while (row.next()) {
                    marks.add(read(row));
                  }
                  return marks;
                }
              }
            });
    claimed.sort(Comparator.comparing(OutboxMark::markedAt).thenComparing(OutboxMark::token));
    return claimed;
  }

  /** Kafka has these. Whatever changed since the claim stays marked and is free to claim again. */
  void settle(Collection<OutboxMark> acknowledged) {
    if (acknowledged.isEmpty()) {
      return;
    }
    List<OutboxMark> marks = inKeyOrder(acknowledged);
    Set<Long> gone =
        transactions.runRepeatable(
            connection -> {
              try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
                int next =
                    Journal.bindKeys(delete, 1, marks.stream().map(OutboxMark::key).toList());
                Journal.bind(delete, next, "bigint", Long[]::new, marks, OutboxMark::token);
                Set<Long> tokens = new HashSet<>();
                try (ResultSet row = delete.executeQuery()) {
                  while (row.next()) {
                    tokens.add(row.getLong(1));
                  }
                }
                return tokens;
              }
            });
    updateEach(
        BUMPED_MEANWHILE, marks.stream().filter(mark -> !gone.contains(mark.token())).toList());
  }

  /** Kafka refused these: they wait longer each time. */
  void backOff(Collection<OutboxMark> refused) {
    transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(BACK_OFF)) {
            for (OutboxMark mark : inKeyOrder(refused)) {
              update.setLong(1, backOffAfter(mark.attempts()).toMillis());
              Journal.bindKey(update, 2, mark.key());
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  /** These were never tried. */
  void giveBack(Collection<OutboxMark> untried) {
    updateEach(GIVE_BACK, untried);
  }

  /** 100 ms, doubled with each attempt, at most 30 s. */
  static Duration backOffAfter(int attempts) {
    Duration wait = FIRST_BACK_OFF.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), 20));
    return wait.compareTo(LONGEST_BACK_OFF) < 0 ? wait : LONGEST_BACK_OFF;
  }

  private void updateEach(String statement, Collection<OutboxMark> marks) {
    if (marks.isEmpty()) {
      return;
    }
    transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(statement)) {
            for (OutboxMark mark : inKeyOrder(marks)) {
              Journal.bindKey(update, 1, mark.key());
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  /** Writers lock marks in key order, too: nobody deadlocks. */
  private static List<OutboxMark> inKeyOrder(Collection<OutboxMark> marks) {
    return marks.stream().sorted(Comparator.comparing(OutboxMark::key)).toList();
  }

  private static OutboxMark read(ResultSet row) throws SQLException {
    return new OutboxMark(
        new EntryKey(
            row.getString("tenant"),
            row.getString("athlete"),
            Kind.ofWireName(row.getString("kind")),
            row.getString("entry_id")),
        row.getLong("token"),
        row.getObject("marked_at", OffsetDateTime.class).toInstant(),
        row.getInt("attempts"),
        row.getLong("null_revision"),
        row.getString("traceparent"));
  }
}
