package io.trunkline.catalog.definition;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAwayTest {

  private final DatabaseAway mapper = new DatabaseAway();

  @ParameterizedTest
  @ValueSource(
      strings = {"08006", "08001", "53300", "57P01", "57014", "40001", "40P01", "55P03", "25P04"})
  void a_database_that_is_away_or_busy_is_worth_a_retry(String state) {
    Response answer = mapper.toResponse(wrapped(new SQLException("away", state)));
    assertThat(answer.getStatus()).isEqualTo(503);
    assertThat(answer.getHeaderString("Retry-After")).isEqualTo("1");
  }

  @Test
  void an_empty_pool_is_worth_a_retry() {
    assertThat(mapper.toResponse(wrapped(new SQLException("acquisition timeout"))).getStatus())
        .isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42P01", "22021", "25006"})
  void a_fault_of_our_own_is_not(String state) {
    assertThat(mapper.toResponse(wrapped(new SQLException("bug", state))).getStatus())
        .isEqualTo(500);
  }

  @Test
  void a_failure_without_a_database_is_not() {
    assertThat(mapper.toResponse(new IllegalStateException("bug")).getStatus()).isEqualTo(500);
  }

  private static RuntimeException wrapped(SQLException cause) {
    return new IllegalStateException(new IllegalStateException(cause));
  }
}
