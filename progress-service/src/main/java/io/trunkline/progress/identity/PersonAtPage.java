package io.trunkline.progress.identity;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.trunkline.progress.Identifier;
import io.trunkline.security.audit.CurrentActor;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Who sits at the page, and what other services are shown on their behalf. */
@ApplicationScoped
public class PersonAtPage {

  private final SecurityIdentity caller;
  private final CurrentActor actor;
  private final RoutingContext request;

  PersonAtPage(SecurityIdentity caller, CurrentActor actor, RoutingContext request) {
    this.caller = caller;
    this.actor = actor;
    this.request = request;
  }

  /**
   * Whether forms are for them: who shows a token has no session that a form could carry.
   *
   * @param scope of the two words that scopes of writing have: {@code directives:write}
   */
  public boolean may(String scope) {
    int colon = scope.indexOf(':');
    return PageSession.of(request) != null
        && caller.checkPermissionBlocking(
            new StringPermission(scope.substring(0, colon), scope.substring(colon + 1)));
  }

  /**
   * The id that entries of theirs name: the claim {@code sub} of their tokens, or what stands for
   * one with characters that no id has.
   */
  public String author() {
    String subject = actor.get().name();
    if (Identifier.valid(subject)) {
      return subject;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return "coach-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * What each form of theirs carries.
   *
   * @return empty without a session
   */
  public String formToken() {
    PageSession session = PageSession.of(request);
    return session == null ? "" : session.formToken();
  }

  /** Their own access token: what it does not allow is not done for them. */
  public String accessToken() {
    return caller.getCredential(AccessTokenCredential.class).getToken();
  }
}
