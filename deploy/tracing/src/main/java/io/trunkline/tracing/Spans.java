package io.trunkline.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/**
 * The steps after a request. They join the trace it began; where it began none they cost next to
 * nothing. Neither names nor attributes may tell whom a step was about.
 */
@Singleton
public class Spans {

  private final Tracer tracer;

  Spans(Tracer tracer) {
    this.tracer = tracer;
  }

  /**
   * Begins the next step of what another process, or an earlier transaction, began.
   *
   * @param traceparent null, or something unreadable: there was nothing to go on with
   * @param topic that the step takes from or gives to
   */
  public Span next(String traceparent, String what, SpanKind kind, String topic) {
    if (traceparent == null) {
      return Span.getInvalid();
    }
    Context before = Traceparent.read(traceparent);
    if (!Span.fromContext(before).getSpanContext().isValid()) {
      return Span.getInvalid();
    }
    return tracer
        .spanBuilder(what + " " + topic)
        .setSpanKind(kind)
        .setParent(before)
        .setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.destination.name", topic)
        .startSpan();
  }

  /** Tells a span's producer callback how it went, and ends it. */
  public static Consumer<Exception> endOf(Span span) {
    return failure -> {
      if (failure != null) {
        span.setStatus(StatusCode.ERROR);
      }
      span.end();
    };
  }
}
