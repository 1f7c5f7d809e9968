package io.trunkline.e2e;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what services tell about themselves (OTLP over HTTP) and keeps all of it. */
final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final List<ExportTraceServiceRequest> received = new CopyOnWriteArrayList<>();

  Collector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.createContext(
        "/v1/traces",
        exchange -> {
          try (exchange) {
            received.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
          }
        });
    server.start();
  }

  /** What a service must be told to tell this collector everything soon. */
  Map<String, String> settings() {
    return Map.of(
        "QUARKUS_OTEL_SDK_DISABLED", "false",
        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:" + server.getAddress().getPort(),
        "QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100MS");
  }

  /**
   * A step of a trace.
   *
   * @param parent id of the step it goes on from, in hexadecimal
   */
  record Step(String service, String name, String id, String parent) {}

  /** The steps of a trace that have been told so far. */
  List<Step> steps(String trace) {
    List<Step> steps = new ArrayList<>();
    for (ExportTraceServiceRequest request : received) {
      for (ResourceSpans process : request.getResourceSpansList()) {
        String service =
            process.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElseThrow();
        for (ScopeSpans scope : process.getScopeSpansList()) {
          for (Span span : scope.getSpansList()) {
            if (hex(span.getTraceId().toByteArray()).equals(trace)) {
              steps.add(
                  new Step(
                      service,
                      span.getName(),
                      hex(span.getSpanId().toByteArray()),
                      hex(span.getParentSpanId().toByteArray())));
            }
          }
        }
      }
    }
    return steps;
  }

  /** Everything that was told, as text. */
  String everything() {
    return received.toString();
  }

  private static String hex(byte[] id) {
    return HexFormat.of().formatHex(id);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
