package io.trunkline.progress;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands for session-service's endpoints for operators, over real HTTP. Where the two services meet
 * for real is a story of the end-to-end suite.
 */
public final class JournalStandIn implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Publisher publisher;
  private final HttpServer server;

  /** By athlete, then by kind/id. */
  private final Map<String, Map<String, Row>> athletes = new ConcurrentSkipListMap<>();

  public final List<String> confirmed = new CopyOnWriteArrayList<>();
  public final List<String> republished = new CopyOnWriteArrayList<>();
  public final TreeSet<String> waiting = new TreeSet<>();

  /** Athletes whose entries were asked for, as soon as it is settled what they are told. */
  public final List<String> looked = new CopyOnWriteArrayList<>();

  /** Pseudonyms of erasures this journal has never heard of. */
  public final Set<String> unheardOf = ConcurrentHashMap.newKeySet();

  /** How many of the next requests are told to come again. */
  public final AtomicInteger busy = new AtomicInteger();

  private record Row(long revision, String body) {}

  public JournalStandIn(String url, Publisher publisher) {
    this.publisher = publisher;
    try {
      server = HttpServer.create(new InetSocketAddress("localhost", URI.create(url).getPort()), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/v1/ops/", this::answer);
    server.start();
  }

  /** Writes to the journal only. */
  public void write(String athlete, String id, long revision, String body) {
    athletes
        .computeIfAbsent(athlete, any -> new TreeMap<>())
        .put("session/" + id, new Row(revision, body));
  }

  /** Writes to the journal and to the topic. */
  public void publish(String athlete, String id, long revision, String body) {
    write(athlete, id, revision, body);
    publisher.send(record(athlete, id, revision, body));
  }

  private static WireRecord record(String athlete, String id, long revision, String body) {
    return body == null
        ? WireRecord.deleted(athlete, "session", id, revision)
        : WireRecord.entry(athlete, "session", id, revision, body);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/v1/ops/".length());
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (!mayReconcile(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(403, -1);
        return;
      }
      if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        exchange.sendResponseHeaders(429, -1);
        return;
      }
      JsonNode answer;
      if (path.equals("digests")) {
        answer = digests(parameters(exchange.getRequestURI().getQuery()));
      } else if (path.equals("republish")) {
        answer = republish(JSON.readTree(body));
      } else if (path.equals("adopt-journal")) {
        answer = adopt(JSON.readTree(body));
      } else if (path.startsWith("erasures/")) {
        String pseudonym = path.split("/", -1)[1];
        confirmed.add(pseudonym + " " + JSON.readTree(body).path("by").asText());
        exchange.sendResponseHeaders(unheardOf.contains(pseudonym) ? 404 : 204, -1);
        return;
      } else {
        answer = entries(path.split("/", -1)[1]);
        looked.add(path.split("/", -1)[1]);
      }
      if (answer == null) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = JSON.writeValueAsBytes(answer);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (RuntimeException failure) {
      throw new IOException(failure);
    }
  }

  /** Whether the token names the scope that session-service asks for. */
  private static boolean mayReconcile(String authorization) throws IOException {
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      return false;
    }
    byte[] claims = Base64.getUrlDecoder().decode(authorization.split("\\.", -1)[1]);
    return JSON.readTree(claims).path("scope").asText().equals("internal:reconcile");
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new TreeMap<>();
    for (String one : query.split("&", -1)) {
      parameters.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }
    return parameters;
  }

  /** Two athletes a page, so that there are pages. */
  private JsonNode digests(Map<String, String> parameters) {
    int partition = Integer.parseInt(parameters.get("partition"));
    List<String> page =
        athletes.keySet().stream()
            .filter(athlete -> new Athlete("local", athlete).partition() == partition)
            .filter(athlete -> athlete.compareTo(parameters.getOrDefault("after", "")) > 0)
            .limit(2)
            .toList();
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode listed = answer.putArray("athletes");
    for (String athlete : page) {
      List<String> lines = new ArrayList<>();
      athletes
          .get(athlete)
          .forEach(
              (name, row) -> {
                if (row.body() != null) {
                  lines.add(name + "@" + row.revision() + ":" + sha256(row.body()) + "\n");
                }
              });
      lines.sort(null);
      listed
          .addObject()
          .put("tenant", "local")
          .put("athlete", athlete)
          .put("digest", sha256(String.join("", lines)))
          .put("entries", lines.size())
          .put("waiting", waiting.contains(athlete));
    }
    if (page.size() == 2) {
      answer.put("next", page.get(1));
    }
    return answer;
  }

  private JsonNode entries(String athlete) {
    if (!athletes.containsKey(athlete)) {
      return null;
    }
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode listed = answer.putArray("entries");
    athletes
        .get(athlete)
        .forEach(
            (name, row) -> {
              ObjectNode one =
                  listed
                      .addObject()
                      .put("kind", "session")
                      .put("id", name.substring("session/".length()))
                      .put("revision", row.revision())
                      .put("deleted", row.body() == null);
              if (row.body() != null) {
                one.put("sha256", sha256(row.body()));
              }
            });
    return answer;
  }

  private JsonNode republish(JsonNode wish) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode unknown = answer.putArray("unknown");
    int marked = 0;
    for (JsonNode entry : wish.get("entries")) {
      String athlete = entry.get("athlete").textValue();
      String id = entry.get("id").textValue();
      Row row = athletes.getOrDefault(athlete, Map.of()).get("session/" + id);
      if (row == null) {
        unknown.add(entry);
      } else {
        marked++;
        republished.add(athlete + "/" + id);
        publisher.send(record(athlete, id, row.revision(), row.body()));
      }
    }
    return answer.put("marked", marked);
  }

  private JsonNode adopt(JsonNode wish) {
    for (JsonNode held : wish.get("entries")) {
      String athlete = held.get("athlete").textValue();
      String id = held.get("id").textValue();
      Row row = athletes.getOrDefault(athlete, Map.of()).get("session/" + id);
      boolean deleted = row == null || held.get("deleted").booleanValue();
      publish(athlete, id, held.get("revision").longValue() + 1, deleted ? null : row.body());
    }
    return JSON.createObjectNode().put("changed", wish.get("entries").size());
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
