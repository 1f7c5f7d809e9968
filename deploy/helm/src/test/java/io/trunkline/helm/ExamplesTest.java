package io.trunkline.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator copies has to fit the operators, the chart and the services. */
class ExamplesTest {

  private static final Path EXAMPLES = Chart.DIRECTORY.resolve("../../examples").normalize();
  private static final Pattern SETTING = Pattern.compile("\"([a-z.]+)\", \"([^\"]+)\"");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka/cluster.yaml",
        "kafka/topics.yaml",
        "kafka/users.yaml",
        "postgres/clusters.yaml",
        "small/kafka.yaml",
        "small/users.yaml",
        "small/postgres.yaml"
      })
  void every_object_is_one_that_its_operator_knows(String file) throws IOException {
    List<ObjectNode> objects = objects(file);

    assertThat(objects).isNotEmpty();
    assertThat(objects.stream().map(KubernetesTypes::fault).flatMap(Optional::stream)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"values.yaml", "small/values.yaml"})
  void the_values_make_a_chart_that_keeps_the_rules(String file) {
    List<ObjectNode> objects = Chart.render(EXAMPLES.resolve(file), "migrations.helmHook", false);

    assertThat(objects.stream().map(KubernetesTypes::fault).flatMap(Optional::stream)).isEmpty();
    assertThat(Rules.faults(objects)).isEmpty();
  }

  @Test
  void the_topics_are_made_as_the_services_would_make_them() throws IOException {
    String code =
        Files.readString(
            EXAMPLES.resolve(
                "../../catalog-service/src/main/java/io/trunkline/catalog/publishing/Topics.java"));
    Map<String, String> settings = new TreeMap<>();
    Matcher setting = SETTING.matcher(code.substring(code.indexOf("Map.of(")));
    while (setting.find()) {
      settings.put(setting.group(1), setting.group(2));
    }
    Map<String, Integer> partitions = new TreeMap<>();
    for (ObjectNode topic : objects("kafka/topics.yaml")) {
      partitions.put(topic.at("/metadata/name").asText(), topic.at("/spec/partitions").asInt());
      settings.forEach(
          (key, value) ->
              assertThat(topic.at("/spec/config").path(key).asText()).as(key).isEqualTo(value));
      assertThat(topic.at("/spec/config/min.insync.replicas").asInt()).isEqualTo(2);
      assertThat(topic.at("/spec/replicas").asInt()).isEqualTo(3);
    }

    assertThat(settings).hasSize(8);
    assertThat(partitions)
        .isEqualTo(
            Map.of(
                "session.training-log", 12,
                "session.erasures", 1,
                "catalog.exercises", 3,
                "catalog.programs", 3,
                "progress.recommendations", 12));
  }

  @Test
  void each_service_writes_its_own_topics_only_and_nobody_creates() throws IOException {
    for (ObjectNode user : objects("kafka/users.yaml")) {
      String own = user.at("/metadata/name").asText().replace("-service", ".");
      Set<String> operations = new TreeSet<>();
      for (JsonNode acl : user.at("/spec/authorization/acls")) {
        String resource = acl.at("/resource/name").asText();
        for (JsonNode operation : acl.path("operations")) {
          operations.add(operation.asText());
          if (operation.asText().equals("Write")
              || acl.at("/resource/type").asText().equals("group")) {
            assertThat(resource).startsWith(own);
          }
        }
      }
      assertThat(operations).isSubsetOf("Read", "Write", "Describe");
    }
  }

  @Test
  void a_consumer_may_read_what_it_reads() throws IOException {
    for (String app : List.of("session", "progress")) {
      String properties =
          Files.readString(
              EXAMPLES.resolve(
                  "../../" + app + "-service/src/main/resources/application.properties"));
      Set<String> read = new TreeSet<>();
      Matcher topics =
          Pattern.compile("mp[.]messaging[.]incoming[.][a-z-]+[.]topics?=(.+)").matcher(properties);
      while (topics.find()) {
        read.addAll(List.of(topics.group(1).strip().split(",", -1)));
      }
      Set<String> allowed = new TreeSet<>();
      objects("kafka/users.yaml").stream()
          .filter(user -> user.at("/metadata/name").asText().equals(app + "-service"))
          .flatMap(user -> user.at("/spec/authorization/acls").findParents("name").stream())
          .forEach(resource -> allowed.add(resource.path("name").asText()));

      assertThat(read).isNotEmpty();
      assertThat(allowed).containsAll(read);
    }
  }

  @Test
  void the_small_profile_says_first_what_it_may_lose() throws IOException {
    for (String file : List.of("values.yaml", "kafka.yaml", "postgres.yaml")) {
      try (Stream<String> lines = Files.lines(EXAMPLES.resolve("small").resolve(file))) {
        assertThat(lines.findFirst().orElseThrow()).startsWith("# May lose");
      }
    }
  }

  private static List<ObjectNode> objects(String file) throws IOException {
    return Chart.parse(Files.readString(EXAMPLES.resolve(file)));
  }
}
