package io.trunkline.progress.identity;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.IdTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Who logged in may on pages exactly what their access token lets an app do: it passes the same
 * checks as if it had been sent to the API, and tenant, subject and scopes are its own. The ID
 * token only says who sits at the browser.
 */
@Singleton
class RightsOfAccessToken implements SecurityIdentityAugmentor {

  /** Marks a person; a token without it is an app's, for which no coach grant is asked. */
  private static final StringPermission PERSON = new StringPermission("coach");

  private final TenantIdentityProvider api;

  RightsOfAccessToken(TenantIdentityProvider api) {
    this.api = api;
  }

  @Override
  public Uni<SecurityIdentity> augment(SecurityIdentity caller, AuthenticationRequestContext with) {
    return caller.getCredential(IdTokenCredential.class) == null
        ? Uni.createFrom().item(caller)
        : api.authenticate(caller.getCredential(AccessTokenCredential.class))
            .flatMap(RightsOfAccessToken::ofPeopleAlone);
  }

  /** Whom the provider does not call a coach is known by name, and may nothing. */
  private static Uni<SecurityIdentity> ofPeopleAlone(SecurityIdentity caller) {
    return caller
        .checkPermission(PERSON)
        .map(
            person ->
                person
                    ? caller
                    : QuarkusSecurityIdentity.builder()
                        .setPrincipal(caller.getPrincipal())
                        .build());
  }
}
