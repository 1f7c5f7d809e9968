package io.trunkline.session.entries;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.trunkline.session.DuplexClient;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import io.trunkline.session.Superuser;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Every line gets its verdict, in order, after its commit; no line stops another. */
@QuarkusTest
@WithTestResource(RealParts.class)
class StreamIT {

  private static final String START = "\"startedAt\":\"2026-05-04T18:00:00+02:00\"";
  private static final String PROBLEMS = "https://trunkline.io/problems/";

  @Inject @Superuser DataSource database;

  private final String athlete = Fresh.athlete();

  @Test
  void every_line_is_answered_in_order_and_none_stops_another() {
    String body =
        String.join(
            "\n",
            session("s1", 10),
            "no json",
            "",
            session("s1", 10),
            session("s1", 11),
            "{\"kind\":\"sesion\",\"athlete\":\"a b\",\"id\":\"..\"}",
            line(
                "session",
                "s2",
                START + ",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":-1}]}]"),
            "x".repeat(70_000),
            line("sensation", "p1", "\"feltAt\":\"2026-05-04T20:00:00Z\""),
            line(
                "sensation",
                "p1",
                "\"body\":{\"feltAt\":\"2026-05-04T20:00:00Z\",\"kind\":\"ache\",\"severity\":11}"),
            line(
                "sensation",
                "p1",
                "\"body\":{\"feltAt\":\"2026-05-04T20:00:00Z\",\"kind\":\"ache\"}"),
            line("sensation", "p1", "\"deleted\":true"),
            line("sensation", "p1", "\"deleted\":true"),
            line("sensation", "never", "\"deleted\":true"),
            line("session", "s1", "\"deleted\":true,\"notes\":\"x\""),
            line("session", "s3", "\"body\":{" + START + ",\"exercises\":[]},\"notes\":\"x\""),
            line(
                "screening",
                "screening",
                "\"answeredAt\":\"2026-05-04T20:00:00Z\",\"backHistory\":[]"),
            "[]",
            session("last-without-line-feed", 1));
    List<JsonPath> answer = post(body, "");

    assertThat(answer)
        .extracting(line -> line.getString("status"))
        .containsExactly(
            "created",
            "refused",
            "unchanged",
            "corrected",
            "refused",
            "refused",
            "refused",
            "refused",
            "refused",
            "created",
            "deleted",
            "unchanged",
            "refused",
            "refused",
            "refused",
            "created",
            "refused",
            "created",
            null);
    assertThat(answer.subList(0, 18))
        .extracting(line -> line.getInt("line"))
        .containsExactly(1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(answer.get(0).getString("entry")).isEqualTo("session/s1");
    assertThat(answer.get(0).getInt("revision")).isEqualTo(1);
    assertThat(answer.get(0).getList("warnings")).isEmpty();
    assertThat(answer.get(3).getInt("revision")).isEqualTo(2);
    assertThat(answer.get(1).getString("problem.type")).isEqualTo(PROBLEMS + "malformed-json");
    assertThat(answer.get(1).getString("problem.detail")).startsWith("Line 2, column ");
    assertThat(pointers(answer.get(4))).containsExactly("/athlete", "/id", "/kind");
    assertThat(answer.get(4).getString("problem.errors[2].detail"))
        .contains("did you mean session?");
    assertThat(pointers(answer.get(5))).containsExactly("/exercises/0/sets/0/reps");
    assertThat(answer.get(6).getString("problem.type")).isEqualTo(PROBLEMS + "too-large");
    assertThat(pointers(answer.get(7))).containsExactly("/body");
    assertThat(pointers(answer.get(8))).containsExactly("/body/severity");
    assertThat(answer.get(10).getInt("revision")).isEqualTo(2);
    assertThat(answer.get(12).getString("problem.type")).isEqualTo(PROBLEMS + "not-found");
    assertThat(answer.get(12).getString("entry")).isEqualTo("sensation/never");
    assertThat(pointers(answer.get(13))).containsExactly("/notes");
    assertThat(pointers(answer.get(14))).containsExactly("/notes");
    assertThat(pointers(answer.get(16))).containsExactly("");
    assertThat(answer.get(18).getMap("summary").toString())
        .isEqualTo(
            "{lines=19, blank=1, created=4, unchanged=2, corrected=1, deleted=1, refused=10,"
                + " complete=true}");
    given().get(at("sessions/s1")).then().statusCode(200).header("ETag", equalTo("\"2\""));
    given().get(at("sensations/p1")).then().statusCode(404);
  }

  @Test
  void a_stream_may_be_sent_again_from_its_start_and_changes_nothing() {
    String body =
        IntStream.range(0, 250)
            .mapToObj(n -> session("s" + n, n))
            .collect(Collectors.joining("\n"));
    assertThat(summary(post(body, "")).getInt("summary.created")).isEqualTo(250);
    String digest = digest();
    assertThat(summary(post(body, "")).getInt("summary.unchanged")).isEqualTo(250);
    assertThat(digest()).isEqualTo(digest);
  }

  @Test
  void what_only_earns_a_warning_is_refused_when_strict() {
    String doubtful = session("s1", 1271);
    assertThat(pointers(post(doubtful, "?strict=true").get(0)))
        .containsExactly("/exercises/0/sets/0/reps");
    assertThat(post(doubtful, "").get(0).getList("warnings.type")).containsExactly("implausible");
    send("application/x-ndjson", doubtful, "?strict=perhaps").then().statusCode(400);
  }

  @Test
  void lines_of_an_erased_athlete_are_refused_and_those_of_others_are_not() {
    post(session("s1", 1), "");
    given().delete("/v1/athletes/" + athlete).then().statusCode(202);
    String other = Fresh.athlete();
    List<JsonPath> answer =
        post(session("s2", 1) + "\n" + session("s2", 1).replace(athlete, other), "");
    assertThat(answer.get(0).getString("problem.type")).isEqualTo(PROBLEMS + "athlete-erased");
    assertThat(answer.get(1).getString("status")).isEqualTo("created");
  }

  @Test
  void another_content_type_is_refused() {
    for (String type :
        List.of("application/json", "application/x-ndjson;charset=utf-16", "text/plain")) {
      send(type, session("s1", 1), "")
          .then()
          .statusCode(415)
          .body("type", equalTo(PROBLEMS + "unsupported-media-type"));
    }
  }

  @Test
  void a_verdict_comes_as_soon_as_its_line_is_durable_while_the_client_still_sends()
      throws IOException {
    try (DuplexClient client = DuplexClient.postEntries()) {
      for (int number = 1; number <= 3; number++) {
        client.send(session("s" + number, 1) + "\n" + session("unfinished", 1).substring(0, 20));
        assertThat(JsonPath.from(client.readLine()).getString("status")).isEqualTo("created");
        given().get(at("sessions/s" + number)).then().statusCode(200);
        client.send(session("unfinished", number).substring(20) + "\n");
        assertThat(JsonPath.from(client.readLine()).getString("entry"))
            .isEqualTo("session/unfinished");
      }
      client.end();
      assertThat(JsonPath.from(client.readLine()).getInt("summary.lines")).isEqualTo(6);
      assertThat(client.readLine()).isNull();
    }
  }

  /** The limit is of silence, not of length: blank lines are enough to be heard. */
  @Test
  void a_stream_outlives_the_read_timeout_as_long_as_something_comes() throws IOException {
    try (DuplexClient client = DuplexClient.postEntries()) {
      client.send(session("s1", 1) + "\n");
      client.readLine();
      for (int quarter = 0; quarter < 4; quarter++) {
        silence(Duration.ofSeconds(5));
        client.send("\n");
      }
      client.send(session("s2", 1) + "\n");
      client.end();
      assertThat(JsonPath.from(client.readLine()).getString("status")).isEqualTo("created");
      assertThat(JsonPath.from(client.readLine()).getInt("summary.blank")).isEqualTo(4);
    }
  }

  @Test
  void silence_ends_a_stream_with_a_summary_that_says_so() throws IOException {
    try (DuplexClient client = DuplexClient.postEntries()) {
      client.send(session("s1", 1) + "\n{\"kind\":");
      client.readLine();
      JsonPath summary = JsonPath.from(client.readLine());
      assertThat(summary.getBoolean("summary.complete")).isFalse();
      assertThat(summary.getString("summary.problem.type")).isEqualTo(PROBLEMS + "too-slow");
      assertThat(client.readLine()).isNull();
    }
  }

  @Test
  void a_stream_cut_anywhere_leaves_whole_lines_and_can_be_sent_again() throws IOException {
    List<String> lines = IntStream.range(0, 120).mapToObj(n -> session("s" + n, n)).toList();
    String body = String.join("\n", lines) + "\n";
    for (int cut :
        new int[] {
          1, lines.get(0).length(), lines.get(0).length() + 1, body.length() / 2, body.length()
        }) {
      try (DuplexClient client = DuplexClient.postEntries()) {
        client.send(body.substring(0, cut));
        client.cut();
      }
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(send("application/x-ndjson", body, "").statusCode()).isEqualTo(200));
    JsonPath again = summary(post(body, ""));
    assertThat(again.getInt("summary.unchanged")).isEqualTo(120);
    assertThat(given().get(at("digest")).jsonPath().getInt("entries")).isEqualTo(120);
  }

  @Test
  void a_third_stream_at_a_time_must_wait() throws IOException {
    try (DuplexClient first = DuplexClient.postEntries();
        DuplexClient second = DuplexClient.postEntries()) {
      for (DuplexClient open : List.of(first, second)) {
        open.send(session("s1", 1) + "\n");
        open.readLine();
      }
      try (DuplexClient third = DuplexClient.postEntries()) {
        third.send(session("s2", 1) + "\n");
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("Retry-After")).isEqualTo("1");
        assertThat(third.header("Content-Type")).isEqualTo("application/problem+json");
      }
      first.cut();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () -> assertThat(send("application/x-ndjson", "", "").statusCode()).isEqualTo(200));
    }
  }

  @Test
  void a_chunk_the_database_refuses_is_refused_line_by_line_and_ends_the_stream()
      throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        DuplexClient client = DuplexClient.postEntries()) {
      statement.execute(
          "CREATE OR REPLACE FUNCTION refuse_chunk() RETURNS trigger LANGUAGE plpgsql AS"
              + " $$ BEGIN RAISE EXCEPTION 'disk full' USING ERRCODE = '53100'; END $$");
      statement.execute(
          "CREATE OR REPLACE TRIGGER no_chunk BEFORE INSERT ON outbox_mark FOR EACH ROW"
              + " WHEN (NEW.entry_id = 'chunk-breaker') EXECUTE FUNCTION refuse_chunk()");
      client.send(session("good", 1) + "\n");
      assertThat(JsonPath.from(client.readLine()).getString("status")).isEqualTo("created");
      client.send(session("neighbour", 1) + "\nno json\n" + session("chunk-breaker", 1) + "\n");
      List<JsonPath> rest = client.readAll().stream().map(JsonPath::from).toList();
      statement.execute("DROP TRIGGER no_chunk ON outbox_mark");
      assertThat(rest.subList(0, 3))
          .extracting(line -> line.getString("status"))
          .containsOnly("refused");
      assertThat(rest.get(0).getString("problem.type")).isEqualTo(PROBLEMS + "unavailable");
      assertThat(rest.get(1).getString("problem.type")).isEqualTo(PROBLEMS + "malformed-json");
      assertThat(rest.get(2).getString("entry")).isEqualTo("session/chunk-breaker");
      assertThat(rest.get(3).getBoolean("summary.complete")).isFalse();
      assertThat(rest.get(3).getString("summary.problem.type")).isEqualTo(PROBLEMS + "unavailable");
      assertThat(rest.get(3).getInt("summary.refused")).isEqualTo(3);
      assertThat(rest).hasSize(4);
    }
    given().get(at("sessions/neighbour")).then().statusCode(404);
  }

  @Test
  void neither_a_long_body_nor_an_endless_line_is_too_much() {
    String padded = session("s1", 1).replaceFirst("}$", " ".repeat(60_000) + "}");
    String body = (padded + "\n").repeat(300) + "x".repeat(5_000_000) + "\n" + padded;
    assertThat(body.length()).as("more than any limit of one request").isGreaterThan(20_000_000);
    JsonPath summary = summary(post(body, ""));
    assertThat(summary.getInt("summary.unchanged")).isEqualTo(300);
    assertThat(summary.getInt("summary.refused")).isEqualTo(1);
    assertThat(summary.getInt("summary.created")).isEqualTo(1);
  }

  private static void silence(Duration length) {
    long end = System.nanoTime() + length.toNanos();
    await().atMost(length.multipliedBy(2)).until(() -> System.nanoTime() >= end);
  }

  private static List<String> pointers(JsonPath verdict) {
    return verdict.getList("problem.errors.pointer");
  }

  private static JsonPath summary(List<JsonPath> answer) {
    return answer.get(answer.size() - 1);
  }

  private List<JsonPath> post(String body, String query) {
    Response answer = send("application/x-ndjson", body, query);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.contentType()).startsWith("application/x-ndjson");
    return answer.asString().lines().map(JsonPath::from).toList();
  }

  private static Response send(String contentType, String body, String query) {
    EncoderConfig asIs =
        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false);
    return given()
        .config(RestAssuredConfig.config().encoderConfig(asIs))
        .header("Content-Type", contentType)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/v1/entries" + query);
  }

  private String digest() {
    return given().get(at("digest")).asString();
  }

  private String at(String path) {
    return "/v1/athletes/" + athlete + "/" + path;
  }

  private String session(String id, int reps) {
    return line(
        "session",
        id,
        START + ",\"exercises\":[{\"exercise\":\"deadlift\",\"sets\":[{\"reps\":" + reps + "}]}]");
  }

  private String line(String kind, String id, String rest) {
    return "{\"kind\":\""
        + kind
        + "\",\"athlete\":\""
        + athlete
        + "\",\"id\":\""
        + id
        + "\","
        + rest
        + "}";
  }
}
