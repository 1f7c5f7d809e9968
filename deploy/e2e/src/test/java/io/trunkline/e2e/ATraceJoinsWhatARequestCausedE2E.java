package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.local.App;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(WholeLine.class)
class ATraceJoinsWhatARequestCausedE2E {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<App> WATCHED = List.of(App.SESSION, App.PROGRESS);

  private final String trace = UUID.randomUUID().toString().replace("-", "");
  private final String caller = trace.substring(0, 16);

  private static Collector collector;

  @BeforeAll
  static void the_services_tell_what_they_do(Line line) {
    line.mayBeBroken();
    collector = new Collector();
    Map<String, String> settings = new HashMap<>(collector.settings());
    settings.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
    // A refusal is then a line of the log.
    settings.put("QUARKUS_LOG_CATEGORY__HTTP_PROBLEM__LEVEL", "INFO");
    WATCHED.forEach(app -> line.startAgain(app, settings));
  }

  @AfterAll
  static void they_are_silent_again(Line line) {
    if (collector != null) {
      WATCHED.forEach(app -> line.startAgain(app, Map.of()));
      collector.close();
    }
  }

  private Http traced(Line line) {
    return line.app().inTrace("00-" + trace + "-" + caller + "-01");
  }

  @Test
  void from_the_recording_to_the_advice_it_is_one_trace(Line line, Athlete ada) {
    put(line, ada);

    List<Collector.Step> steps =
        Operator.awaits(() -> collector.steps(trace), all -> all.size() > 3);

    String put = step(steps, "session-service", "PUT /v1/athletes/{athlete}/sessions/{id}", caller);
    String sent = step(steps, "session-service", "publish session.training-log", put);
    String read = step(steps, "progress-service", "project session.training-log", sent);
    String told = step(steps, "progress-service", "publish progress.recommendations", read);
    assertThat(steps).hasSize(4);
    try (TrainingLog log = new TrainingLog(line.bootstrapServers())) {
      assertThat(headers(log, "session.training-log", ada))
          .containsExactly("00-" + trace + "-" + sent + "-01");
      assertThat(headers(log, "progress.recommendations", ada))
          .containsExactly("00-" + trace + "-" + told + "-01");
    }
  }

  @Test
  void from_a_coachs_page_to_the_advice_it_is_one_trace(Line line, Athlete ada) throws IOException {
    ada.did(day(0), "back-extension 2x10");
    CoachAtPage.lets(line, ada);
    CoachAtPage.with(
        line,
        page -> {
          CoachAtPage.shows(page, line, ada, "Set a ceiling");
          page.locator(".acts").getByText("Set a ceiling").click();
          page.getByLabel("Sets").fill("1");
          page.getByLabel("Reason").fill("Easy week");
          page.setExtraHTTPHeaders(Map.of("traceparent", "00-" + trace + "-" + caller + "-01"));
          page.locator("button.main").click();
          page.locator(".act-told").waitFor();
        });

    List<Collector.Step> steps =
        Operator.awaits(
            () -> collector.steps(trace),
            all -> all.stream().anyMatch(one -> one.name().startsWith("publish progress.")));
    String form =
        step(steps, "progress-service", "POST /athletes/{athlete}/directives/{what}", caller);
    String put = step(steps, "session-service", "PUT /v1/athletes/{athlete}/directives/{id}", form);
    String sent = step(steps, "session-service", "publish session.training-log", put);
    String read = step(steps, "progress-service", "project session.training-log", sent);
    step(steps, "progress-service", "publish progress.recommendations", read);
  }

  @Test
  void nothing_that_is_told_names_the_athlete_or_the_caller(Line line, Athlete ada) {
    put(line, ada);
    URI journal = line.address(App.SESSION).resolve("/v1/athletes/" + ada.id() + "/");
    Http app = traced(line);
    app.get(journal.resolve("sessions/secret-id?limit=secret-query"));
    app.get(journal.resolve("no-such-thing"));
    app.get(journal.resolve("digest"));
    app.delete(journal.resolve("sessions/secret-id"));
    app.postLines(
        line.address(App.SESSION).resolve("/v1/entries"),
        "{\"athlete\":\"" + ada.id() + "\",\"secret\":1}");
    app.get(
        line.address(App.PROGRESS)
            .resolve(
                "/v1/athletes/"
                    + ada.id()
                    + "/exercises/back-extension/recommendation?after=session/secret-id@1"));

    List<String> told =
        List.of(
            "GET /v1/athletes/{athlete}/digest",
            "POST /v1/entries",
            "GET /v1/athletes/{athlete}/exercises/{exercise}/recommendation",
            "publish progress.recommendations");
    Operator.awaits(
        () -> collector.steps(trace).stream().map(Collector.Step::name).toList(),
        names -> names.containsAll(told));
    assertThat(collector.everything())
        .contains("http.route")
        .doesNotContain(ada.id(), "secret", "127.0.0.1:", "Bearer");
  }

  @Test
  void a_line_of_the_log_is_json_and_names_its_trace(Line line, Athlete ada) throws IOException {
    URI missing =
        line.address(App.SESSION).resolve("/v1/athletes/" + ada.id() + "/sessions/missing");

    assertThat(traced(line).get(missing).status()).isEqualTo(404);

    List<String> written =
        Operator.awaits(
            () -> line.output(App.SESSION).lines().filter(text -> text.contains(trace)).toList(),
            lines -> !lines.isEmpty());
    JsonNode read = JSON.readTree(written.get(0));
    assertThat(read.at("/mdc/traceId").asText()).isEqualTo(trace);
    assertThat(read.path("level").asText()).isEqualTo("INFO");
    // Others are the JVM's own; a line for people begins with its date.
    assertThat(line.output(App.SESSION).lines())
        .hasSizeGreaterThan(10)
        .noneMatch(text -> text.startsWith("20"));
  }

  private void put(Line line, Athlete ada) {
    ObjectNode body = JSON.createObjectNode().put("startedAt", day(0).afternoon());
    body.putArray("exercises").add(Performed.parse("back-extension 2x10"));
    Http.Answer answer =
        traced(line)
            .put(
                line.address(App.SESSION)
                    .resolve("/v1/athletes/" + ada.id() + "/sessions/secret-id"),
                body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  /** The id of the one step of that name that goes on from the one before. */
  private static String step(
      List<Collector.Step> steps, String service, String name, String before) {
    List<Collector.Step> found =
        steps.stream()
            .filter(step -> step.service().equals(service) && step.name().equals(name))
            .toList();
    assertThat(found).as(name + " in " + steps).hasSize(1);
    assertThat(found.get(0).parent()).as("what comes before " + name).isEqualTo(before);
    return found.get(0).id();
  }

  private static List<String> headers(TrainingLog log, String topic, Athlete athlete) {
    return log.lastCopies(topic, athlete.id()).values().stream()
        .map(record -> record.headers().lastHeader("ce_traceparent"))
        .map(Header::value)
        .map(value -> new String(value, UTF_8))
        .toList();
  }
}
