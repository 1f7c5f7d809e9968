package io.trunkline.session.journal;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps writers and the eraser of an athlete apart. Writers share a lock and look for the erasure
 * once they hold it; the eraser takes the lock alone before it says that the athlete is erased. So
 * a write is committed before that, and erased with the rest, or refused.
 */
@Singleton
public class ErasedAthletes {

  /**
   * Two statements in one round trip, each with a snapshot of its own: what an eraser committed
   * while we waited for the lock is seen. In one statement it would not be.
   */
  static final String LOCK_AND_LOOK =
      """
      SELECT pg_advisory_xact_lock_shared(k) FROM unnest(?::bigint[]) AS k;
      SELECT a.pseudonym FROM unnest(?::text[], ?::text[]) AS a (tenant, pseudonym)
       CROSS JOIN LATERAL (
         SELECT FROM erasure WHERE tenant = a.tenant AND pseudonym = a.pseudonym LIMIT 1) e
      """;

  private static final String LOCK_ALONE = "SELECT pg_advisory_xact_lock(?)";
  private static final String IS_ERASED =
      "SELECT EXISTS (SELECT FROM erasure WHERE tenant = ? AND pseudonym = ?)";

  private final Transactions transactions;
  private final Pseudonyms pseudonyms;

  ErasedAthletes(Transactions transactions, Pseudonyms pseudonyms) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
  }

  /**
   * Those owners of {@code keys} that were erased, as {@code tenant/athlete}. Until the transaction
   * ends, no other of them can be.
   */
  Set<String> among(Connection connection, Collection<EntryKey> keys) throws SQLException {
    Map<String, String> tenants = new LinkedHashMap<>();
    Map<String, String> owners = new LinkedHashMap<>();
    for (EntryKey key : keys) {
      if (tenants.putIfAbsent(key.owner(), key.tenant()) == null) {
        owners.put(pseudonyms.of(key.tenant(), key.athlete()), key.owner());
      }
    }
    // All take their locks in the same order: nobody deadlocks.
    Object[] locks =
        owners.values().stream().map(ErasedAthletes::lockOf).sorted().distinct().toArray();
    try (PreparedStatement lock = connection.prepareStatement(LOCK_AND_LOOK)) {
      lock.setArray(1, connection.createArrayOf("bigint", locks));
      lock.setArray(2, connection.createArrayOf("text", tenants.values().toArray()));
      lock.setArray(3, connection.createArrayOf("text", owners.keySet().toArray()));
      lock.execute();
      lock.getMoreResults();
      Set<String> erased = new HashSet<>();
      try (ResultSet row = lock.getResultSet()) {
        while (row.next()) {
          erased.add(owners.get(row.getString(1)));
        }
      }
      return erased;
    }
  }

  /** Those keys whose athletes were not erased, and until the transaction ends cannot be. */
  public Set<EntryKey> notErased(Connection connection, Collection<EntryKey> keys)
      throws SQLException {
    Set<String> erased = among(connection, keys);
    Set<EntryKey> others = new LinkedHashSet<>(keys);
    others.removeIf(key -> erased.contains(key.owner()));
    return others;
  }

  /** Waits until no writer of this athlete is at work, and keeps new ones waiting. */
  public void lockAlone(Connection connection, String tenant, String athlete) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK_ALONE)) {
      lock.setLong(1, lockOf(tenant + "/" + athlete));
      lock.execute();
    }
  }

  /** Whether this athlete was erased. */
  public boolean contains(String tenant, String athlete) {
    return transactions.run(
        tenant,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(IS_ERASED)) {
            select.setString(1, tenant);
            select.setString(2, pseudonyms.of(tenant, athlete));
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getBoolean(1);
            }
          }
        });
  }

  /** Two athletes with the same number would only wait for each other. */
  private static long lockOf(String owner) {
    return ByteBuffer.wrap(Content.sha256(owner.getBytes(StandardCharsets.UTF_8))).getLong();
  }
}
