package io.trunkline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real Keycloak in a process of its own, with the realm that operators import. */
final class Keycloak implements AutoCloseable {

  /** What coaches type; the realm file has no password. */
  static final String PASSWORD = "made-up-by-this-story";

  /** A second realm of the same content. */
  static final String ANOTHER = "another";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final int port;

  private Keycloak(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until its realms answer.
   *
   * @param environment what the realm file wants to be told
   * @param port its own; the next one is for its health
   */
  static Keycloak start(Path log, Map<String, String> environment, int port)
      throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("keycloak.home"));
    importRealms(home);
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                home.resolve("bin/kc.sh").toString(),
                "start-dev",
                "--db=dev-mem",
                "--cache=local",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + (port + 1),
                "--import-realm")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
    builder.environment().put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    Keycloak keycloak = new Keycloak(builder.start(), port);
    try {
      keycloak.awaitRealms(log);
    } catch (IOException | InterruptedException | RuntimeException failed) {
      keycloak.close();
      throw failed;
    }
    return keycloak;
  }

  /** As shipped, but with passwords, and so without the demand to choose one. */
  private static void importRealms(Path home) throws IOException {
    Path directory = Files.createDirectories(home.resolve("data/import"));
    ObjectNode realm =
        (ObjectNode) JSON.readTree(Path.of("../examples/keycloak/trunkline-realm.json").toFile());
    for (JsonNode user : realm.withArray("users")) {
      ((ObjectNode) user)
          .put("id", subject(user.path("username").asText()))
          .put("email", user.path("username").asText() + "@example.org")
          .put("firstName", "A")
          .put("lastName", "Coach")
          .putArray("credentials")
          .addObject()
          .put("type", "password")
          .put("value", PASSWORD);
      ((ObjectNode) user).putArray("requiredActions");
    }
    JSON.writeValue(directory.resolve("trunkline-realm.json").toFile(), realm);
    for (JsonNode user : realm.withArray("users")) {
      ((ObjectNode) user).remove("id");
    }
    JSON.writeValue(directory.resolve("another-realm.json").toFile(), realm.put("realm", ANOTHER));
  }

  /** The {@code sub} of a coach's tokens, by which athletes grant them sight. */
  static String subject(String coach) {
    return "subject-of-" + coach;
  }

  private void awaitRealms(Path log) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(URI.create(realm(ANOTHER) + "/.well-known/openid-configuration"))
            .build();
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
    while (System.nanoTime() < deadline && !process.waitFor(500, TimeUnit.MILLISECONDS)) {
      try {
        if (CLIENT.send(question, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Asked again.
      }
    }
    throw new IllegalStateException("Keycloak did not start:\n" + Files.readString(log));
  }

  URI realm(String name) {
    return URI.create("http://localhost:" + port + "/realms/" + name);
  }

  /** A token for client credentials. */
  String token(String realm, String client, String secret, String scope) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(realm(realm) + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id="
                        + client
                        + "&client_secret="
                        + secret
                        + "&scope="
                        + scope.replace(" ", "%20")))
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
      JsonNode token = JSON.readTree(answer.body()).path("access_token");
      if (!token.isTextual()) {
        throw new IllegalStateException("No token for " + client + ": " + answer.body());
      }
      return token.asText();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** The script may have started Java as its child. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().join();
  }
}
