package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.local.App;
import io.trunkline.local.LocalIdentity;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marked values go in by every way there is, well-formed, refused and poisoned; then everything an
 * operator or another caller can read is searched for them.
 */
@ExtendWith(WholeLine.class)
class NoValueLeavesE2E {

  private static final String ATHLETE = "marked-athlete-q7x";
  private static final String WORD = "marked-word-q7x";
  private static final String LOAD = "1879.13";
  private static final String SUBJECT = "marked-subject-q7x";

  private static final String SESSION =
      """
      {"startedAt":"2026-05-04T18:00:00Z","notes":"%1$s","exercises":[{"exercise":"%1$s","notes":"%1$s",
       "sets":[{"reps":10,"load":{"value":%2$s,"unit":"kg"}}]}]}"""
          .formatted(WORD, LOAD);

  private static final Map<String, String> ENTRIES =
      Map.of(
          "sensations/p1",
          """
          {"feltAt":"2026-05-04T19:00:00Z","kind":"ache","region":"lower-back","notes":"%s"}""",
          "clearances/c1",
          """
          {"grantedAt":"2026-05-05T19:00:00Z","by":"physician","note":"%s"}""",
          "directives/d1",
          """
          {"type":"ceiling","from":"2026-05-05T19:00:00Z","limits":{"sets":1},"reason":"%1$s","author":"%1$s"}""",
          "observations/o1",
          """
          {"seenAt":"2026-05-05T19:00:00Z","exercise":"back-extension","form":"needs-work","author":"%1$s","note":"%1$s"}""",
          "screening",
          """
          {"answeredAt":"2026-05-01T19:00:00Z","backHistory":["chronic"]}""",
          "coach-grants/g1",
          """
          {"coach":"marked-coach-q7x","fields":["training"],"from":"2026-01-01T00:00:00Z","consent":"%s"}""");

  private static final List<String> SCOPES =
      List.of(
          "journal:read",
          "journal:write",
          "directives:write",
          "grants:write",
          "progress:read",
          "catalog:read");

  /** What nobody else may find anywhere. */
  private static final List<String> MARKS = List.of(ATHLETE, WORD, LOAD, SUBJECT, "marked-coach");

  @Test
  void what_athletes_enter_stands_in_no_log_metric_trail_quarantine_or_other_callers_answer(
      Line line) throws IOException {
    line.mayBeBroken();
    Instant start = Instant.now();
    Http app = line.called(SUBJECT, LocalIdentity.TENANT, SCOPES);
    Http stranger = line.called("stranger", "another-tenant", SCOPES);

    List<Http.Answer> refused = entersEverything(line, app);
    Http coach =
        line.called(
            "marked-coach-q7x",
            LocalIdentity.TENANT,
            List.of("coach", "journal:read", "progress:read"));
    List<String> others = new ArrayList<>();
    for (Http caller : List.of(app, coach)) {
      for (App service : App.values()) {
        looks(line, caller, service, ATHLETE, WORD);
      }
    }
    for (App service : App.values()) {
      others.addAll(looks(line, stranger, service, "another-athlete", "nothing-here"));
    }
    String setAside = poisons(line);

    for (Http.Answer answer : refused) {
      tellsNothing("a refusal", answer.body(), List.of(WORD, LOAD));
    }
    tellsNothing("another tenant's answers", String.join("\n", others), MARKS);
    // An operator must find whom it concerns.
    tellsNothing("the quarantine", setAside, List.of(LOAD, SUBJECT, "notes"));
    line.logs().forEach((part, log) -> tellsNothing("the log " + part, log, MARKS));
    assertThat(line.logs()).hasSizeGreaterThan(3);
    for (App service : App.values()) {
      String metrics = line.app().get(line.metrics(service)).body();
      assertThat(metrics).contains("http_server_requests");
      tellsNothing("metrics of " + service, metrics, MARKS);
    }
    for (App service : List.of(App.SESSION, App.PROGRESS)) {
      String trail = line.operator().lines(service, "audit?since=" + start);
      assertThat(trail).as("who acted is what the trail is for").contains("marked-coach-q7x");
      tellsNothing("the trail of " + service, trail, List.of(ATHLETE, WORD, LOAD));
    }
  }

