package io.trunkline.progress.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsOfAccessTokenTest {

  private static final SecurityIdentity LOGGED_IN =
      QuarkusSecurityIdentity.builder()
          .setPrincipal(new QuarkusPrincipal("id"))
          .addPermissionsAsString(Set.of("athletes:erase", "coach"))
          .addCredential(new IdTokenCredential("id"))
          .addCredential(new AccessTokenCredential("access"))
          .build();

  private static QuarkusSecurityIdentity identity(String name, String... scopes) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(name))
        .addPermissionsAsString(Set.of(scopes))
        .build();
  }

  private static SecurityIdentity augmented(SecurityIdentity caller, String... scopesOfAccess) {
    return new RightsOfAccessToken(
            token -> Uni.createFrom().item(identity(token.getToken(), scopesOfAccess)))
        .augment(caller, null)
        .await()
        .indefinitely();
  }

  /** A scope with a colon is a permission with an action, as the annotations read it. */
  private static boolean may(SecurityIdentity caller, String scope) {
    String[] parts = scope.split(":", 2);
    return caller.checkPermissionBlocking(new StringPermission(parts[0], parts[1]));
  }

  @Test
  void a_coach_has_the_rights_of_the_access_token_and_none_of_the_id_token() {
    SecurityIdentity coach = augmented(LOGGED_IN, "coach", "progress:read");

    assertThat(coach.getPrincipal().getName()).isEqualTo("access");
    assertThat(may(coach, "progress:read")).isTrue();
    assertThat(may(coach, "athletes:erase")).isFalse();
    assertThat(may(LOGGED_IN, "athletes:erase")).isTrue();
  }

  @Test
  void a_person_who_is_no_coach_has_no_rights_at_all() {
    SecurityIdentity somebody = augmented(LOGGED_IN, "progress:read", "coaches");

    assertThat(somebody.getPrincipal().getName()).isEqualTo("access");
    assertThat(may(somebody, "progress:read")).isFalse();
  }

  @Test
  void who_shows_a_token_is_left_alone() {
    SecurityIdentity app = identity("app", "progress:read");

    assertThat(augmented(app)).isSameAs(app);
  }
}
