package io.trunkline.progress.identity;

import io.quarkus.oidc.TenantResolver;
import io.quarkus.oidc.runtime.OidcUtils;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Which kind of caller an address is for: apps and operators, who show a token, or people, who log
 * in. Without this a session cookie, or an athlete called {@code coach}, would choose for itself.
 * {@code RawPaths} lets no path in that could be read in two ways.
 */
@Singleton
public class CallersByPath implements TenantResolver {

  /** People at a browser: the name of their settings below {@code quarkus.oidc}. */
  static final String PEOPLE = "coach";

  @Override
  public String resolve(RoutingContext request) {
    return isPerson(request) ? PEOPLE : OidcUtils.DEFAULT_TENANT_ID;
  }

  /**
   * Whether to look for a session, and to ask for a login. Who shows a token on a page is answered
   * as the API would, since no browser shows one by itself.
   */
  static boolean isPerson(RoutingContext request) {
    return isPage(request.request().path())
        && request.request().getHeader(HttpHeaders.AUTHORIZATION) == null;
  }

  /** Whether a person looks at it. */
  public static boolean isPage(String path) {
    return !path.equals("/v1") && !path.startsWith("/v1/") && !path.startsWith("/q/");
  }
}
