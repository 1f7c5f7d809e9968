package io.trunkline.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefuseUnsafeStartTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          # local, checks tokens, issuer,                 host,      refused for
          false,   true,          https://id.example/r,   0.0.0.0,   -
          true,    true,          -,                      127.0.0.1, -
          true,    true,          -,                      localhost, -
          true,    true,          -,                      ::1,       -
          false,   true,          -,                      127.0.0.1, QUARKUS_OIDC_AUTH_SERVER_URL
          false,   true,          ' ',                    0.0.0.0,   QUARKUS_OIDC_AUTH_SERVER_URL
          true,    true,          -,                      0.0.0.0,   0.0.0.0
          true,    true,          https://id.example/r,   10.1.2.3,  10.1.2.3
          true,    true,          -,                      no.such.host.invalid, no.such.host.invalid
          true,    false,         -,                      127.0.0.1, tenant-enabled
          false,   false,         https://id.example/r,   0.0.0.0,   tenant-enabled
          """)
  void only_a_provider_or_one_machine(
      boolean local, boolean checksTokens, String issuer, String host, String refusedFor) {
    Optional<String> refusal =
        new RefuseUnsafeStart(local, checksTokens, Optional.ofNullable(issuer), host).refusal();

    if (refusedFor == null) {
      assertThat(refusal).isEmpty();
    } else {
      assertThat(refusal).hasValueSatisfying(why -> assertThat(why).contains(refusedFor));
      assertThat(refusal.get()).doesNotContain("\n");
    }
  }
}
