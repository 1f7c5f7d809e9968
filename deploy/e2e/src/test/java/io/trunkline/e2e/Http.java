package io.trunkline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Plain requests of a caller and what came back. */
final class Http {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private final String token;
  private final String traceparent;

  /**
   * Requests that carry a token.
   *
   * @param token as the launcher hands it out
   */
  Http(String token) {
    this(token, null);
  }

  private Http(String token, String traceparent) {
    this.token = token;
    this.traceparent = traceparent;
  }

  /** An answer as it came. */
  record Answer(int status, String body) {

    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException notJson) {
        throw new UncheckedIOException("Not JSON: " + body, notJson);
      }
    }
  }

  /** The same caller, who keeps a trace of what it asks for. */
  Http inTrace(String traceparent) {
    return new Http(token, traceparent);
  }

  Answer get(URI uri) {
    return send(HttpRequest.newBuilder(uri).GET());
  }

  Answer put(URI uri, JsonNode body) {
    return put(uri, body.toString());
  }

  /** Sends a body as it is, JSON or not. */
  Answer put(URI uri, String body) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  /** Sends lines of JSON and reads lines of JSON. */
  Answer postLines(URI uri, String lines) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofString(lines)));
  }

  Answer post(URI uri, String contentType, String body) {
    return send(
        HttpRequest.newBuilder(uri)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  Answer delete(URI uri) {
    return send(HttpRequest.newBuilder(uri).DELETE());
  }

  private Answer send(HttpRequest.Builder request) {
    request.header("Authorization", "Bearer " + token);
    if (traceparent != null) {
      request.header("traceparent", traceparent);
    }
    try {
      HttpResponse<String> answer =
          CLIENT.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
