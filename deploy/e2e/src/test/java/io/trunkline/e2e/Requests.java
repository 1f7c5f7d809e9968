package io.trunkline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Requests made up from the OpenAPI document of a service; the same for the same seed and number.
 */
final class Requests {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<Spoiling> SPOILINGS = List.of(Spoiling.values());
  private static final int MOST_SHOWN = 2000;

  /** Only names of its own: what other stories rely on stays as it is. */
  private static final List<String> IDS =
      List.of(
          "fuzz-1",
          "fuzz-2",
          "fuzz-3",
          "fuzz~4",
          "FUZZ.5",
          ".",
          "..",
          "fuzz 6",
          "fuzz%207",
          "fuzz%00",
          "fuzz%2F8",
          "f".repeat(65),
          "fuzz-%F0%9F%92%AA",
          ";fuzz");

  /** Set by the client itself. */
  private static final Set<String> NOT_OURS =
      Set.of("content-type", "host", "content-length", "authorization");

  private final URI service;
  private final Http http;
  private final UnaryOperator<String> token;
  private final List<Operation> operations = new ArrayList<>();
  private final JsonNode document;
  private final Map<String, JsonNode> files = new ConcurrentHashMap<>();

  private record Operation(String method, String path, JsonNode item, JsonNode operation) {}

  /**
   * Of one service.
   *
   * @param http with which its documents are read
   * @param token what opens an operation, by its path
   */
  Requests(URI service, Http http, UnaryOperator<String> token) {
    this.http = http;
    this.token = token;
    this.service = service;
    document = get("/q/openapi?format=json");
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        each -> {
                          JsonNode operation = each.getValue();
                          if (operation.has("responses") && !endless(operation)) {
                            operations.add(
                                new Operation(
                                    each.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    path.getValue(),
                                    operation));
                          }
                        }));
  }

  /** How many operations the document has that end by themselves. */
  int operations() {
    return operations.size();
  }

  private static boolean endless(JsonNode operation) {
    return operation.path("responses").toString().contains("text/event-stream");
  }

  private JsonNode get(String path) {
    return read(http.get(service.resolve(path)).body());
  }

  /** References within a file name the file, so that they can be followed from anywhere. */
  private JsonNode file(String path) {
    String text = http.get(service.resolve(path)).body();
    return read(text.replaceAll("\"\\$ref\"\\s*:\\s*\"#", "\"\\$ref\":\"" + path + "#"));
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode reference(String reference) {
    if (reference.startsWith("#")) {
      return document.at(reference.substring(1));
    }
    String[] fileAndPlace = reference.split("#", 2);
    JsonNode file = files.computeIfAbsent(fileAndPlace[0], this::file);
    return fileAndPlace.length == 1 ? file : file.at(fileAndPlace[1]);
  }

  /**
   * A request.
   *
   * @param spoiling null without a body
   * @param bodyBytes length of the body
   * @param bodyStart what is shown of it
   */
  record Made(HttpRequest request, Spoiling spoiling, int bodyBytes, String bodyStart) {

    @Override
    public String toString() {
      return request.method()
          + " "
          + request.uri()
          + " "
          + request.headers().map()
          + "\n"
          + spoiling
          + "\n"
          + bodyStart;
    }
  }

  /** Null for a number whose request no client can send. */
  Made make(SplittableRandom random) {
    Operation operation = operations.get(random.nextInt(operations.size()));
    Invention invention = new Invention(random, this::reference);
    String path = operation.path();
    StringBuilder query = new StringBuilder();
    HttpRequest.Builder request =
        HttpRequest.newBuilder()
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token.apply(operation.path()));
    List<JsonNode> parameters = new ArrayList<>();
    operation.item().path("parameters").forEach(parameters::add);
    operation.operation().path("parameters").forEach(parameters::add);
    for (JsonNode parameter : parameters) {
      String name = parameter.path("name").asText();
      switch (parameter.path("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", id(random));
        case "query" -> {
          // after= waits for what never comes.
          if (random.nextInt(name.equals("after") ? 100 : 3) == 0) {
            query
                .append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(encoded(value(parameter, invention, random)));
          }
        }
        case "header" -> header(request, name, value(parameter, invention, random), random);
        default -> {}
      }
    }
    Spoiling spoiling = null;
    Spoiling.Body body = new Spoiling.Body(new byte[0], null);
    List<Map.Entry<String, JsonNode>> contents =
        new ArrayList<>(operation.operation().at("/requestBody/content").properties());
    if (!contents.isEmpty()) {
      Map.Entry<String, JsonNode> content = contents.get(random.nextInt(contents.size()));
      spoiling = SPOILINGS.get(random.nextBoolean() ? 0 : random.nextInt(SPOILINGS.size()));
      body = spoiling.spoil(text(content, invention, random), content.getKey(), random);
    }
    try {
      if (body.contentType() != null) {
        request.header("Content-Type", body.contentType());
      }
      request
          .uri(URI.create(service + path + query))
          .method(operation.method(), BodyPublishers.ofByteArray(body.bytes()));
      int shown = Math.min(body.bytes().length, MOST_SHOWN);
      return new Made(
          request.build(),
          spoiling,
          body.bytes().length,
          new String(body.bytes(), 0, shown, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notSendable) {
      return null;
    }
  }

  private static String id(SplittableRandom random) {
    // Mostly one that can be, or nothing behind the check of ids would be reached.
    return IDS.get(random.nextInt(4) > 0 ? random.nextInt(5) : random.nextInt(IDS.size()));
  }

  private static String value(JsonNode parameter, Invention invention, SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> invention.text();
      case 1 -> parameter.path("example").asText("1");
      default -> {
        JsonNode value = invention.value(parameter.path("schema"));
        yield value.isValueNode() ? value.asText() : value.toString();
      }
    };
  }

  private static void header(
      HttpRequest.Builder request, String name, String value, SplittableRandom random) {
    if (random.nextInt(4) == 0 && !NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
      try {
        request.header(name, value.substring(0, Math.min(200, value.length())));
      } catch (IllegalArgumentException notSendable) {
        request.header(name, "\"1\"");
      }
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(
        text.substring(0, Math.min(300, text.length())), StandardCharsets.UTF_8);
  }

  private static String text(
      Map.Entry<String, JsonNode> content, Invention invention, SplittableRandom random) {
    JsonNode schema = content.getValue().path("schema");
    if (content.getKey().contains("json") && !content.getKey().contains("ndjson")) {
      return invention.value(schema).toString();
    }
    StringBuilder lines = new StringBuilder();
    for (int count = random.nextInt(5); count > 0; count--) {
      JsonNode value = invention.value(schema);
      lines.append(value.isTextual() ? value.asText() : value.toString()).append('\n');
    }
    return lines.toString();
  }
}
