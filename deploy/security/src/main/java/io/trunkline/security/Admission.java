package io.trunkline.security;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets in only so much at a time. Without it every request that comes too soon waits behind all
 * others until nobody's answer is in time; so the rest are told at once to come again. Nothing was
 * begun for them, so that nothing acknowledged is lost.
 */
@Singleton
class Admission {

  /** After RawPaths (400); before anything that costs. */
  private static final int EARLY = 390;

  private static final Pattern STREAMS =
      Pattern.compile("/v1/entries|/v1/athletes/[^/]+/stream|(?:/athletes/[^/]+)?/events");

  private static final String TYPE = "application/problem+json";
  private static final String BUSY =
      "{\"type\":\"https://trunkline.io/problems/unavailable\",\"status\":503,"
          + "\"title\":\"Too busy\",\"detail\":\"Nothing was done. Send the same request again in a"
          + " second.\"}";
  private static final String PARAMETERS =
      "{\"type\":\"https://trunkline.io/problems/bad-parameter\",\"status\":400,"
          + "\"title\":\"Too many parameters\",\"detail\":\"No operation takes so many query"
          + " parameters.\"}";

  private final int mostInFlight;
  private final int mostParameters;
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * Takes its limits.
   *
   * @param mostInFlight requests that are being answered at the same time
   */
  Admission(
      @ConfigProperty(name = "trunkline.limits.in-flight") int mostInFlight,
      @ConfigProperty(name = "trunkline.limits.query-parameters") int mostParameters) {
    this.mostInFlight = mostInFlight;
    this.mostParameters = mostParameters;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, EARLY);
  }

  private void check(RoutingContext request) {
    HttpServerRequest http = request.request();
    String query = http.query();
    if (query != null && query.chars().filter(each -> each == '&').count() >= mostParameters) {
      refuse(request, 400, PARAMETERS);
      return;
    }
    if (isLong(http.path())) {
      request.next();
      return;
    }
    if (inFlight.incrementAndGet() > mostInFlight) {
      inFlight.decrementAndGet();
      request.response().putHeader("Retry-After", "1");
      refuse(request, 503, BUSY);
      return;
    }
    AtomicBoolean present = new AtomicBoolean(true);
    Runnable leave =
        () -> {
          if (present.getAndSet(false)) {
            inFlight.decrementAndGet();
          }
        };
    // The one is not told when the connection breaks; the other not when a body is too large, for
    // then Quarkus puts its own handler in the place of this one.
    request.addBodyEndHandler(ended -> leave.run());
    request.addEndHandler(ended -> leave.run());
    request.next();
  }

  /**
   * Streams last as long as they like and have a limit of their own. Told by their paths alone:
   * what a caller can write into a header would let any request pass.
   */
  static boolean isLong(String path) {
    return STREAMS.matcher(path).matches();
  }

  private static void refuse(RoutingContext request, int status, String problem) {
    request.response().setStatusCode(status).putHeader("Content-Type", TYPE).end(problem);
  }
}
