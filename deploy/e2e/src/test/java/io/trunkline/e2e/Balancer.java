package io.trunkline.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.trunkline.local.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands before a service's replicas: each request goes to the next of those that say they are
 * ready. No write is sent twice, so whatever a replica fails to answer is a failure.
 */
final class Balancer implements AutoCloseable {

  private static final List<String> PASSED_ON = List.of("Authorization", "Content-Type");

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor();
  private final List<Replica> replicas = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<Replica> ready = List.of();

  Balancer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    server.setExecutor(workers);
    server.createContext("/", this::pass);
    server.start();
    // A look throws nothing, so nobody needs the future.
    ScheduledFuture<?> unused =
        watcher.scheduleWithFixedDelay(this::look, 0, 100, TimeUnit.MILLISECONDS);
  }

  URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  void add(Replica replica) {
    replicas.add(replica);
    look();
  }

  void remove(Replica replica) {
    replicas.remove(replica);
  }

  private void look() {
    ready = replicas.stream().filter(Replica::isReady).toList();
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      List<Replica> choice = ready;
      if (choice.isEmpty()) {
        answer(exchange, 502, "Nobody is ready.".getBytes(UTF_8));
        return;
      }
      Replica chosen = choice.get(Math.floorMod(turn.getAndIncrement(), choice.size()));
      HttpRequest request = to(chosen, exchange);
      try {
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        answer(exchange, answer.statusCode(), answer.body());
      } catch (IOException unanswered) {
        // Were the connection just closed, the caller's client would send a GET again and say
        // nothing.
        answer(exchange, 502, (request.uri().getAuthority() + ": " + unanswered).getBytes(UTF_8));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpRequest to(Replica chosen, HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(chosen.address().resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String header : PASSED_ON) {
      String value = exchange.getRequestHeaders().getFirst(header);
      if (value != null) {
        request.header(header, value);
      }
    }
    return request.build();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    watcher.shutdownNow();
    server.stop(0);
    workers.shutdownNow();
  }
}
