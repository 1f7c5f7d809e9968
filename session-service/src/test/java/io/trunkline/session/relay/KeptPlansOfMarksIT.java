package io.trunkline.session.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.session.KeptPlans;
import io.trunkline.session.RealParts;
import java.sql.SQLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * A plan that is kept reads no more marks than it must, even if it was made when there was none.
 */
@QuarkusTest
@WithTestResource(RealParts.class)
class KeptPlansOfMarksIT {

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @ConfigProperty(name = "quarkus.datasource.worker.username")
  String role;

  @Test
  void the_oldest_are_claimed_by_age() throws SQLException {
    assertThat(plan(OutboxMarks.CLAIM_OLDEST))
        .containsPattern(
            "Limit.*\\n.*LockRows.*\\n.*Index Scan using \\w*marked_at\\w* on outbox_mark")
        .contains("TID Cond")
        .doesNotContain("Sort");
  }

  @Test
  void the_settled_are_looked_up_one_by_one() throws SQLException {
    assertThat(plan(OutboxMarks.DELETE))
        .containsPattern("Index Cond: .*tenant = .*athlete = .*kind = .*entry_id = ")
        .contains("TID Cond");
  }

  private String plan(String statement) throws SQLException {
    String plan = KeptPlans.of(url, role, statement).get(0);
    assertThat(plan).doesNotContain("Seq Scan", "Hash", "Merge");
    return plan;
  }
}
