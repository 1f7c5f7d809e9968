package io.trunkline.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the services, over HTTP like anyone else, whether they are ready. */
public final class Readiness {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private Readiness() {}

  /** Whether the service with this management port is ready. */
  public static boolean isReady(int managementPort) {
    return get(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"), null)
        .isPresent();
  }

  /**
   * Returns when progress-service knows every exercise and programme that catalog-service offers.
   */
  public static void awaitCatalogue(URI catalog, URI progress, String token, Duration limit) {
    long start = System.nanoTime();
    List<URI> questions = List.of();
    while (questions.isEmpty()
        || !questions.stream().allMatch(question -> isKnown(question, token))) {
      if (System.nanoTime() - start > limit.toNanos()) {
        throw new IllegalStateException(
            "The catalogue did not reach progress-service within "
                + limit.toSeconds()
                + " s; see the logs of catalog-service and progress-service.");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(100);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(
            "Interrupted while waiting for the catalogue.", interrupted);
      }
      if (questions.isEmpty()) {
        questions = questions(catalog, progress, token);
      }
    }
  }

  private static List<URI> questions(URI catalog, URI progress, String token) {
    List<URI> questions = new ArrayList<>();
    for (String exercise : ids(catalog.resolve("/v1/exercises?limit=100"), token)) {
      questions.add(
          progress.resolve(
              "/v1/athletes/nobody/exercises/"
                  + exercise
                  + "/recommendation?at=2026-01-01T00:00:00Z"));
    }
    for (String program : ids(catalog.resolve("/v1/programs?limit=100"), token)) {
      questions.add(
          progress.resolve(
              "/v1/athletes/nobody/next-workout?program=" + program + "&at=2026-01-01T00:00:00Z"));
    }
    return questions;
  }

  private static List<String> ids(URI list, String token) {
    List<String> ids = new ArrayList<>();
    get(list, token)
        .ifPresent(body -> body.path("items").forEach(item -> ids.add(item.path("id").asText())));
    return ids;
  }

  private static boolean isKnown(URI question, String token) {
    return get(question, token)
        .filter(answer -> !"UNKNOWN_EXERCISE".equals(answer.path("advice").textValue()))
        .isPresent();
  }

  private static Optional<JsonNode> get(URI uri, String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<byte[]> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException notYet) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
