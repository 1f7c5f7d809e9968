package io.trunkline.session;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** How statements are planned for good while there is no row yet: the worst moment to plan. */
public final class KeptPlans {

  private static final List<String> TABLES =
      List.of("entry", "entry_revision", "outbox_mark", "erasure");

  private KeptPlans() {}

  /** The plans of these statements, separated by semicolons, for {@code role}. */
  public static List<String> of(String url, String role, String statements) throws SQLException {
    Properties simply = new Properties();
    simply.setProperty("user", "postgres");
    // Else the driver takes $1 for a parameter that it must send.
    simply.setProperty("preferQueryMode", "simple");
    try (Connection connection = DriverManager.getConnection(url, simply);
        Statement sql = connection.createStatement()) {
      connection.setAutoCommit(false);
      sql.execute("CREATE SCHEMA nothing; GRANT USAGE ON SCHEMA nothing TO " + role);
      for (String table : TABLES) {
        sql.execute(
            """
            CREATE TABLE nothing.%1$s (LIKE public.%1$s INCLUDING ALL);
            ALTER TABLE nothing.%1$s ENABLE ROW LEVEL SECURITY;
            CREATE POLICY rows ON nothing.%1$s USING (%3$s);
            GRANT ALL ON nothing.%1$s TO %2$s;
            ANALYZE nothing.%1$s;
            """
                .formatted(table, role, rowsOf(sql, table, role)));
      }
      sql.execute("SET LOCAL search_path = nothing, public");
      sql.execute("SET LOCAL enable_seqscan = off");
      sql.execute("SET LOCAL ROLE " + role);
      List<String> plans = new ArrayList<>();
      for (String statement : statements.split(";", -1)) {
        if (!statement.isBlank()) {
          plans.add(explain(sql, statement));
        }
      }
      connection.rollback();
      return plans;
    }
  }

  /** Which rows the role sees there. */
  private static String rowsOf(Statement sql, String table, String role) throws SQLException {
    try (ResultSet policy =
        sql.executeQuery(
            "SELECT qual FROM pg_policies WHERE schemaname = 'public' AND tablename = '%s' AND '%s' = ANY (roles)"
                .formatted(table, role))) {
      policy.next();
      return policy.getString(1);
    }
  }

  private static String explain(Statement sql, String statement) throws SQLException {
    List<String> parts = Arrays.asList(statement.split("\\?"));
    StringBuilder numbered = new StringBuilder(parts.get(0));
    for (int i = 1; i < parts.size(); i++) {
      numbered.append('$').append(i).append(parts.get(i));
    }
    StringBuilder plan = new StringBuilder();
    try (ResultSet row = sql.executeQuery("EXPLAIN (GENERIC_PLAN) " + numbered)) {
      while (row.next()) {
        plan.append(row.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }
}
