package io.trunkline.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A misspelt setting is silently no setting, so each one is looked up in what the service reads.
 */
class SettingsIT {

  private static Map<String, KnownSettings> known;

  static List<String> valueSets() {
    return Chart.valueSets();
  }

  @BeforeAll
  static void read_what_the_services_know() {
    known =
        Stream.of("catalog", "session", "progress")
            .collect(Collectors.toMap(Function.identity(), KnownSettings::of));
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void every_service_knows_every_setting_it_is_given(String valueSet) {
    assertThat(unknown(Chart.render(valueSet))).isEmpty();
  }

  @Test
  void a_setting_nobody_knows_is_found() {
    List<ObjectNode> objects =
        Chart.render("tls.yaml", "session.settings.QUARKUS_LOG_LEVLE", "DEBUG");

    assertThat(unknown(objects)).containsExactly("tl-session session-service QUARKUS_LOG_LEVLE");
    assertThat(known.get("session").property("quarkus.datasource.pasword")).isFalse();
    assertThat(known.get("catalog").variable("TRUNKLINE_SESSION_SERVICE_URL")).isFalse();
  }

  private static List<String> unknown(List<ObjectNode> objects) {
    List<String> unknown = new ArrayList<>();
    for (ObjectNode object : objects) {
      JsonNode pod = object.at("/spec/template/spec");
      for (JsonNode container : pod.path("containers")) {
        String where = object.at("/metadata/name").asText() + " " + container.path("name").asText();
        KnownSettings service = known.get(app(object));
        for (JsonNode variable : container.path("env")) {
          String name = variable.path("name").asText();
          if (!service.variable(name)) {
            unknown.add(where + " " + name);
          }
        }
        pod.path("volumes").findParents("projected").stream()
            .flatMap(volume -> volume.findValuesAsText("path").stream())
            .filter(file -> !service.property(file))
            .forEach(file -> unknown.add(where + " " + file));
      }
    }
    return unknown;
  }

  private static String app(ObjectNode object) {
    String[] words = object.at("/metadata/name").asText().split("-", -1);
    return words[1];
  }

  @Test
  void the_ports_of_the_chart_are_those_of_the_services() throws IOException {
    for (String app : known.keySet()) {
      Properties own = new Properties();
      try (var reader =
          Files.newBufferedReader(
              Chart.DIRECTORY.resolve(
                  "../../../" + app + "-service/src/main/resources/application.properties"))) {
        own.load(reader);
      }
      ObjectNode deployment =
          Chart.render("tls.yaml").stream()
              .filter(object -> object.path("kind").asText().equals("Deployment"))
              .filter(object -> app(object).equals(app))
              .findFirst()
              .orElseThrow();
      assertThat(deployment.findValuesAsText("containerPort"))
          .containsExactly(
              own.getProperty("quarkus.http.port"), own.getProperty("quarkus.management.port"));
    }
  }
}
