package io.trunkline.progress.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands for session-service's writes, over real HTTP: takes what is sent and publishes it. That
 * the real one takes it too is a story of the end-to-end suite.
 */
final class JournalOfCoaches implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Publisher publisher;
  private final HttpServer server;

  /** What was asked for. */
  record Asked(String method, String path, String condition, String subject, String body) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException noJson) {
        throw new UncheckedIOException(noJson);
      }
    }

    String id() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What is answered instead; null for taking it. */
  volatile String refusal;

  volatile int status;
  volatile boolean publishes = true;

  JournalOfCoaches(String url, Publisher publisher) {
    this.publisher = publisher;
    try {
      server = HttpServer.create(new InetSocketAddress("localhost", URI.create(url).getPort()), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/v1/athletes/", this::answer);
    server.start();
  }

  void refuses(int status, String problem) {
    this.status = status;
    this.refusal = problem;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/v1/athletes/".length());
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String token = exchange.getRequestHeaders().getFirst("Authorization");
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]));
      String condition = exchange.getRequestHeaders().getFirst("If-None-Match");
      if (condition == null) {
        condition = exchange.getRequestHeaders().getFirst("If-Match");
      }
      asked.add(
          new Asked(
              exchange.getRequestMethod(), path, condition, claims.path("sub").asText(), body));
      if (refusal != null) {
        byte[] bytes = refusal.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        return;
      }
      String[] parts = path.split("/", -1);
      String kind = parts[1].equals("screening") ? "screening" : parts[1].replaceFirst("s$", "");
      String id = parts.length < 3 ? kind : parts[2];
      int revision = condition.equals("*") ? 1 : Integer.parseInt(condition.replace("\"", "")) + 1;
      boolean deletes = exchange.getRequestMethod().equals("DELETE");
      if (publishes) {
        publisher.send(
            deletes
                ? WireRecord.deleted(parts[0], kind, id, revision)
                : WireRecord.entry(parts[0], kind, id, revision, body));
      }
      exchange.getResponseHeaders().set("ETag", "\"" + revision + "\"");
      exchange.sendResponseHeaders(deletes ? 204 : 201, -1);
    } catch (RuntimeException failure) {
      throw new IOException(failure);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
