package io.trunkline.helm;

import java.util.List;
import java.util.Map;

/** The part of KEDA's {@code keda.sh/v1alpha1} that the chart uses; any other key is a fault. */
final class Keda {

  private Keda() {}

  record ScaledObject(String apiVersion, String kind, Metadata metadata, ScaledObjectSpec spec) {}

  record Metadata(String name, Map<String, String> labels) {}

  record ScaledObjectSpec(
      Target scaleTargetRef,
      int minReplicaCount,
      int maxReplicaCount,
      Advanced advanced,
      List<Trigger> triggers) {}

  record Target(String name) {}

  record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {}

  record AutoscalerConfig(Behavior behavior) {}

  record Behavior(ScaleDown scaleDown) {}

  record ScaleDown(int stabilizationWindowSeconds) {}

  record Trigger(String type, KafkaTrigger metadata, Target authenticationRef) {}

  record KafkaTrigger(
      String bootstrapServers,
      String consumerGroup,
      String topic,
      String lagThreshold,
      String sasl,
      String tls) {}

  record TriggerAuthentication(
      String apiVersion, String kind, Metadata metadata, AuthenticationSpec spec) {}

  record AuthenticationSpec(List<FromSecret> secretTargetRef) {}

  record FromSecret(String parameter, String name, String key) {}
}
