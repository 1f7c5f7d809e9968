package io.trunkline.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A span for each operation that is called, named after its route. A path would name an athlete, so
 * there is none in it, no query, no header and no address: only what stands below. What answers to
 * no operation, or was refused before, has no span.
 */
@Singleton
public class TraceRequests {

  private final Tracer tracer;
  private final CurrentVertxRequest exchange;
  private final boolean disabled;

  TraceRequests(
      Tracer tracer,
      CurrentVertxRequest exchange,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
    this.tracer = tracer;
    this.exchange = exchange;
    this.disabled = disabled;
  }

  /** Before other filters: what they refuse is part of the trace. */
  @ServerRequestFilter(priority = Priorities.AUTHENTICATION - 1)
  public void begin(ContainerRequestContext request, ResourceInfo operation) {
    if (disabled) {
      return;
    }
    String method = request.getMethod();
    String route = route(operation);
    Span span =
        tracer
            .spanBuilder(method + " " + route)
            .setSpanKind(SpanKind.SERVER)
            .setParent(Traceparent.read(request.getHeaderString("traceparent")))
            .setAttribute("http.request.method", method)
            .setAttribute("http.route", route)
            .startSpan();
    RoutingContext answered = exchange.getCurrent();
    answered.addEndHandler(ended -> end(span, answered.response().getStatusCode()));
    makeCurrent(span);
  }

  /** For as long as the request lasts: it lies in a place that ends with the request. */
  @SuppressWarnings("MustBeClosedChecker")
  private static void makeCurrent(Span span) {
    span.makeCurrent();
  }

  private static void end(Span span, int status) {
    span.setAttribute("http.response.status_code", status);
    if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  private static String route(ResourceInfo operation) {
    return path(operation.getResourceClass()) + path(operation.getResourceMethod());
  }

  private static String path(AnnotatedElement annotated) {
    Path path = annotated.getAnnotation(Path.class);
    if (path == null || path.value().isEmpty() || path.value().equals("/")) {
      return "";
    }
    return path.value().startsWith("/") ? path.value() : "/" + path.value();
  }
}
