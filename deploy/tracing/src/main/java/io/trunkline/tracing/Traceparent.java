package io.trunkline.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;

/**
 * The place in a trace as text (W3C Trace Context, version 00), so that it can wait in a table and
 * travel with a record.
 */
public final class Traceparent {

  /** The header of records that carries it (CloudEvents distributed tracing extension). */
  public static final String HEADER = "ce_traceparent";

  private static final TextMapGetter<String> ITSELF =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String text) {
          return List.of("traceparent");
        }

        @Override
        public String get(String text, String key) {
          return key.equals("traceparent") ? text : null;
        }
      };

  private Traceparent() {}

  /** Of the span at hand; null where none is kept. */
  public static String current() {
    return of(Span.current());
  }

  /** Of this span; null unless it is kept. */
  public static String of(Span span) {
    SpanContext place = span.getSpanContext();
    return place.isValid() && place.isSampled()
        ? "00-%s-%s-01".formatted(place.getTraceId(), place.getSpanId())
        : null;
  }

  /**
   * Where a span goes on from.
   *
   * @param text null, or what somebody claims; whatever cannot be read is nothing
   */
  static Context read(String text) {
    return text == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), text, ITSELF);
  }
}
