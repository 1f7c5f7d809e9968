package io.trunkline.progress.identity;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.trunkline.security.IdentityProblems;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Sends people to the login page, and tells them what went wrong in words for people. */
@Singleton
public class PageRefusals {

  static final String LOGOUT = "/logout";

  private static final Logger LOG = Logger.getLogger(PageRefusals.class);

  private static final int BEFORE_PROBLEMS = IdentityProblems.BEFORE_THE_EXTENSION - 1;

  private final IdentityProblems problems;
  private final Notices notices;

  PageRefusals(IdentityProblems problems, Notices notices) {
    this.problems = problems;
    this.notices = notices;
  }

  @ServerExceptionMapper(
      value = {
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class,
        ForbiddenException.class,
        OIDCException.class
      },
      priority = BEFORE_PROBLEMS)
  public Uni<Response> refuse(Throwable cause, RoutingContext request) {
    if (!CallersByPath.isPerson(request)) {
      return Uni.createFrom().item(problems.refuse(cause));
    }
    if (cause instanceof ForbiddenException) {
      return told(Notice.NOT_ALLOWED, request);
    }
    if (cause instanceof AuthenticationCompletionException) {
      return told(Notice.LOGIN_FAILED, request);
    }
    if (cause instanceof OIDCException) {
      LOG.warnf("nobody can log in: the identity provider does not answer: %s", cause.getMessage());
      return told(Notice.NO_PROVIDER, request);
    }
    if (request.request().path().equals(LOGOUT)) {
      return Uni.createFrom().item(Response.seeOther(URI.create("/logged-out")).build());
    }
    // What a form wanted would be lost on the way to the login page and back.
    if (!request.request().method().equals(HttpMethod.GET)) {
      return told(Notice.LOG_IN_AGAIN, request);
    }
    HttpAuthenticator authenticator = request.get(HttpAuthenticator.class.getName());
    return authenticator
        .getChallenge(request)
        .map(challenge -> challenge == null ? problems.refuse(cause) : redirect(challenge));
  }

  private static Response redirect(ChallengeData challenge) {
    Response.ResponseBuilder response = Response.status(challenge.status);
    challenge.getHeaders().forEach((name, value) -> response.header(name.toString(), value));
    return response.build();
  }

  private Uni<Response> told(Notice notice, RoutingContext request) {
    return Uni.createFrom().item(notices.response(notice, request));
  }
}
