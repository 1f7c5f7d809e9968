package io.trunkline.session.importing;

import io.trunkline.session.importing.ExerciseNames.Meaning;
import io.trunkline.session.importing.ExerciseNames.Origin;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The meanings a tenant gave to names of exercises. */
@Singleton
class TenantNames {

  private final Transactions transactions;

  TenantNames(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A name and what it means.
   *
   * @param variation null for the exercise's usual one
   */
  record Name(String name, String exercise, String variation) {}

  /** By name. */
  List<Name> of(String tenant) {
    return transactions.run(
        tenant,
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "SELECT name, exercise, variation FROM exercise_name WHERE tenant = ? ORDER BY"
                      + " name_key")) {
            select.setString(1, tenant);
            List<Name> names = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                names.add(new Name(row.getString(1), row.getString(2), row.getString(3)));
              }
            }
            return names;
          }
        });
  }

  /** For looking up. */
  ExerciseNames lookup(String tenant) {
    Map<String, Meaning> meanings = new HashMap<>();
    for (Name name : of(tenant)) {
      meanings.put(
          ExerciseNames.key(name.name()),
          new Meaning(name.exercise(), name.variation(), Origin.TENANT));
    }
    return new ExerciseNames(meanings);
  }

  /** Forgets all earlier ones. */
  void replace(String tenant, List<Name> names) {
    transactions.run(
        tenant,
        connection -> {
          delete(connection, tenant);
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO exercise_name (tenant, name_key, name, exercise, variation) VALUES"
                      + " (?, ?, ?, ?, ?)"
                      // Two requests at once: the later wins, name by name.
                      + " ON CONFLICT (tenant, name_key) DO UPDATE SET name = EXCLUDED.name,"
                      + " exercise = EXCLUDED.exercise, variation = EXCLUDED.variation")) {
            for (Name name : names) {
              insert.setString(1, tenant);
              insert.setString(2, ExerciseNames.key(name.name()));
              insert.setString(3, name.name());
              insert.setString(4, name.exercise());
              insert.setString(5, name.variation());
              insert.addBatch();
            }
            return insert.executeBatch();
          }
        });
  }

  private static void delete(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM exercise_name WHERE tenant = ?")) {
      delete.setString(1, tenant);
      delete.executeUpdate();
    }
  }
}
