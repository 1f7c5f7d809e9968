package io.trunkline.security;

import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Lets only paths in that mean the same to everybody who reads them. What a router decodes,
 * normalises or cuts off has opened doors before (CVE-2023-4853, CVE-2026-39852, CVE-2026-50559);
 * no address of this service needs any of it.
 */
@Singleton
class RawPaths {

  /** Before cross-origin rules (300), authentication (200) and authorization (100). */
  private static final int FIRST = 400;

  private static final Pattern PLAIN = Pattern.compile("/[A-Za-z0-9._~/-]*");
  private static final Pattern NORMALISED_AWAY = Pattern.compile("//|/\\.{1,2}(/|$)");
  private static final String PROBLEM =
      "{\"type\":\"https://trunkline.io/problems/bad-parameter\",\"status\":400,"
          + "\"title\":\"The path cannot be used\",\"detail\":\"Use A-Z a-z 0-9 . _ ~ - between single"
          + " slashes, without percent-encoding and without . or .. as a part of the path.\"}";

  void register(@Observes Filters filters) {
    filters.register(RawPaths::check, FIRST);
  }

  private static void check(RoutingContext request) {
    if (isPlain(request.request().path())) {
      request.next();
    } else {
      // Else the path, and whose athlete it names, would be a label of a metric.
      HttpRequestMetric.getRequestMetric(request).setTemplatePath("/refused");
      request
          .response()
          .setStatusCode(400)
          .putHeader("Content-Type", "application/problem+json")
          .end(PROBLEM);
    }
  }

  static boolean isPlain(String path) {
    return path != null && PLAIN.matcher(path).matches() && !NORMALISED_AWAY.matcher(path).find();
  }
}
