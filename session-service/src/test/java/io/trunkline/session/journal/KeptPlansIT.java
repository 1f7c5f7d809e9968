package io.trunkline.session.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.security.audit.AuditTrail;
import io.trunkline.session.KeptPlans;
import io.trunkline.session.RealParts;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that is kept goes by the whole key, even if it was made when there was nothing. */
@QuarkusTest
@WithTestResource(RealParts.class)
class KeptPlansIT {

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.username")
  String role;

  @ParameterizedTest
  @ValueSource(strings = {Journal.READ, Journal.READ_AND_LOCK, Journal.FIND_EARLIER})
  void entries_are_looked_up_one_by_one(String statement) throws SQLException {
    String plan = plans(statement).get(0);
    assertThat(plan)
        .contains("Nested Loop")
        .containsPattern("Index Cond: .*tenant = .*athlete = .*kind = .*entry_id = ");
    assertThat(plan.split("Index Scan")).as(plan).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Journal.INSERT,
        Journal.REPLACE,
        Journal.REMEMBER_REVISIONS,
        Journal.MARK,
        AuditTrail.INSERT
      })
  void what_writes_reads_no_table(String statement) throws SQLException {
    assertThat(plans(statement).get(0))
        .contains("Function Scan on ")
        .doesNotContain("Index Scan", "Seq");
  }

  @Test
  void erasures_are_looked_up_one_by_one() throws SQLException {
    assertThat(plans(ErasedAthletes.LOCK_AND_LOOK).get(1))
        .contains("Nested Loop")
        .containsPattern("Index Cond: .*tenant = .*pseudonym = ");
  }

  private List<String> plans(String statements) throws SQLException {
    List<String> plans = KeptPlans.of(url, role, statements);
    assertThat(plans)
        .allSatisfy(plan -> assertThat(plan).doesNotContain("Seq Scan", "Hash", "Merge"));
    return plans;
  }
}
