package io.trunkline.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChartTest {

  static List<String> valueSets() {
    return Chart.valueSets();
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void every_object_is_one_that_kubernetes_knows(String valueSet) {
    List<ObjectNode> objects = Chart.render(valueSet);

    assertThat(objects).hasSizeGreaterThan(14);
    assertThat(objects.stream().map(KubernetesTypes::fault).flatMap(Optional::stream)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void every_object_keeps_the_rules(String valueSet) {
    assertThat(Rules.faults(Chart.render(valueSet))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valueSets")
  void no_two_objects_have_one_name(String valueSet) {
    Stream<String> names =
        Chart.render(valueSet).stream()
            .map(object -> object.path("kind").asText() + object.at("/metadata/name").asText());

    assertThat(names.collect(Collectors.toList())).doesNotHaveDuplicates();
  }

  @Test
  void the_readme_names_every_value() throws IOException {
    JsonNode schema =
        new JsonMapper().readTree(Chart.DIRECTORY.resolve("values.schema.json").toFile());
    String readme = Files.readString(Chart.DIRECTORY.resolveSibling("README.md"));
    List<String> paths = new ArrayList<>();
    leaves("", schema, paths);

    assertThat(paths).hasSizeGreaterThan(50);
    assertThat(
            paths.stream()
                .map(path -> path.replaceFirst("^(catalog|session)[.]", "<service>."))
                .map(
                    path ->
                        path.replaceFirst(
                            "^progress[.]((?!clientSecret|pages|autoscaling.lag).*)",
                            "<service>.$1")))
        .allMatch(path -> readme.contains("| `" + path + "` |"));
  }

  private static void leaves(String path, JsonNode schema, List<String> paths) {
    JsonNode fields = schema.path("properties");
    if (fields.isMissingNode() || path.endsWith("parent")) {
      paths.add(path);
    }
    fields
        .properties()
        .forEach(
            field -> {
              if (!path.endsWith("parent") && !field.getKey().equals("global")) {
                leaves(
                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                    field.getValue(),
                    paths);
              }
            });
  }

  @Test
  void helm_finds_nothing_to_complain_about() {
    LintResult lint = new Helm(Chart.DIRECTORY).lint().quiet().call();

    assertThat(lint.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
  }

  @ParameterizedTest
  @CsvSource({
    "identity.issuer, '', identity.issuer is missing",
    "kafka.bootstrapServers, '', kafka.bootstrapServers is missing",
    "session.database.url, '', session.database.url is missing",
    "progress.kafkaSecret, '', progress.kafkaSecret is missing",
    "image.tag, latest, tag",
    "sesion.replicas, 3, sesion",
    "session.replica, 3, replica",
    "session.replicas, 0, replicas",
    "progress.autoscaling.max, 13, max",
    "session.autoscaling.mode, lag, mode",
    "session.settings.QUARKUS_DATASOURCE_PASSWORD, x, PASSWORD",
    "kafka.protocol, SASL_PLAINTEXT, protocol",
  })
  void what_cannot_work_is_refused_before_it_is_installed(String path, String value, String word) {
    Object typed = value.matches("[0-9]+") ? Integer.valueOf(value) : value;

    assertThatThrownBy(() -> Chart.render("tls.yaml", path, typed)).hasMessageContaining(word);
  }

  @Test
  void a_client_keeps_its_name_when_it_is_given_a_tenant() {
    assertThat(deployments("scram.yaml").get(1).at("/spec/template/spec/containers/0/env"))
        .anyMatch(
            variable ->
                variable.path("name").asText().equals("TRUNKLINE_IDENTITY_TENANTS")
                    && variable.path("value").asText().equals("club-app=club;gym-app=gym"));
  }

  @Test
  void the_number_of_pods_is_left_to_whoever_scales_them() {
    assertThat(deployments("tls.yaml"))
        .allMatch(deployment -> deployment.at("/spec/replicas").asInt() == 2);
    assertThat(deployments("ingress.yaml"))
        .allMatch(deployment -> deployment.at("/spec/replicas").isMissingNode());
  }

  @Test
  void operators_calls_are_not_reachable_from_outside() {
    List<JsonNode> paths =
        Chart.render("ingress.yaml").stream()
            .filter(is("Ingress"))
            .flatMap(ingress -> children(ingress.at("/spec/rules/0/http/paths")))
            .toList();
    assertThat(prefixes(paths, "pathType", "path"))
        .contains("/v1/entries", "/athletes")
        .allMatch(path -> path.length() > "/v1".length() && !"/v1/ops".startsWith(path));
    List<JsonNode> matches =
        Chart.render("gateway-lag.yaml").stream()
            .filter(is("HTTPRoute"))
            .flatMap(route -> children(route.at("/spec/rules/0/matches")))
            .map(match -> match.path("path"))
            .toList();
    assertThat(prefixes(matches, "type", "value"))
        .contains("/v1/entries")
        .doesNotContain("/athletes")
        .allMatch(path -> path.length() > "/v1".length() && !"/v1/ops".startsWith(path));
  }

  /** Every path but those that match nothing but themselves. */
  private static List<String> prefixes(List<JsonNode> paths, String type, String path) {
    return paths.stream()
        .filter(one -> !one.path(type).asText().equals("Exact"))
        .map(one -> one.path(path).asText())
        .toList();
  }

  private static Stream<JsonNode> children(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Test
  void coaches_are_let_in_only_where_their_pages_are_wanted() {
    String with = deployments("ingress.yaml").get(2).toString();
    String without = deployments("tls.yaml").get(2).toString();

    assertThat(with)
        .contains("\"TRUNKLINE_PAGES_ENABLED\",\"value\":\"true\"")
        .contains("\"trunkline.pages.client-secret\"");
    assertThat(without).doesNotContain("TRUNKLINE_PAGES").doesNotContain("trunkline.pages");
  }

  @Test
  void nothing_goes_in_or_out_that_nobody_named() {
    List<ObjectNode> policies =
        Chart.render("tls.yaml").stream().filter(is("NetworkPolicy")).toList();

    assertThat(policies).hasSize(5);
    assertThat(policies)
        .allMatch(
            policy -> policy.at("/spec/policyTypes").toString().equals("[\"Ingress\",\"Egress\"]"));
    assertThat(policies.get(0).at("/spec").has("egress")).isFalse();
  }

  @Test
  void a_collector_of_traces_is_told_and_reached_only_where_one_is_named() {
    assertThat(deployments("placed.yaml"))
        .allMatch(
            deployment ->
                deployment
                    .toString()
                    .contains("\"QUARKUS_OTEL_SDK_DISABLED\",\"value\":\"false\""));
    assertThat(egress("placed.yaml")).filteredOn(policy -> policy.contains("4317")).hasSize(3);
    assertThat(deployments("tls.yaml"))
        .noneMatch(deployment -> deployment.toString().contains("OTEL"));
    assertThat(egress("tls.yaml")).noneMatch(policy -> policy.contains("4317"));
  }

  private static Stream<String> egress(String valueSet) {
    return Chart.render(valueSet).stream()
        .filter(is("NetworkPolicy"))
        .map(policy -> policy.at("/spec/egress").toString());
  }

  @Test
  void migrations_are_hooks_unless_somebody_else_orders_things() {
    assertThat(Chart.render("tls.yaml").stream().filter(is("Job"))).hasSize(3);
    assertThat(Chart.render("tls.yaml", "migrations.helmHook", true).stream().filter(is("Job")))
        .isEmpty();
  }

  private static List<ObjectNode> deployments(String valueSet) {
    return Chart.render(valueSet).stream().filter(is("Deployment")).toList();
  }

  private static Predicate<ObjectNode> is(String kind) {
    return object -> object.path("kind").asText().equals(kind);
  }
}
