package io.trunkline.session.journal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.local.LocalIssuer;
import io.trunkline.security.RefuseUnsafeRoles;
import io.trunkline.session.RealParts;
import io.trunkline.session.Superuser;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What PostgreSQL itself keeps apart: statements here forget the tenant on purpose. */
@QuarkusTest
@WithTestResource(RealParts.class)
class RowsOfTenantsIT {

  private static final String DENIED = "42501";

  @Inject Transactions transactions;
  @Inject DataSource requests;
  @Inject @Superuser DataSource everything;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.flyway.username")
  String owner;

  @ConfigProperty(name = "quarkus.flyway.password")
  String ownersPassword;

  @BeforeEach
  void two_tenants_have_the_same_athlete() {
    assertThat(put("ours", "same", "s1")).isIn(200, 201);
    assertThat(put("theirs", "same", "s1")).isIn(200, 201);
  }

  @Test
  void a_query_that_forgets_its_tenant_finds_no_foreign_row() throws SQLException {
    assertThat(tablesWithTenants()).contains("entry", "entry_revision", "outbox_mark", "erasure");
    for (String table : tablesWithTenants()) {
      assertThat(ours("SELECT DISTINCT tenant FROM " + table)).as(table).isSubsetOf("ours");
    }
    assertThat(ours("SELECT DISTINCT tenant FROM entry")).containsExactly("ours");
    assertThat(
            ours(
                "SELECT o.tenant FROM entry e JOIN entry_revision o USING (athlete)"
                    + " WHERE o.tenant = 'theirs' OR true"))
        .containsOnly("ours");
  }

  @Test
  void a_change_that_forgets_its_tenant_touches_no_foreign_row() throws SQLException {
    transactions.run("ours", c -> execute(c, "UPDATE entry SET author = 'forgetful'"));

    assertThat(all("SELECT DISTINCT tenant FROM entry WHERE author = 'forgetful'"))
        .containsExactly("ours");
    assertThatThrownBy(
            () -> transactions.run("ours", c -> execute(c, "UPDATE entry SET tenant = 'theirs'")))
        .rootCause()
        .hasMessageContaining("row-level security");
    assertThatThrownBy(
            () ->
                transactions.run(
                    "ours",
                    c ->
                        execute(
                            c,
                            "INSERT INTO exercise_name (tenant, name_key, name, exercise)"
                                + " VALUES ('theirs', 'k', 'n', 'e')")))
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void who_names_no_tenant_has_none_also_after_somebody_else() throws SQLException {
    assertThat(ours("SELECT tenant FROM entry")).isNotEmpty();
    try (Connection connection = requests.getConnection()) {
      assertThat(column(connection, "SELECT tenant FROM entry")).isEmpty();
      assertThatThrownBy(
              () ->
                  execute(
                      connection,
                      "INSERT INTO exercise_name (tenant, name_key, name, exercise)"
                          + " VALUES ('', 'k', 'n', 'e')"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
    }
  }

  @Test
  void requests_can_neither_delete_entries_nor_lift_the_rules() {
    for (String statement :
        List.of(
            "DELETE FROM entry",
            "TRUNCATE entry",
            "ALTER TABLE entry DISABLE ROW LEVEL SECURITY",
            "DROP POLICY tenant ON entry",
            "SET ROLE session_workers",
            "SET ROLE session",
            "CREATE TABLE mine ()",
            "UPDATE turn SET taken_at = now()")) {
      assertThatThrownBy(() -> transactions.run("ours", c -> execute(c, statement)))
          .as(statement)
          .rootCause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(DENIED));
    }
  }

  @Test
  void every_table_with_a_tenant_is_guarded() throws SQLException {
    assertThat(
            all(
                "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'"
                    + " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE"
                    + " 'backup%' AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND (SELECT"
                    + " count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive) = 2)"))
        .isEmpty();
  }

  @Test
  void changes_of_several_tenants_that_arrive_together_all_arrive() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<CompletableFuture<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String tenant = i % 2 == 0 ? "ours" : "theirs";
        String id = "together-" + i;
        answers.add(CompletableFuture.supplyAsync(() -> put(tenant, "crowd", id), callers));
      }
      assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(201);
    } finally {
      callers.shutdown();
    }
    assertThat(all("SELECT count(*) FROM entry WHERE athlete = 'crowd' AND tenant = 'ours'"))
        .containsExactly("20");
    assertThat(all("SELECT count(*) FROM entry WHERE athlete = 'crowd' AND tenant = 'theirs'"))
        .containsExactly("20");
  }

  @Test
  void a_role_that_could_do_more_is_refused_at_start() throws SQLException {
    try (Connection superuser = everything.getConnection();
        Connection owning = DriverManager.getConnection(url, owner, ownersPassword);
        Connection serving = requests.getConnection()) {
      assertThat(RefuseUnsafeRoles.refusal(superuser, false))
          .get()
          .asString()
          .contains("superuser");
      assertThat(RefuseUnsafeRoles.refusal(owning, false)).get().asString().contains("owns tables");
      assertThat(RefuseUnsafeRoles.refusal(serving, true)).isEmpty();
    }
    transactions.runAcrossTenants(
        working -> {
          assertThat(RefuseUnsafeRoles.refusal(working, false)).isEmpty();
          assertThat(RefuseUnsafeRoles.refusal(working, true))
              .get()
              .asString()
              .contains("rows of all tenants");
          return null;
        });
  }

  private static int put(String tenant, String athlete, String id) {
    String token =
        LocalIssuer.signer()
            .token("test", tenant, List.of("journal:write"), Duration.ofMinutes(10));
    return given()
        .header("Authorization", "Bearer " + token)
        .contentType("application/json")
        .body(
            """
            {"startedAt":"2026-05-04T18:00:00+02:00","exercises":[{"exercise":"back-extension",
             "sets":[{"reps":10}]}]}
            """)
        .put("/v1/athletes/" + athlete + "/sessions/" + id)
        .statusCode();
  }

  private List<String> tablesWithTenants() throws SQLException {
    return all(
        "SELECT table_name FROM information_schema.columns"
            + " WHERE column_name = 'tenant' AND table_schema = 'public' AND table_name NOT LIKE 'backup%'");
  }

  private List<String> ours(String query) {
    return transactions.run("ours", connection -> column(connection, query));
  }

  private List<String> all(String query) throws SQLException {
    try (Connection connection = everything.getConnection()) {
      return column(connection, query);
    }
  }

  private static List<String> column(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private static Void execute(Connection connection, String change) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(change);
    }
    return null;
  }
}
