package io.trunkline.session.ops;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.local.LocalIssuer;
import io.trunkline.security.audit.AuditTrail;
import io.trunkline.session.Fresh;
import io.trunkline.session.OwnParts;
import io.trunkline.session.Superuser;
import io.trunkline.session.journal.Pseudonyms;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OwnParts.class)
class AuditIT {

  private static final String BODY =
      "{\"startedAt\":\"2026-05-04T18:00:00Z\",\"exercises\":[],\"notes\":\"%s\"}";

  @Inject Transactions transactions;
  @Inject Pseudonyms pseudonyms;
  @Inject @Superuser DataSource everything;

  private final String athlete = Fresh.athlete();

  @Test
  void a_change_is_noted_with_its_transaction_and_without_values() {
    put("s1", "secret words");
    put("s1", "secret words");
    put("s1", "other words");
    given().delete(at("sessions/s1")).then().statusCode(204);

    String pseudonym = pseudonyms.of("local", athlete);
    List<String> lines = rowsOf(pseudonym);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("\"action\":\"created\"").contains("\"actor\":\"test\"");
    assertThat(lines.get(1)).contains("corrected").contains("\"fields\":\"session\"");
    assertThat(lines.get(2)).contains("deleted");
    assertThat(String.join("", lines)).doesNotContain("words").doesNotContain(athlete);
  }

  @Test
  void what_a_coach_looks_at_is_noted_and_what_an_app_reads_is_not() {
    put("s1", "x");
    given()
        .contentType("application/json")
        .body("{\"coach\":\"coach-1\",\"from\":\"2026-01-01T00:00:00Z\"}")
        .put(at("coach-grants/g1"))
        .then()
        .statusCode(201);
    given().get(at("sessions/s1")).then().statusCode(200);
    String coach =
        LocalIssuer.signer()
            .token("coach-1", "local", List.of("coach", "journal:read"), Duration.ofMinutes(5));
    given()
        .header("Authorization", "Bearer " + coach)
        .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .get(at("sessions/s1"))
        .then()
        .statusCode(200);

    assertThat(rowsOf(pseudonyms.of("local", athlete)))
        .filteredOn(line -> line.contains("coach-1"))
        .singleElement()
        .asString()
        .contains("SessionResource.get")
        .contains("\"fields\":\"sessions\"")
        .contains("\"person\":true")
        .contains("0af7651916cd43dd8448eb211c80319c");
    assertThat(rowsOf(pseudonyms.of("local", athlete))).hasSize(3);
  }

  @Test
  void operators_and_erasures_are_noted() {
    put("s1", "x");
    given().delete("/v1/athletes/" + athlete).then().statusCode(202);
    given().get("/v1/ops/erasures").then().statusCode(200);

    assertThat(rowsOf(pseudonyms.of("local", athlete)))
        .anyMatch(line -> line.contains("ErasureResource.erase"));
    assertThat(audit("")).contains("ErasureOpsResource.list").contains("AuditResource.rows");
  }

  @Test
  void nobody_of_the_service_changes_or_removes_a_row() throws SQLException {
    put("s1", "x");
    for (String change :
        List.of(
            "UPDATE audit SET actor = 'x'",
            "TRUNCATE audit",
            "UPDATE audit_seal SET rows = 0",
            "DELETE FROM audit_seal")) {
      assertThatThrownBy(() -> transactions.runAcrossTenants(c -> execute(c, change)))
          .rootCause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }
    assertThatThrownBy(() -> transactions.run("local", c -> execute(c, "DELETE FROM audit")))
        .rootCause()
        .hasMessageContaining("permission denied");
    int young = transactions.runAcrossTenants(c -> execute(c, "DELETE FROM audit"));
    assertThat(young).isZero();
  }

  @Test
  void the_chain_shows_what_was_changed_removed_or_slipped_in() throws SQLException {
    put("s1", "x");
    seal();
    put("s2", "x");
    seal();
    assertThat(verify().intact()).isTrue();
    assertThat(verify().seals()).isGreaterThanOrEqualTo(2);

    superuser("UPDATE audit SET actor = 'somebody' WHERE actor = 'test'");
    assertThat(verify().intact()).isFalse();
    assertThat(verify().broken()).isEqualTo(1);
    superuser("UPDATE audit SET actor = 'test' WHERE actor = 'somebody'");
    assertThat(verify().intact()).isTrue();

    superuser("CREATE TABLE taken AS SELECT * FROM audit ORDER BY id DESC LIMIT 1");
    superuser("DELETE FROM audit WHERE id IN (SELECT id FROM taken)");
    assertThat(verify().intact()).isFalse();
    superuser("INSERT INTO audit OVERRIDING SYSTEM VALUE SELECT * FROM taken");
    superuser("DROP TABLE taken");
    assertThat(verify().intact()).isTrue();

    superuser(
        "INSERT INTO audit (at, tenant, actor, person, request, action, fields)"
            + " VALUES (now() - interval '1 year', 'local', 'test', false, 'r', 'created', 'session')");
    assertThat(verify().intact()).isFalse();
    superuser("DELETE FROM audit WHERE at < now() - interval '300 days'");
    assertThat(verify().intact()).isTrue();
    given().get("/v1/ops/audit/verify").then().statusCode(200);
  }

  private void put(String id, String words) {
    assertThat(
            given()
                .contentType("application/json")
                .body(BODY.formatted(words))
                .put(at("sessions/" + id))
                .statusCode())
        .isIn(200, 201);
  }

  private List<String> rowsOf(String pseudonym) {
    return audit("").lines().filter(line -> line.contains(pseudonym)).toList();
  }

  private static String audit(String query) {
    return given().get("/v1/ops/audit" + query).then().statusCode(200).extract().asString();
  }

  private void seal() {
    transactions.runAcrossTenants(
        connection -> {
          AuditTrail.seal(connection, Duration.ZERO);
          return null;
        });
  }

  private AuditTrail.Verified verify() {
    return transactions.runAcrossTenants(
        connection -> AuditTrail.verify(connection, Instant.EPOCH));
  }

  private void superuser(String change) throws SQLException {
    try (Connection connection = everything.getConnection()) {
      execute(connection, change);
    }
  }

  private String at(String path) {
    return "/v1/athletes/" + athlete + "/" + path;
  }

  private static int execute(Connection connection, String change) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(change);
    }
  }
}
