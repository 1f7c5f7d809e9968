package io.trunkline.session.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.trunkline.local.LocalIssuer;
import io.trunkline.session.RealParts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits so low that a test reaches them, and that none comes free while it runs. */
@QuarkusTest
@WithTestResource(RealParts.class)
@TestProfile(LimitsIT.Low.class)
class LimitsIT {

  private static final int CALLER = 60;
  private static final int ATHLETE = 20;
  private static final int CONNECTIONS = 300;

  /** Their settings. */
  public static class Low implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "trunkline.limits.caller-burst", Integer.toString(CALLER),
          "trunkline.limits.athlete-burst", Integer.toString(ATHLETE),
          "trunkline.limits.rare-burst", "2",
          "trunkline.limits.in-flight", "3",
          "trunkline.limits.caller-per-second", "1",
          "trunkline.limits.athlete-per-second", "1",
          "quarkus.http.limits.max-connections", Integer.toString(CONNECTIONS),
          "quarkus.http.read-timeout", "2S");
    }
  }

  @Test
  void a_caller_who_asks_too_often_waits_and_no_other_caller_does() {
    List<Response> answers =
        IntStream.range(0, CALLER + 20)
            .mapToObj(each -> read("greedy", "local", "athlete-" + each))
            .toList();

    assertThat(answers.subList(0, CALLER)).allMatch(answer -> answer.statusCode() == 404);
    // Not the last: one a second may ask again, and it may be that one.
    Response refused =
        answers.stream().filter(answer -> answer.statusCode() != 404).findFirst().orElseThrow();
    refused
        .then()
        .statusCode(429)
        .contentType("application/problem+json")
        .body("type", equalTo("https://trunkline.io/problems/too-many-requests"));
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
    read("modest", "local", "athlete-1").then().statusCode(404);
  }

  @Test
  void an_athlete_is_asked_about_so_often_whoever_asks_and_elsewhere_not() {
    Map<Integer, Long> counts =
        IntStream.range(0, 2 * ATHLETE)
            .mapToObj(each -> read("one-of-many-" + each, "local", "sought"))
            .collect(Collectors.groupingBy(Response::statusCode, Collectors.counting()));

    assertThat(counts.keySet()).containsExactlyInAnyOrder(404, 429);
    assertThat(counts.get(404)).isBetween((long) ATHLETE, ATHLETE + 10L);
    read("one-of-many", "another", "sought").then().statusCode(404);
    read("one-of-many", "local", "not-sought").then().statusCode(404);
  }

  @Test
  void exports_and_erasures_are_rare_each_by_itself() {
    for (int status : new int[] {404, 404, 429}) {
      given()
          .header("Authorization", token("exporter", "local", "journal:read"))
          .get("/v1/athletes/exported/export")
          .then()
          .statusCode(status);
      given()
          .header("Authorization", token("eraser", "local", "athletes:erase"))
          .delete("/v1/athletes/exported")
          .then()
          .statusCode(status);
    }
    given()
        .header("Authorization", token("exporter", "local", "journal:read"))
        .get("/v1/athletes/not-exported/export")
        .then()
        .statusCode(404);
  }

  @Test
  void more_than_fifty_query_parameters_are_refused() {
    given()
        .get("/v1/athletes/a/sessions?" + "x=1&".repeat(49) + "limit=2")
        .then()
        .statusCode(not(400));
    given()
        .get("/v1/athletes/a/sessions?" + "x=1&".repeat(50) + "limit=2")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("type", equalTo("https://trunkline.io/problems/bad-parameter"));
  }

  /** Three callers who send slowly hold all there is, until they are cut off. */
  @Test
  void what_is_over_the_limit_is_told_at_once_to_come_again_and_the_slow_are_cut_off()
      throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int each = 0; each < 3; each++) {
        slow.add(slowly());
      }

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  patient()
                      .then()
                      .statusCode(503)
                      .header("Retry-After", "1")
                      .contentType("application/problem+json")
                      .body("type", equalTo("https://trunkline.io/problems/unavailable")));
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> patient().then().statusCode(404));
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }

  /** It is refused by its announcement, so nobody needs to send it, nor to have a token. */
  @Test
  void a_body_too_large_to_be_read_holds_no_place() throws IOException {
    for (int each = 0; each < 10; each++) {
      try (Socket announced = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
        announced.setSoTimeout(10_000);
        announced
            .getOutputStream()
            .write(
                "PUT /v1/athletes/a/sessions/s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000000000000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        String answer =
            new String(announced.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        assertThat(answer).startsWith("HTTP/1.1 413 ");
      }
    }
    patient().then().statusCode(404);
  }

  @Test
  void who_stalls_in_the_body_is_cut_off_and_that_is_no_failure_of_ours() throws IOException {
    List<String> failures = new CopyOnWriteArrayList<>();
    Handler listener = new Failures(failures);
    Logger root = Logger.getLogger("");
    root.addHandler(listener);
    try (Socket stalled = slowly()) {
      stalled.setSoTimeout(20_000);
      String answer =
          new String(stalled.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      assertThat(answer).matches(it -> it.isEmpty() || it.startsWith("HTTP/1.1 408 "));
      patient().then().statusCode(404);
    } finally {
      root.removeHandler(listener);
    }
    assertThat(failures).isEmpty();
  }

  /** What this service says of itself that a person must look at. */
  private static final class Failures extends Handler {
    private final List<String> failures;

    Failures(List<String> failures) {
      this.failures = failures;
    }

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
        failures.add(line.getLoggerName() + " " + line.getMessage());
      }
    }

    @Override
    public void flush() {
      // Nothing is kept back.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  @Test
  void more_connections_than_allowed_are_closed_and_later_ones_served() throws IOException {
    List<Socket> sockets = new ArrayList<>();
    int answered = 0;
    try {
      for (int each = 0; each < CONNECTIONS + 100; each++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), RestAssured.port));
      }
      for (Socket socket : sockets) {
        answered += answers(socket) ? 1 : 0;
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }

    assertThat(answered).isBetween(50, CONNECTIONS);
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .untilAsserted(() -> patient().then().statusCode(404));
  }

  private static boolean answers(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    try {
      socket
          .getOutputStream()
          .write(
              "GET /q/openapi HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() >= 0;
    } catch (SocketException closed) {
      return false;
    }
  }

  private static Response patient() {
    return read("patient", "local", "somebody-" + System.nanoTime());
  }

  private static Socket slowly() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("PUT /v1/athletes/slow/sessions/s1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                + token("slow", "local", "journal:write")
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  private static Response read(String client, String tenant, String athlete) {
    return given()
        .header("Authorization", token(client, tenant, "journal:read"))
        .get("/v1/athletes/" + athlete + "/sessions/none");
  }

  private static String token(String client, String tenant, String scope) {
    return "Bearer "
        + LocalIssuer.signer().token(client, tenant, List.of(scope), Duration.ofMinutes(5));
  }
}
