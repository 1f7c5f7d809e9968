package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trunkline.local.App;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever is sent to whatever the OpenAPI documents name: no 5xx but a 503 that says when to come
 * back, and every refusal a problem document. {@code -Dfuzz.requests=1000000 -Dfuzz.clients=32
 * -Dfuzz.seed=…}.
 */
@ExtendWith(WholeLine.class)
class BadInputE2E {

  private static final long REQUESTS = Long.getLong("fuzz.requests", 10_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20260504);
  private static final int CLIENTS = Integer.getInteger("fuzz.clients", 4);
  private static final int FAULTS_SHOWN = 10;
  private static final long TOLD_EVERY = 50_000;
  private static final List<App> APPS = List.of(App.values());
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Refused by the server below the services, where no document can be made. */
  private static final Set<Integer> BELOW_THE_SERVICES = Set.of(413, 414, 431);

  @Test
  void nothing_a_client_sends_is_answered_by_a_failure(Line line) throws InterruptedException {
    Map<App, Requests> services = new EnumMap<>(App.class);
    for (App app : App.values()) {
      services.put(app, new Requests(line.address(app), line.app(), path -> line.token(app, path)));
      assertThat(services.get(app).operations()).as(app.shortName()).isPositive();
    }
    Queue<String> faults = new ConcurrentLinkedQueue<>();
    Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();
    AtomicLong next = new AtomicLong();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      Thread client =
          new Thread(
              () -> {
                HttpClient http = client();
                for (long n = next.getAndIncrement();
                    n < REQUESTS && faults.size() < FAULTS_SHOWN;
                    n = next.getAndIncrement()) {
                  if (n > 0 && n % TOLD_EVERY == 0) {
                    System.out.println("[fuzz] " + n + " of " + REQUESTS);
                  }
                  ask(http, services, n, faults, answers);
                }
              });
      client.start();
      clients.add(client);
    }
    for (Thread client : clients) {
      client.join();
    }
    Map<String, Long> counts = new TreeMap<>();
    answers.forEach((status, count) -> counts.put(status, count.sum()));
    System.out.println("[fuzz] seed " + SEED + ", " + REQUESTS + " requests, answers " + counts);

    assertThat(faults).as("seed %d", SEED).isEmpty();
    assertThat(counts.keySet())
        .as("reached the services")
        .contains("200", "201", "400", "404", "415", "422");
    for (App app : APPS) {
      assertThat(line.app().get(line.address(app).resolve("/q/openapi")).status())
          .as("%s lets in who comes after", app.shortName())
          .isEqualTo(200);
    }
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static void ask(
      HttpClient http,
      Map<App, Requests> services,
      long number,
      Queue<String> faults,
      Map<String, LongAdder> answers) {
    SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + number);
    App app = APPS.get(random.nextInt(APPS.size()));
    Requests.Made made = services.get(app).make(random);
    if (made == null) {
      return;
    }
    try {
      HttpResponse<String> answer = http.send(made.request(), BodyHandlers.ofString());
      if (answer.statusCode() == 200 && made.request().uri().getPath().endsWith("/maintenance")) {
        letWritesInAgain(http, made.request());
      }
      answers
          .computeIfAbsent(String.valueOf(answer.statusCode()), status -> new LongAdder())
          .increment();
      String fault = fault(answer);
      if (fault != null) {
        faults.add(
            "\nrequest "
                + number
                + " to "
                + app.shortName()
                + ": "
                + fault
                + "\n"
                + made
                + "\n-> "
                + answer.statusCode()
                + " "
                + answer.headers().map()
                + "\n"
                + answer.body());
      }
    } catch (IOException brokenOff) {
      // A body refused before it was read may end the connection.
      if (made.bodyBytes() < 1 << 16) {
        faults.add(
            "\nrequest " + number + " to " + app.shortName() + ": " + brokenOff + "\n" + made);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Else nothing but reads would be tried from here on, and by the stories that come after. */
  private static void letWritesInAgain(HttpClient http, HttpRequest maintenance)
      throws IOException, InterruptedException {
    String operator = maintenance.headers().firstValue("Authorization").orElseThrow();
    HttpRequest off =
        HttpRequest.newBuilder(maintenance.uri())
            .header("Authorization", operator)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"on\":false}"))
            .build();
    int status = 503;
    for (int attempt = 0; status == 503 && attempt < 60; attempt++) {
      TimeUnit.MILLISECONDS.sleep(100);
      status = http.send(off, BodyHandlers.ofString()).statusCode();
    }
    assertThat(status).isEqualTo(200);
  }

  /** Null for an answer that keeps the rules. */
  private static String fault(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status < 400) {
      return null;
    }
    if (status >= 500
        && !(status == 503 && answer.headers().firstValue("Retry-After").isPresent())) {
      return "a failure";
    }
    if (BELOW_THE_SERVICES.contains(status) && answer.body().isEmpty()) {
      return null;
    }
    if (!answer
        .headers()
        .firstValue("Content-Type")
        .orElse("")
        .startsWith("application/problem+json")) {
      return "no problem document";
    }
    try {
      JsonNode problem = JSON.readTree(answer.body());
      boolean complete =
          problem.path("type").asText().startsWith("https://trunkline.io/problems/")
              && !problem.path("title").asText().isEmpty()
              && problem.path("status").asInt() == status;
      return complete ? null : "an incomplete problem document";
    } catch (IOException e) {
      return "a problem document that is no JSON";
    }
  }
}
