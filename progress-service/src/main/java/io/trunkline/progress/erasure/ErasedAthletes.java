package io.trunkline.progress.erasure;

import io.trunkline.progress.Athlete;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who was erased, and how. Erasure dominates: whatever arrives about them later is dropped. */
@ApplicationScoped
public class ErasedAthletes {

  private static final long LOCK = 0x6572617365L;

  /**
   * Everything about an athlete. First the lock of whoever decides for them, then the heads, whose
   * decisions nobody refers to after that.
   */
  private static final List<String> ERASE =
      List.of(
          "SELECT FROM athlete WHERE tenant = ? AND athlete = ? FOR UPDATE",
          "UPDATE decision_head SET erased = true, revision = revision + 1"
              + " WHERE tenant = ? AND athlete = ? AND NOT erased",
          "DELETE FROM decision WHERE tenant = ? AND athlete = ?",
          "DELETE FROM log_entry WHERE tenant = ? AND athlete = ?",
          "DELETE FROM log_entry_rebuilt WHERE tenant = ? AND athlete = ?",
          "DELETE FROM rebuild_difference WHERE tenant = ? AND athlete = ?",
          "DELETE FROM quarantine WHERE tenant = ? AND athlete = ?",
          "DELETE FROM reconcile_run WHERE tenant = ? AND athlete = ?",
          "DELETE FROM roster WHERE tenant = ? AND athlete = ?",
          "DELETE FROM athlete WHERE tenant = ? AND athlete = ?");

  private final Pseudonyms pseudonyms;

  ErasedAthletes(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  /**
   * To be called first of all in a transaction that stores something about athletes: until it ends
   * nobody is erased, so none of it slips past an erasure.
   */
  public void hold(Connection connection) throws SQLException {
    execute(connection, "SELECT pg_advisory_xact_lock_shared(" + LOCK + ")");
  }

  private static void holdAlone(Connection connection) throws SQLException {
    execute(connection, "SELECT pg_advisory_xact_lock(" + LOCK + ")");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Those of {@code athletes} who were erased. */
  public Set<Athlete> among(Connection connection, Collection<Athlete> athletes)
      throws SQLException {
    Map<String, Athlete> byPseudonym = new HashMap<>();
    athletes.forEach(athlete -> byPseudonym.put(pseudonyms.of(athlete), athlete));
    Set<Athlete> erased = new HashSet<>();
    for (String pseudonym :
        select(
            connection,
            "SELECT pseudonym FROM erased_athlete WHERE pseudonym = ANY (?)",
            byPseudonym.keySet())) {
      erased.add(byPseudonym.get(pseudonym));
    }
    return erased;
  }

  /** Of these pseudonyms, those whose athlete may still stand here. */
  Set<String> notApplied(Connection connection, Collection<String> announced) throws SQLException {
    return new HashSet<>(
        select(
            connection,
            "SELECT pseudonym FROM erased_athlete WHERE NOT applied AND pseudonym = ANY (?)",
            announced));
  }

  private static List<String> select(Connection connection, String sql, Collection<String> values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", values.toArray()));
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /** Deletes everything about the athlete and remembers the pseudonym, in this transaction. */
  public void erase(Connection connection, Athlete athlete) throws SQLException {
    holdAlone(connection);
    for (String sql : ERASE) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, athlete.tenant());
        statement.setString(2, athlete.id());
        statement.execute();
      }
    }
    remember(connection, Map.of(pseudonyms.of(athlete), athlete.tenant()), true);
  }

  /** From the end of this transaction on nothing about them is stored any more. */
  void announce(Connection connection, Map<String, String> tenantsByPseudonym) throws SQLException {
    holdAlone(connection);
    remember(connection, tenantsByPseudonym, false);
  }

  /** Whoever of them stood here was erased. */
  void applied(Connection connection, Map<String, String> tenantsByPseudonym) throws SQLException {
    remember(connection, tenantsByPseudonym, true);
  }

  private static void remember(
      Connection connection, Map<String, String> tenantsByPseudonym, boolean applied)
      throws SQLException {
    String sql =
        """
        INSERT INTO erased_athlete (pseudonym, tenant, applied) VALUES (?, ?, ?)
        ON CONFLICT (pseudonym) DO UPDATE SET applied = erased_athlete.applied OR EXCLUDED.applied
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Map.Entry<String, String> one : tenantsByPseudonym.entrySet()) {
        statement.setString(1, one.getKey());
        statement.setString(2, one.getValue());
        statement.setBoolean(3, applied);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  String pseudonym(Athlete athlete) {
    return pseudonyms.of(athlete);
  }
}
