package io.trunkline.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An alert on a metric nobody measures never fires, and one without a runbook helps nobody. */
class TelemetryTest {

  private static final Path ROOT = Chart.DIRECTORY.resolve("../../..").normalize();
  private static final Pattern USED = Pattern.compile("trunkline_[a-z_]+");
  private static final Pattern MEASURED = Pattern.compile("\"(trunkline(?:\\.[a-z]+)+)\"");

  @Test
  void every_alert_has_its_page_in_the_runbook() throws IOException {
    String runbook = Files.readString(ROOT.resolve("deploy/README.md"));
    List<String> links = rule().findValuesAsText("runbook_url");

    assertThat(links).hasSizeGreaterThan(15);
    assertThat(links)
        .allMatch(
            link ->
                runbook.contains("<a id=\"" + link.substring(link.indexOf('#') + 1) + "\"></a>"));
  }

  @Test
  void every_alert_says_how_urgent_it_is_and_is_tried_by_promtool() throws IOException {
    String tried = Files.readString(Chart.DIRECTORY.resolveSibling("alerts.test.yaml"));
    JsonNode rules = rule().at("/spec/groups/0/rules");

    assertThat(rules).hasSizeGreaterThan(15);
    assertThat(rules)
        .allMatch(alert -> Set.of("warn", "page").contains(alert.at("/labels/severity").asText()))
        .allMatch(
            alert ->
                Pattern.compile(
                        "alertname: "
                            + alert.path("alert").asText()
                            + "\\s+exp_alerts:\\s+(-|\\[\\{)")
                    .matcher(tried)
                    .find());
  }

  @Test
  void alerts_and_dashboards_use_metrics_that_are_measured() throws IOException {
    Set<String> measured = measured();
    Set<String> used = new TreeSet<>();
    for (Path file : List.of(Path.of("alerts.yaml"), Path.of("dashboards"))) {
      try (Stream<Path> files = Files.walk(Chart.DIRECTORY.resolve("files").resolve(file))) {
        for (Path each : files.filter(Files::isRegularFile).toList()) {
          USED.matcher(Files.readString(each))
              .results()
              .map(found -> found.group())
              .forEach(used::add);
        }
      }
    }

    assertThat(used).hasSizeGreaterThan(7);
    assertThat(used)
        .allMatch(
            name -> measured.contains(name.replaceFirst("(_seconds|_total)$", "")),
            "is measured: " + measured);
  }

  @Test
  void dashboards_are_json_and_name_nobody() throws IOException {
    ObjectNode boards =
        Chart.render("placed.yaml").stream()
            .filter(object -> object.path("kind").asText().equals("ConfigMap"))
            .findFirst()
            .orElseThrow();

    assertThat(boards.path("data")).hasSize(2);
    for (JsonNode board : boards.path("data")) {
      JsonNode read = new JsonMapper().readTree(board.asText());
      assertThat(read.path("panels")).hasSizeGreaterThan(7);
      assertThat(read.findValuesAsText("expr")).noneMatch(query -> query.contains("athlete="));
    }
  }

  private static ObjectNode rule() {
    return Chart.render("placed.yaml").stream()
        .filter(object -> object.path("kind").asText().equals("PrometheusRule"))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> measured() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String app : List.of("catalog", "session", "progress")) {
      try (Stream<Path> sources = Files.walk(ROOT.resolve(app + "-service/src/main/java"))) {
        for (Path source : sources.filter(Files::isRegularFile).toList()) {
          Matcher name = MEASURED.matcher(Files.readString(source));
          while (name.find()) {
            names.add(name.group(1).replace('.', '_'));
          }
        }
      }
    }
    return names;
  }
}
