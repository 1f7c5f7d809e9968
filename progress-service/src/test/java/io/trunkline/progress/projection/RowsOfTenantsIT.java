package io.trunkline.progress.projection;

import static io.restassured.RestAssured.given;
import static io.trunkline.progress.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.progress.Database;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.RealParts;
import io.trunkline.progress.Rows;
import io.trunkline.progress.Superuser;
import io.trunkline.progress.WireRecord;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What PostgreSQL itself keeps apart: statements here forget the tenant on purpose. */
@QuarkusTest
@WithTestResource(RealParts.class)
class RowsOfTenantsIT {

  @Inject Database database;
  @Inject DataSource requests;
  @Inject @Superuser DataSource everything;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void a_request_that_forgets_its_tenant_finds_no_foreign_row() throws SQLException {
    try (Publisher publisher = new Publisher(kafka)) {
      publisher.send(WireRecord.session("rows-of-tenants", "s1", 1, 10));
    }
    await()
        .untilAsserted(
            () ->
                given()
                    .get("/v1/athletes/rows-of-tenants/digest")
                    .then()
                    .body("entries", equalTo(1)));

    List<String> tables =
        Rows.of(
            everything,
            "SELECT table_name FROM information_schema.columns"
                + " WHERE column_name = 'tenant' AND table_schema = 'public'");
    assertThat(tables).contains("log_entry", "decision", "quarantine", "athlete");
    for (String table : tables) {
      assertThat(seenBy("another-tenant", table)).as(table).isEmpty();
      assertThat(seenBy("local", table)).as(table).isSubsetOf("local");
    }
    assertThat(seenBy("local", "log_entry")).containsExactly("local");
    try (Connection nobody = requests.getConnection()) {
      assertThat(tenants(nobody, "log_entry")).isEmpty();
    }
  }

  @Test
  void requests_change_nothing() throws SQLException {
    try (Connection connection = requests.getConnection();
        Statement statement = connection.createStatement()) {
      for (String change :
          List.of(
              "DELETE FROM log_entry",
              "UPDATE athlete SET due = now()",
              "TRUNCATE quarantine",
              "INSERT INTO erased_athlete (pseudonym, tenant, applied) VALUES ('p', 'local', true)",
              "ALTER TABLE log_entry DISABLE ROW LEVEL SECURITY",
              "SET ROLE progress_workers")) {
        assertThatThrownBy(() -> statement.execute(change))
            .as(change)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
      }
    }
  }

  @Test
  void every_table_with_a_tenant_is_guarded() {
    assertThat(
            Rows.of(
                everything,
                "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant'"
                    + " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
                    + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity"
                    + " AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid AND p.polpermissive) = 2)"))
        .isEmpty();
  }

  private List<String> seenBy(String tenant, String table) {
    return database.snapshot(tenant, connection -> tenants(connection, table));
  }

  private static List<String> tenants(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT DISTINCT tenant FROM " + table)) {
      List<String> tenants = new ArrayList<>();
      while (rows.next()) {
        tenants.add(rows.getString(1));
      }
      return tenants;
    }
  }
}
