package io.trunkline.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is broken once: it must notice. */
class RulesTest {

  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  @ParameterizedTest
  @CsvSource({
    POD + "/securityContext, runAsNonRoot, may run as root",
    POD + "/securityContext, runAsUser, has no fixed user",
    POD + "/securityContext, seccompProfile, has no seccomp profile",
    POD + ", automountServiceAccountToken, gets a token",
    POD + ", terminationGracePeriodSeconds, is killed before",
    CONTAINER + "/securityContext, allowPrivilegeEscalation, may gain privileges",
    CONTAINER + "/securityContext, readOnlyRootFilesystem, may write",
    CONTAINER + "/securityContext, capabilities, keeps capabilities",
    CONTAINER + "/resources, limits, has no memory limit",
    CONTAINER + "/resources, requests, requests no",
    CONTAINER + ", image, without a version",
    CONTAINER + ", livenessProbe, nobody answers",
    CONTAINER + ", readinessProbe, nobody answers",
    CONTAINER + ", startupProbe, nobody answers",
    CONTAINER + ", ports, another management port",
    CONTAINER + ", volumeMounts, has no /tmp",
    "/spec/strategy, rollingUpdate, rolls with a pod less",
    "/spec/template/metadata, labels, does not select its own pods",
  })
  void what_is_taken_away_is_missed(String parent, String field, String fault) {
    assertThat(spoilt(deployment -> at(deployment, parent).remove(field)))
        .anyMatch(line -> line.contains(fault));
  }

  @Test
  void what_is_added_is_noticed() {
    assertThat(spoilt(d -> at(d, POD).put("hostNetwork", true)))
        .anyMatch(line -> line.contains("hostNetwork"));
    assertThat(spoilt(d -> at(d, CONTAINER).put("image", "trunkline/session-service:latest")))
        .anyMatch(line -> line.contains("without a version"));
    assertThat(
            spoilt(
                d ->
                    ((ArrayNode) d.at(CONTAINER + "/env"))
                        .addObject()
                        .put("name", "QUARKUS_DATASOURCE_PASSWORD")))
        .anyMatch(line -> line.contains("shows a secret"));
    assertThat(spoilt(d -> ((ArrayNode) d.at(POD + "/volumes")).addObject().putObject("hostPath")))
        .anyMatch(line -> line.contains("another sort"));
    ObjectNode secret = JsonNodeFactory.instance.objectNode().put("kind", "Secret");
    assertThat(Rules.faults(List.of(secret))).anyMatch(line -> line.contains("there already"));
  }

  @Test
  void an_unknown_key_a_number_for_a_text_and_an_unknown_kind_are_faults() {
    ObjectNode deployment = deployment();
    assertThat(KubernetesTypes.fault(deployment)).isEmpty();

    at(deployment, CONTAINER).put("imagePullPolice", "Always");
    assertThat(KubernetesTypes.fault(deployment).orElseThrow()).contains("imagePullPolice");

    ObjectNode number = deployment();
    ((ObjectNode) number.at(CONTAINER + "/env/0")).put("value", 1);
    assertThat(KubernetesTypes.fault(number)).isPresent();

    ObjectNode kind = deployment();
    kind.put("apiVersion", "extensions/v1beta1");
    assertThat(KubernetesTypes.fault(kind)).isPresent();
  }

  private static List<String> spoilt(Consumer<ObjectNode> spoil) {
    ObjectNode deployment = deployment();
    assertThat(Rules.faults(List.of(deployment))).isEmpty();
    spoil.accept(deployment);
    return Rules.faults(List.of(deployment));
  }

  private static ObjectNode deployment() {
    return Chart.render("tls.yaml").stream()
        .filter(object -> object.path("kind").asText().equals("Deployment"))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode at(JsonNode object, String pointer) {
    return (ObjectNode) object.at(pointer);
  }
}
