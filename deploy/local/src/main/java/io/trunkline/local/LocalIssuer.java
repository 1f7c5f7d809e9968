package io.trunkline.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * An identity provider for tests: its discovery document, its keys and tokens for client
 * credentials, over real HTTP. Every test of a module signs with the same key, whatever address
 * this one got.
 */
public final class LocalIssuer implements AutoCloseable {

  /** The {@code iss} of its tokens. */
  public static final String NAME = "https://issuer.example";

  /** The secret that every client has. */
  public static final String SECRET = "known-to-every-test";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final TokenSigner signer = signer();
  private final HttpServer server;

  private LocalIssuer(HttpServer server) {
    this.server = server;
  }

  /** Signs what this provider is asked to prove. */
  public static TokenSigner signer() {
    return TokenSigner.keptIn(Path.of("target"), NAME);
  }

  /**
   * Starts it.
   *
   * @param port 0 for a free one
   */
  public static LocalIssuer start(int port) {
    try {
      LocalIssuer issuer =
          new LocalIssuer(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
      issuer.server.createContext("/.well-known/openid-configuration", issuer::describe);
      issuer.server.createContext("/keys", issuer::keys);
      issuer.server.createContext("/token", issuer::token);
      issuer.server.start();
      return issuer;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** For {@code quarkus.oidc.auth-server-url}. */
  public String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  private void describe(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        JSON.createObjectNode()
            .put("issuer", NAME)
            .put("jwks_uri", address() + "/keys")
            .put("token_endpoint", address() + "/token"));
  }

  private void keys(HttpExchange exchange) throws IOException {
    answer(exchange, signer.keySet());
  }

  /** Gives a client the scope it asks for, once it shows the secret; no tenant. */
  private void token(HttpExchange exchange) throws IOException {
    String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    byte[] client = ("progress-service:" + SECRET).getBytes(StandardCharsets.US_ASCII);
    String proof = "Basic " + Base64.getEncoder().encodeToString(client);
    if (!asked.contains("grant_type=client_credentials")
        || !asked.contains("scope=internal%3Areconcile")
        || !proof.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      try (exchange) {
        exchange.sendResponseHeaders(401, -1);
      }
      return;
    }
    Duration life = Duration.ofMinutes(1);
    answer(
        exchange,
        JSON.createObjectNode()
            .put("token_type", "Bearer")
            .put("expires_in", life.toSeconds())
            .put(
                "access_token",
                signer.token("progress-service", null, List.of("internal:reconcile"), life)));
  }

  private static void answer(HttpExchange exchange, ObjectNode body) throws IOException {
    try (exchange) {
      byte[] bytes = JSON.writeValueAsBytes(body);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
