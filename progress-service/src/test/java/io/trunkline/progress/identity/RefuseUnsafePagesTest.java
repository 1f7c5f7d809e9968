package io.trunkline.progress.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefuseUnsafePagesTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # local, enabled, https, secret,                           refused for
          false,   false,   true,  -,                                -
          false,   false,   false, -,                                -
          false,   true,    true,  0123456789012345678901234567890x, -
          true,    true,    false, 0123456789012345678901234567890x, -
          false,   true,    false, 0123456789012345678901234567890x, TRUNKLINE_PAGES_HTTPS
          false,   true,    true,  -,                                TRUNKLINE_PAGES_CLIENT_SECRET
          false,   true,    true,  0123456789012345678901234567890,  TRUNKLINE_PAGES_CLIENT_SECRET
          true,    true,    false, -,                                TRUNKLINE_PAGES_CLIENT_SECRET
          """)
  void only_with_a_secret_and_without_one_who_listens(
      boolean local, boolean enabled, boolean https, String secret, String refusedFor) {
    Optional<String> refusal =
        new RefuseUnsafePages(local, enabled, https, Optional.ofNullable(secret)).refusal();

    if (refusedFor == null) {
      assertThat(refusal).isEmpty();
    } else {
      assertThat(refusal).hasValueSatisfying(why -> assertThat(why).contains(refusedFor));
      assertThat(refusal.get()).doesNotContain("\n");
    }
  }
}
