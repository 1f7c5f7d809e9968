package io.trunkline.progress.projection;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.trunkline.progress.Athlete;
import io.trunkline.tracing.Spans;
import io.trunkline.tracing.Traceparent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The traces that a transaction's records belong to: it is a step in each of them, from its first
 * attempt to its end.
 */
final class TracedCopies implements AutoCloseable {

  private final List<Span> steps = new ArrayList<>();
  private final Map<Athlete, Span> ofAthletes = new HashMap<>();

  private TracedCopies() {}

  static TracedCopies of(List<Copy> copies, Spans spans) {
    TracedCopies traced = new TracedCopies();
    for (Copy copy : copies) {
      String traceparent = Headers.text(copy.record(), Traceparent.HEADER).orElse(null);
      Span step = spans.next(traceparent, "project", SpanKind.CONSUMER, copy.record().topic());
      if (step.getSpanContext().isValid()) {
        traced.steps.add(step);
        traced.ofAthletes.put(copy.key().owner(), step);
      }
    }
    return traced;
  }

  /** Work that may fail as a database does. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /**
   * What is decided about an athlete goes on from the last of their records, in no trace if there
   * is none.
   */
  @SuppressWarnings("try") // The scope is only there to end.
  void goOn(Athlete athlete, Work work) throws SQLException {
    Span step = ofAthletes.getOrDefault(athlete, Span.getInvalid());
    try (Scope inTrace = step.makeCurrent()) {
      work.run();
    }
  }

  @Override
  public void close() {
    steps.forEach(Span::end);
  }
}
