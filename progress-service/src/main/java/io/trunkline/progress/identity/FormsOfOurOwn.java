package io.trunkline.progress.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Takes what changes something on a page only from our own pages: the browser must say that it
 * comes from here, and it must carry what only a page of the same session was given. The API needs
 * neither, since no browser sends its tokens by itself.
 */
@Singleton
public class FormsOfOurOwn {

  /** The hidden field of each form. */
  public static final String FIELD = "form-token";

  /** The same for scripts. */
  public static final String HEADER = "X-Form-Token";

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  // After RawPaths (400), before authentication (200), at which logging out happens.
  private static final int BEFORE_AUTHENTICATION = 350;

  private final Notices notices;

  FormsOfOurOwn(Notices notices) {
    this.notices = notices;
  }

  void register(@Observes Filters filters) {
    filters.register(this::comesFromHere, BEFORE_AUTHENTICATION);
  }

  private void comesFromHere(RoutingContext request) {
    HttpServerRequest http = request.request();
    if (!CallersByPath.isPage(http.path())) {
      request.next();
      return;
    }
    if (isForeign(http)) {
      request
          .response()
          .setStatusCode(Notice.FOREIGN_FORM.status)
          .putHeader("Content-Type", Notices.HTML)
          .end(notices.html(Notice.FOREIGN_FORM, request));
    } else {
      request.next();
    }
  }

  private static boolean isForeign(HttpServerRequest http) {
    if (http.path().equals(PageRefusals.LOGOUT) && HttpMethod.GET.equals(http.method())) {
      return "cross-site".equals(http.getHeader("Sec-Fetch-Site"));
    }
    return !(SAFE.contains(http.method()) || isOwn(http));
  }

  private static boolean isOwn(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    try {
      return origin != null
          && request.authority() != null
          && request.authority().toString().equals(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** Runs after authentication; who has no session was refused before. */
  @WithFormRead
  @ServerRequestFilter
  public Response carriesTheToken(
      ResteasyReactiveContainerRequestContext context,
      SimpleResourceInfo resource,
      RoutingContext request) {
    if (!CallersByPath.isPage(request.request().path())
        || SAFE.contains(request.request().method())) {
      return null;
    }
    PageSession session = PageSession.of(request);
    String sent = request.request().getHeader(HEADER);
    if (sent == null) {
      sent =
          (String)
              ((ResteasyReactiveRequestContext) context.getServerRequestContext())
                  .getFormParameter(FIELD, true, false);
    }
    if (session == null || sent == null || !same(session.formToken(), sent)) {
      return notices.response(Notice.FOREIGN_FORM, request);
    }
    return null;
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
