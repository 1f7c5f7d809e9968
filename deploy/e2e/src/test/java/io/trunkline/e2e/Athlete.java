package io.trunkline.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.local.App;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One athlete who trains, feels and asks. Every answer asked for includes everything this athlete
 * recorded before ({@code after=}).
 */
final class Athlete {

  private static final ObjectMapper JSON = new ObjectMapper();

  // The freshness promised after any single fault.
  private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

  private final Line line;
  private final String id;
  private final Map<String, Integer> revisions = new TreeMap<>();

  private Athlete(Line line, String id) {
    this.line = line;
    this.id = id;
  }

  static Athlete newcomer(Line line) {
    return new Athlete(line, "a-" + UUID.randomUUID());
  }

  static Athlete called(String id, Line line) {
    return new Athlete(line, id);
  }

  String id() {
    return id;
  }

  /**
   * Records the session of a day, or corrects it when the day already has one.
   *
   * @param performed one text for each exercise, read by {@link Performed}: {@code "back-extension
   *     3x12@20"}
   */
  Athlete did(Day day, String... performed) {
    ObjectNode body = JSON.createObjectNode().put("startedAt", day.afternoon());
    ArrayNode exercises = body.putArray("exercises");
    for (String text : performed) {
      exercises.add(Performed.parse(text));
    }
    write("sessions", "session", "session-" + day.id(), body);
    return this;
  }

  /** Reports a sensation in the evening; its id is kind and day. */
  Athlete feels(String kind, int severity, String region, Day day) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("feltAt", day.evening())
            .put("region", region)
            .put("kind", kind)
            .put("severity", severity);
    write("sensations", "sensation", kind + "-" + day.id(), body);
    return this;
  }

  /**
   * Imports a tracker's export whose times are Berlin's and whose loads, where it names no unit,
   * are kilograms.
   *
   * @return the ledger
   */
  JsonNode imports(String file) {
    Http.Answer answer =
        line.app().post(journal("imports?timeZone=Europe/Berlin&unit=kg"), "text/csv", file);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode ledger = answer.json();
    for (JsonNode session : ledger.path("sessions")) {
      revisions.put(session.path("entry").asText(), session.path("revision").asInt());
    }
    return ledger;
  }

  /** A professional's go-ahead, given on the morning of the day. */
  Athlete isClearedBy(String profession, String region, Day day) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("grantedAt", day.morning())
            .put("by", profession)
            .put("region", region);
    write("clearances", "clearance", profession + "-" + day.id(), body);
    return this;
  }

  /** Answers the question about earlier back trouble. */
  Athlete hasHadBackTrouble(String kind, Day day) {
    ObjectNode body = JSON.createObjectNode().put("answeredAt", day.morning());
    body.putArray("backHistory").add(kind);
    remember("screening/screening", line.app().put(journal("screening"), body));
    return this;
  }

  /** Deletes a session or a sensation, named like {@code session/session-d0}. */
  Athlete takesBack(String entry) {
    String[] kindAndId = entry.split("/", 2);
    Http.Answer answer = line.app().delete(journal(kindAndId[0] + "s/" + kindAndId[1]));
    assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    revisions.merge(entry, 1, Integer::sum);
    return this;
  }

  /**
   * Records a stream of this athlete's entries, none of which may be refused.
   *
   * @param lines as {@code POST /v1/entries} takes them
   */
  Athlete records(String lines) {
    Http.Answer answer =
        line.app().postLines(line.address(App.SESSION).resolve("/v1/entries"), lines);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    for (String verdict : answer.body().lines().toList()) {
      JsonNode said = new Http.Answer(answer.status(), verdict).json();
      if (said.has("summary")) {
        assertThat(said.at("/summary/refused").asInt()).as(answer.body()).isZero();
        assertThat(said.at("/summary/complete").asBoolean()).as(answer.body()).isTrue();
      } else {
        revisions.put(said.path("entry").asText(), said.path("revision").asInt());
      }
    }
    return this;
  }

  /** The revision of an entry of this athlete as it was last answered. */
  int revision(String entry) {
    return revisions.get(entry);
  }

  /** Everything recorded, as {@link #records} takes it. */
  String export() {
    Http.Answer answer = line.app().get(journal("export"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Asks that everything be erased, and returns the receipt. */
  String asksToBeErased() {
    Http.Answer answer = line.app().delete(line.address(App.SESSION).resolve("/v1/athletes/" + id));
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    return answer.json().path("receipt").asText();
  }

  /** Asks that everything be erased, and waits until journal, log and projection have done so. */
  void isErased() {
    URI receipt = line.address(App.SESSION).resolve("/v1/erasures/" + asksToBeErased());
    Operator.awaits(
        () -> line.app().get(receipt).json().path("status").asText(), "projection"::equals);
  }

  /** What a service answers about this athlete, whatever it is. */
  Http.Answer reads(App app, String what) {
    return line.app().get(line.address(app).resolve("/v1/athletes/" + id + "/" + what));
  }

  private void write(String path, String kind, String entryId, JsonNode body) {
    remember(kind + "/" + entryId, line.app().put(journal(path + "/" + entryId), body));
  }

  private void remember(String entry, Http.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
    assertThat(answer.json().path("entry").asText()).isEqualTo(entry);
    revisions.put(entry, answer.json().path("revision").asInt());
  }

  private URI journal(String rest) {
    return line.address(App.SESSION).resolve("/v1/athletes/" + id + "/" + rest);
  }

  /** What to do next in one exercise. */
  Advice asks(String exercise, Day day) {
    Http.Answer answer =
        line.app().get(progress("exercises/" + exercise + "/recommendation", "", day));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new Advice(answer.body(), answer.json());
  }

  /** The next workout of a programme. */
  JsonNode asksForWorkout(String program, Day day) {
    Http.Answer answer = line.app().get(progress("next-workout", "program=" + program + "&", day));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  /**
   * Asks until everything recorded is read, after a fault that may take the line longer than one
   * question waits.
   */
  Athlete waitsUntilRead() {
    long deadline = System.nanoTime() + AFTER_A_FAULT.toNanos();
    URI question = progress("exercises/back-extension/recommendation", "", Day.day(0));
    Http.Answer answer = line.app().get(question);
    // One question waits two seconds by itself.
    while (answer.status() == 503 && System.nanoTime() < deadline) {
      answer = line.app().get(question);
    }
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return this;
  }

  /** What was decided about one exercise, newest first. */
  JsonNode decisions(String exercise) {
    Http.Answer answer = line.app().get(progress("decisions", "exercise=" + exercise));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("decisions");
  }

  private URI progress(String rest, String query, Day day) {
    return progress(rest, query + "at=" + encoded(day.evening()));
  }

  private URI progress(String rest, String query) {
    StringBuilder uri = new StringBuilder("/v1/athletes/" + id + "/" + rest + "?" + query);
    // Twenty is as many as one question may name.
    revisions.entrySet().stream()
        .skip(Math.max(0, revisions.size() - 20))
        .forEach(
            entry ->
                uri.append("&after=").append(encoded(entry.getKey() + "@" + entry.getValue())));
    return line.address(App.PROGRESS).resolve(uri.toString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  /** The digest of everything recorded, as the journal and as the projection have it. */
  JsonNode digest(App app) {
    Http.Answer answer = reads(app, "digest");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }
}