  /** Returns the refusals. */
  private static List<Http.Answer> entersEverything(Line line, Http app) {
    List<Http.Answer> refused = new ArrayList<>();
    assertThat(app.put(journal(line, "sessions/s1"), SESSION).status()).isEqualTo(201);
    assertThat(app.put(journal(line, "sessions/" + WORD), SESSION).status()).isEqualTo(201);
    ENTRIES.forEach(
        (path, body) -> {
          URI entry = journal(line, path);
          assertThat(app.put(entry, body.formatted(WORD)).status()).as(path).isIn(200, 201);
          refused.add(app.put(entry, body.formatted(WORD) + WORD));
          refused.add(app.put(entry, body.formatted(WORD).replace("2026", WORD)));
        });
    for (String broken :
        List.of(
            SESSION.replace("\"reps\":10", "\"reps\":-10"),
            SESSION.replace("\"reps\":10", "\"reps\":\"" + WORD + "\""),
            SESSION.replace("2026-05-04T18:00:00Z", WORD),
            SESSION.replace("\"kg\"", "\"" + WORD + "\""),
            SESSION.substring(0, 60))) {
      refused.add(app.put(journal(line, "sessions/s2"), broken));
    }
    refused.add(
        app.post(
            journal(line, "sessions/s1/sets"), "application/json", "{\"sets\":\"" + WORD + "\"}"));
    assertThat(refused).extracting(Http.Answer::status).containsOnly(400, 422);
    app.post(
        journal(line, "imports?tracker=strong&zone=UTC"),
        "text/csv",
        "Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n2026-05-04 18:00:00,%1$s,%1$s,1,%2$s,10\n"
            .formatted(WORD, LOAD));
    app.postLines(
        line.address(App.SESSION).resolve("/v1/entries"),
        """
        {"kind":"session","athlete":"%1$s","id":"s9",%2$s
        {"kind":"%3$s","athlete":"%1$s"}
        %3$s
        """
            .formatted(ATHLETE, SESSION.substring(1).replace("\n", ""), WORD));
    return refused;
  }

  private static URI journal(Line line, String path) {
    return line.address(App.SESSION).resolve("/v1/athletes/" + ATHLETE + "/" + path);
  }

  private static List<String> looks(
      Line line, Http caller, App service, String athlete, String word) {
    String about = "/v1/athletes/" + athlete;
    List<String> told = new ArrayList<>();
    for (String path :
        List.of(
            about + "/" + word,
            about + "/sessions/s1",
            about + "/sessions?cursor=" + word,
            about + "/export",
            about + "/digest",
            about + "/decisions?exercise=" + word,
            about + "/exercises/" + word + "/recommendation",
            about + "/exercises/back-extension/recommendation?at=" + word,
            about + "/next-workout?exercises=" + word,
            about + "/progress",
            about + ";" + word,
            "/v1/roster?need=" + word,
            "/",
            "/athletes/" + athlete,
            "/athletes/" + athlete + "/exercises/" + word,
            "/v1/exercises/" + word)) {
      told.add(caller.get(line.address(service).resolve(path)).body());
    }
    return told;
  }

  /** Records nobody can read, on the topic itself; returns the quarantine once they are in it. */
  private static String poisons(Line line) {
    try (TrainingLog topic = new TrainingLog(line.bootstrapServers())) {
      int own = TrainingLog.partition(ATHLETE);
      topic.sendForeign(own, "local/" + ATHLETE + "/session/" + WORD, SESSION);
      topic.sendForeign(own, "local/" + ATHLETE + "/" + WORD + "/x", WORD);
      topic.sendForeign(own, WORD, "{\"" + WORD);
    }
    return Operator.awaits(
            () -> line.operator().reads(App.PROGRESS, "quarantine?limit=100"),
            (JsonNode found) -> found.toString().contains("\"" + ATHLETE + "\""))
        .toString();
  }

  private static void tellsNothing(String where, String text, List<String> marks) {
    for (String mark : marks) {
      assertThat(text.lines().filter(each -> each.contains(mark))).as(where).isEmpty();
    }
  }
}
