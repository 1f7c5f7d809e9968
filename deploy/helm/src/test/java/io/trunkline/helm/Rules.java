package io.trunkline.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What every object of the chart must keep, whatever the values. */
final class Rules {

  private static final Map<String, Integer> API =
      Map.of("catalog", 8081, "session", 8082, "progress", 8083);
  private static final Map<String, Integer> MANAGEMENT =
      Map.of("catalog", 9001, "session", 9002, "progress", 9003);
  private static final Map<String, String> PROBES =
      Map.of(
          "startupProbe", "/q/health/started",
          "livenessProbe", "/q/health/live",
          "readinessProbe", "/q/health/ready");
  private static final Set<String> VOLUMES = Set.of("emptyDir", "projected", "secret", "configMap");
  private static final Pattern SECRET_NAME =
      Pattern.compile(".*(PASSWORD|SECRET|TOKEN|JAAS|INSTALLATION_KEY).*");
  private static final Pattern VERSION = Pattern.compile(".+(:[0-9][^:/]*|@sha256:[0-9a-f]{64})");

  private final List<String> faults = new ArrayList<>();

  private Rules() {}

  /** Every fault in one line; none if the chart is as it should be. */
  static List<String> faults(List<ObjectNode> objects) {
    Rules rules = new Rules();
    objects.forEach(rules::look);
    rules.serviceTargets(objects);
    return rules.faults;
  }

  private void look(ObjectNode object) {
    String name = object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    if (object.path("kind").asText().equals("Secret")) {
      faults.add(name + " is in the chart: secrets are there already");
    }
    JsonNode pod = object.at("/spec/template/spec");
    if (!pod.isMissingNode()) {
      restricted(name, pod);
      each(pod.path("containers")).forEach(container -> container(name, container));
    }
    if (object.path("kind").asText().equals("Deployment")) {
      deployment(name, object);
    }
  }

  private void restricted(String name, JsonNode pod) {
    check(pod.path("securityContext").path("runAsNonRoot").asBoolean(), name, "may run as root");
    check(pod.path("securityContext").path("runAsUser").asInt() >= 1000, name, "has no fixed user");
    check(
        pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"),
        name,
        "has no seccomp profile");
    check(
        pod.has("automountServiceAccountToken")
            && !pod.path("automountServiceAccountToken").asBoolean(),
        name,
        "gets a token of the cluster");
    for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
      check(!pod.path(shared).asBoolean(), name, "has " + shared);
    }
    each(pod.path("volumes"))
        .forEach(
            volume ->
                check(
                    VOLUMES.stream().anyMatch(volume::has),
                    name,
                    "has a volume of another sort: " + volume));
  }

  private void container(String pod, JsonNode container) {
    String name = pod + "/" + container.path("name").asText();
    JsonNode context = container.path("securityContext");
    check(
        context.has("allowPrivilegeEscalation")
            && !context.path("allowPrivilegeEscalation").asBoolean(),
        name,
        "may gain privileges");
    check(context.path("readOnlyRootFilesystem").asBoolean(), name, "may write to its image");
    check(context.at("/capabilities/drop/0").asText().equals("ALL"), name, "keeps capabilities");
    check(!context.at("/capabilities").has("add"), name, "adds capabilities");
    check(!container.at("/resources/limits/memory").isMissingNode(), name, "has no memory limit");
    check(container.at("/resources/limits/cpu").isMissingNode(), name, "is throttled");
    check(!container.at("/resources/requests/cpu").isMissingNode(), name, "requests no processor");
    check(!container.at("/resources/requests/memory").isMissingNode(), name, "requests no memory");
    check(
        VERSION.matcher(container.path("image").asText()).matches(),
        name,
        "has an image without a version: " + container.path("image").asText());
    each(container.path("env"))
        .filter(variable -> SECRET_NAME.matcher(variable.path("name").asText()).matches())
        .forEach(
            variable -> faults.add(name + " shows a secret: " + variable.path("name").asText()));
    check(
        each(container.path("volumeMounts"))
            .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp")),
        name,
        "has no /tmp");
  }

  private void deployment(String name, ObjectNode deployment) {
    JsonNode rolling = deployment.at("/spec/strategy/rollingUpdate");
    check(rolling.path("maxUnavailable").asInt(1) == 0, name, "rolls with a pod less");
    check(
        deployment.at("/spec/template/spec/terminationGracePeriodSeconds").asInt() >= 45,
        name,
        "is killed before it has stopped");
    JsonNode labels = deployment.at("/spec/template/metadata/labels");
    deployment
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(
            label ->
                check(
                    label.getValue().equals(labels.path(label.getKey())),
                    name,
                    "does not select its own pods"));
    JsonNode container = deployment.at("/spec/template/spec/containers/0");
    String app = container.path("name").asText().replace("-service", "");
    check(port(container, "http").equals(Optional.of(API.get(app))), name, "has another API port");
    check(
        port(container, "management").equals(Optional.of(MANAGEMENT.get(app))),
        name,
        "has another management port");
    PROBES.forEach(
        (probe, path) -> {
          JsonNode get = container.path(probe).path("httpGet");
          check(
              get.path("path").asText().equals(path)
                  && get.path("port").asText().equals("management"),
              name,
              "has a " + probe + " nobody answers: " + get);
        });
  }

  private static Optional<Integer> port(JsonNode container, String name) {
    return each(container.path("ports"))
        .filter(port -> port.path("name").asText().equals(name))
        .map(port -> port.path("containerPort").asInt())
        .findFirst();
  }

  /** Every Service, budget and policy selects the pods of some Deployment or Job. */
  private void serviceTargets(List<ObjectNode> objects) {
    List<JsonNode> pods =
        objects.stream()
            .map(object -> object.at("/spec/template/metadata/labels"))
            .filter(JsonNode::isObject)
            .toList();
    for (ObjectNode object : objects) {
      Stream.of("/spec/selector", "/spec/selector/matchLabels", "/spec/podSelector/matchLabels")
          .map(object::at)
          .filter(selector -> selector.isObject() && !selector.has("matchLabels"))
          .filter(selector -> !object.path("kind").asText().equals("ServiceMonitor"))
          .filter(selector -> pods.stream().noneMatch(pod -> selects(selector, pod)))
          .forEach(
              selector ->
                  faults.add(
                      object.at("/metadata/name").asText() + " selects nothing: " + selector));
    }
  }

  private static boolean selects(JsonNode selector, JsonNode pod) {
    return selector.properties().stream()
        .allMatch(label -> label.getValue().equals(pod.path(label.getKey())));
  }

  private void check(boolean kept, String name, String fault) {
    if (!kept) {
      faults.add(name + " " + fault);
    }
  }

  private static Stream<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
