package io.trunkline.session.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.trunkline.session.Caller;
import io.trunkline.session.Fresh;
import io.trunkline.session.RealParts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in over HTTP, and what the journal holds afterwards. */
@QuarkusTest
@WithTestResource(RealParts.class)
class ImportIT {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Path SAMPLES = Path.of("src/test/resources/imports");
  private static final String BERLIN = "?timeZone=Europe/Berlin&unit=lb";
  private static final String SHORT =
      """
      Date,Workout Name,Exercise Name,Set Order,Weight,Reps
      2026-05-04 18:00:00,Push,Bench Press (Barbell),1,60,8
      2026-05-06 18:00:00,Push,Bench Press (Barbell),1,60,9
      """;

  private final String athlete = Fresh.athlete();

  record Answer(int status, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(body, e);
      }
    }
  }

  @AfterEach
  void forgetNames() {
    send("PUT", "/v1/exercise-names", "application/json", "{\"names\":[]}");
  }

  static List<String> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".csv"))
          .map(name -> name.replace(".csv", ""))
          .sorted()
          .toList();
    }
  }

  /** What a sample becomes stands beside it; what it became, in {@code target/imports}. */
  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_becomes_what_is_written_beside_it(String sample) throws IOException {
    JsonNode ledger = imported(sample);
    // Depends on what the catalogue has published in other tests.
    ledger.get("exercises").forEach(exercise -> ((ObjectNode) exercise).remove("inCatalogue"));
    ObjectNode outcome = JSON.createObjectNode();
    outcome.set("ledger", ledger);
    ObjectNode bodies = outcome.putObject("bodies");
    for (JsonNode session : ledger.get("sessions")) {
      String entry = session.get("entry").asText();
      bodies.set(entry, stored(entry));
    }
    Path actual = Path.of("target/imports", sample + ".json");
    Files.createDirectories(actual.getParent());
    Files.writeString(actual, JSON.writeValueAsString(outcome) + "\n");

    assertThat(Files.readString(actual))
        .isEqualTo(Files.readString(SAMPLES.resolve(sample + ".json")));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void the_same_file_again_changes_nothing(String sample) throws IOException {
    JsonNode first = imported(sample);
    String digest = digest();
    JsonNode second = imported(sample);

    assertThat(second.at("/rows/unchanged").asInt()).isEqualTo(first.at("/rows/imported").asInt());
    assertThat(second.at("/rows/imported").asInt() + second.at("/rows/updated").asInt()).isZero();
    assertThat(digest()).isEqualTo(digest);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_dry_run_foretells_the_ledger_and_writes_nothing(String sample) throws IOException {
    byte[] file = Files.readAllBytes(SAMPLES.resolve(sample + ".csv"));
    String before = digest();
    JsonNode foretold = post(BERLIN + "&dryRun=true", file).json();
    assertThat(digest()).isEqualTo(before);
    JsonNode told = post(BERLIN, file).json();

    assertThat(foretold.get("dryRun").asBoolean()).isTrue();
    for (String part : List.of("rows", "skipped", "notKept", "columnsNotKept", "exercises")) {
      assertThat(foretold.get(part)).as(part).isEqualTo(told.get(part));
    }
    assertThat(post(BERLIN + "&dryRun=true", file).json().get("rows"))
        .isEqualTo(post(BERLIN, file).json().get("rows"));
  }

  @Test
  void a_corrected_export_updates_only_what_it_corrects() {
    post("?timeZone=Europe/Berlin&unit=kg", SHORT);
    JsonNode ledger =
        post("?timeZone=Europe/Berlin&unit=kg", SHORT.replace("60,9", "62.5,9")).json();

    assertThat(ledger.get("rows").toString())
        .isEqualTo("{\"total\":2,\"imported\":0,\"updated\":1,\"unchanged\":1,\"skipped\":0}");
    assertThat(ledger.at("/sessions").findValuesAsText("revision")).containsExactly("1", "2");
    assertThat(
            stored(ledger.at("/sessions/1/entry").asText())
                .at("/exercises/0/sets/0/load/value")
                .decimalValue())
        .isEqualByComparingTo("62.5");
  }

  @Test
  void a_file_that_takes_back_a_correction_made_here_says_so() {
    String entry =
        post("?timeZone=Europe/Berlin&unit=kg", SHORT).json().at("/sessions/0/entry").asText();
    send(
        "PUT",
        "/v1/athletes/" + athlete + "/sessions/" + entry.replace("session/", ""),
        "application/json",
        "{\"startedAt\":\"2026-05-04T18:00:00+02:00\",\"exercises\":[]}");
    JsonNode ledger = post("?timeZone=Europe/Berlin&unit=kg", SHORT).json();

    assertThat(ledger.at("/sessions/0/status").asText()).isEqualTo("updated");
    assertThat(ledger.at("/sessions/0/warnings/0/type").asText())
        .isEqualTo("matches-earlier-revision");
  }

  @Test
  void more_sessions_than_one_transaction_takes_are_all_there() {
    StringBuilder file = new StringBuilder(SHORT.lines().findFirst().orElseThrow()).append('\n');
    for (int i = 0; i < 250; i++) {
      file.append(LocalDate.of(2025, 1, 1).plusDays(i))
          .append(" 18:00:00,Push,Push Up,1,0,")
          .append(i % 20)
          .append('\n');
    }
    JsonNode ledger = post("?timeZone=Europe/Berlin", file.toString()).json();

    assertThat(ledger.at("/rows/imported").asInt()).isEqualTo(250);
    JsonNode digest = get("/v1/athletes/" + athlete + "/digest").json();
    assertThat(digest.get("entries").asInt()).isEqualTo(250);
  }

  @Test
  void a_workout_beyond_the_limits_is_skipped_and_the_others_are_not() {
    StringBuilder file = new StringBuilder(SHORT);
    for (int i = 0; i < 501; i++) {
      file.append("2026-05-08 18:00:00,Endless,Push Up,").append(i).append(",0,5\n");
    }
    JsonNode ledger = post("?timeZone=Europe/Berlin&unit=kg", file.toString()).json();

    assertThat(ledger.get("rows").toString())
        .isEqualTo("{\"total\":503,\"imported\":2,\"updated\":0,\"unchanged\":0,\"skipped\":501}");
    assertThat(ledger.at("/skipped/0/reason").asText()).isEqualTo("refused");
  }

  @Test
  void the_screening_tells_unit_and_zone_where_the_caller_does_not() {
    send(
        "PUT",
        "/v1/athletes/" + athlete + "/screening",
        "application/json",
        "{\"answeredAt\":\"2026-05-04T18:00:00Z\",\"backHistory\":[],\"unit\":\"lb\",\"timeZone\":\"Asia/Tokyo\"}");
    JsonNode ledger = post("", SHORT).json();
    JsonNode body = stored(ledger.at("/sessions/0/entry").asText());

    assertThat(body.get("startedAt").asText()).isEqualTo("2026-05-04T18:00:00+09:00");
    assertThat(body.at("/exercises/0/sets/0/load/unit").asText()).isEqualTo("lb");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?timeZone=Europe/Berlin                         | 422 | unreadable-import | unit=kg or"
            + " unit=lb",
        "?unit=kg                                        | 400 | bad-parameter     | IANA",
        "?unit=kg&timeZone=Mars/Olympus                  | 400 | bad-parameter     | IANA",
        "?unit=kg&timeZone=%2B02:00                      | 400 | bad-parameter     | IANA",
        "?unit=st&timeZone=Europe/Berlin                 | 400 | bad-parameter     | kg or lb",
        "?unit=kg&timeZone=Europe/Berlin&dryRun=yes      | 400 | bad-parameter     | true or false",
        "?unit=kg&timeZone=Europe/Berlin&format=garmin   | 400 | bad-parameter     | strong, hevy",
        "?unit=kg&timeZone=Europe/Berlin&format=hevy     | 422 | unreadable-import | one of strong",
      })
  void what_the_caller_leaves_open_or_gets_wrong_is_named(
      String query, int status, String type, String detail) {
    refused(post(query, SHORT), status, type, detail);
    assertThat(get("/v1/athletes/" + athlete + "/digest").json().get("entries").asInt()).isZero();
  }

  @Test
  void a_file_nobody_knows_is_refused_with_the_columns_found() {
    refused(
        post(BERLIN, "When;What;How much\n1;2;3\n"),
        422,
        "unreadable-import",
        "When | What | How much");
    refused(post(BERLIN, ""), 422, "unreadable-import", "header");
    refused(post(BERLIN, "\n\n"), 422, "unreadable-import", "header");
    refused(
        post(BERLIN, SHORT.replace("Push", "Müde").getBytes(StandardCharsets.ISO_8859_1)),
        422,
        "unreadable-import",
        "UTF-8");
  }

  @Test
  void a_file_of_more_than_16_mib_is_refused() {
    byte[] large = (SHORT + "x".repeat(16 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8);
    refused(post(BERLIN, large), 413, "too-large", "16777216 bytes");
  }

  @ParameterizedTest
  @CsvSource({"application/json", "text/plain", "text/csv; charset=utf-16"})
  void another_content_type_is_refused(String contentType) {
    Answer answer = send("POST", imports(BERLIN), contentType, SHORT);
    refused(answer, 415, "unsupported-media-type", "");
  }

  @Test
  void names_of_the_tenant_come_first_and_importing_again_corrects() {
    String file = SHORT.replace("Bench Press (Barbell)", "Kreuzheben");
    JsonNode before = post("?timeZone=Europe/Berlin&unit=kg", file).json();
    assertThat(before.at("/exercises/0/by").asText()).isEqualTo("name");
    Answer put =
        send(
            "PUT",
            "/v1/exercise-names",
            "application/json",
            "{\"names\":[{\"name\":\"kreuzheben\",\"exercise\":\"deadlift\"},"
                + "{\"name\":\"Ü\",\"exercise\":\"x\",\"variation\":\"y\"}]}");
    assertThat(put.status()).isEqualTo(204);
    assertThat(get("/v1/exercise-names").json().toString())
        .isEqualTo(
            "{\"names\":[{\"name\":\"kreuzheben\",\"exercise\":\"deadlift\",\"variation\":null},"
                + "{\"name\":\"Ü\",\"exercise\":\"x\",\"variation\":\"y\"}]}");
    JsonNode after = post("?timeZone=Europe/Berlin&unit=kg", file).json();

    assertThat(after.at("/rows/updated").asInt()).isEqualTo(2);
    assertThat(after.at("/exercises/0/exercise").asText()).isEqualTo("deadlift");
    JsonNode exercise = stored(after.at("/sessions/0/entry").asText()).at("/exercises/0");
    assertThat(exercise.get("exercise").asText()).isEqualTo("deadlift");
    assertThat(exercise.get("name").asText()).isEqualTo("Kreuzheben");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                                     | ",
        "{}                                                                     | ",
        "{\"names\":1}                                                          | ",
        "{\"names\":[],\"more\":1}                                              | ",
        "{\"names\":[1]}                                                        | /names/0",
        "{\"names\":[{\"name\":\" \",\"exercise\":\"x\"}]}                      | /names/0/name",
        "{\"names\":[{\"name\":\"a\"}]}                                         |"
            + " /names/0/exercise",
        "{\"names\":[{\"name\":\"a\",\"exercise\":\"x y\"}]}                    |"
            + " /names/0/exercise",
        "{\"names\":[{\"name\":\"a\",\"exercise\":\"x\",\"variation\":1}]}      |"
            + " /names/0/variation",
        "{\"names\":[{\"name\":\"a\",\"exercise\":\"x\",\"id\":1}]}             | /names/0",
        "{\"names\":[{\"name\":\"a\",\"exercise\":\"x\"},{\"name\":\"A\",\"exercise\":\"y\"}]} |"
            + " /names/1/name",
      })
  void names_that_cannot_be_are_refused_with_their_place(String body, String pointer) {
    Answer answer = send("PUT", "/v1/exercise-names", "application/json", body);
    refused(answer, 422, "invalid-entry", "");
    assertThat(answer.json().at("/errors/0/pointer").asText())
        .isEqualTo(pointer == null ? "" : pointer);
  }

  @Test
  void spoiled_files_never_break_the_service() throws IOException {
    long seed = 20260504;
    Random random = new Random(seed);
    List<String> samples = samples();
    for (int round = 0; round < 200; round++) {
      byte[] file =
          Files.readAllBytes(SAMPLES.resolve(samples.get(round % samples.size()) + ".csv"));
      for (int change = random.nextInt(6); change >= 0; change--) {
        file[200 + random.nextInt(file.length - 200)] = (byte) random.nextInt(128);
      }
      Answer answer = post(BERLIN, file);
      assertThat(answer.status())
          .as("seed %d, round %d: %s", seed, round, answer.body())
          .isIn(200, 422);
      if (answer.status() == 200) {
        JsonNode rows = answer.json().get("rows");
        assertThat(rows.get("total").asInt())
            .isEqualTo(
                rows.get("imported").asInt()
                    + rows.get("updated").asInt()
                    + rows.get("unchanged").asInt()
                    + rows.get("skipped").asInt());
      }
    }
  }

  private JsonNode imported(String sample) throws IOException {
    Answer answer = post(BERLIN, Files.readAllBytes(SAMPLES.resolve(sample + ".csv")));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode ledger = answer.json();
    JsonNode rows = ledger.get("rows");
    assertThat(rows.get("total").asInt())
        .isEqualTo(
            rows.get("imported").asInt()
                + rows.get("updated").asInt()
                + rows.get("unchanged").asInt()
                + rows.get("skipped").asInt());
    return ledger;
  }

  private JsonNode stored(String entry) {
    Answer answer = get("/v1/athletes/" + athlete + "/" + entry.replace("session/", "sessions/"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private String digest() {
    return get("/v1/athletes/" + athlete + "/digest").body();
  }

  private static void refused(Answer answer, int status, String type, String detail) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().get("type").asText()).endsWith("/problems/" + type);
    assertThat(answer.json().path("detail").asText()).contains(detail);
  }

  private String imports(String query) {
    return "/v1/athletes/" + athlete + "/imports" + query;
  }

  private Answer post(String query, String file) {
    return post(query, file.getBytes(StandardCharsets.UTF_8));
  }

  private Answer post(String query, byte[] file) {
    return send("POST", imports(query), "text/csv", BodyPublishers.ofByteArray(file));
  }

  private static Answer get(String path) {
    return send("GET", path, "application/json", BodyPublishers.noBody());
  }

  private static Answer send(String method, String path, String contentType, String body) {
    return send(method, path, contentType, BodyPublishers.ofString(body));
  }

  private static Answer send(
      String method, String path, String contentType, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
            .header("Authorization", Caller.authorization())
            .header("Content-Type", contentType)
            .method(method, body);
    try {
      HttpResponse<String> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
