package io.trunkline.catalog.publishing;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The topics this service owns. */
@ApplicationScoped
class Topics {

  /** For life: with another number, copies in the old partitions would never be compacted away. */
  static final int PARTITIONS = 3;

  private static final long ANSWER_SECONDS = 10;

  @Inject
  @Identifier("default-kafka-broker")
  Map<String, Object> kafka;

  @ConfigProperty(name = "trunkline.topics.replication-factor")
  short replicas;

  /**
   * Creates what is missing; topics that exist keep their settings, which may be an operator's.
   *
   * @throws IllegalStateException a topic has another number of partitions: nothing may be sent
   * @throws ExecutionException the broker refused or is away
   * @throws TimeoutException the broker is away
   */
  void createMissing() throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, Object> config = new HashMap<>(kafka);
    config.keySet().retainAll(AdminClientConfig.configNames());
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER_SECONDS * 1000);
    try (Admin admin = Admin.create(config)) {
      List<String> names = Arrays.stream(Stream.values()).map(stream -> stream.topic).toList();
      Set<String> there = admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      for (String name : names) {
        if (!there.contains(name)) {
          create(admin, name);
        }
      }
      Map<String, TopicDescription> described =
          admin.describeTopics(names).allTopicNames().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      for (String name : names) {
        int partitions = described.get(name).partitions().size();
        if (partitions != PARTITIONS) {
          throw new IllegalStateException(
              "Topic %s has %d partitions, not %d; nothing is published until that is put right."
                  .formatted(name, partitions, PARTITIONS));
        }
      }
    }
  }

  private void create(Admin admin, String name)
      throws ExecutionException, TimeoutException, InterruptedException {
    NewTopic topic = new NewTopic(name, PARTITIONS, replicas).configs(settings());
    try {
      admin.createTopics(List.of(topic)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      Log.infof("Created topic %s", name);
    } catch (ExecutionException refused) {
      if (!(refused.getCause() instanceof TopicExistsException)) { // another replica was faster
        throw refused;
      }
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        "cleanup.policy", "compact",
        // A replaced definition is gone after three days at most.
        "max.compaction.lag.ms", "259200000",
        "segment.ms", "86400000",
        // The default of a day is too short for a consumer that was away.
        "delete.retention.ms", "604800000",
        // The lags above must not hang on a sender's clock.
        "message.timestamp.type", "LogAppendTime",
        "min.insync.replicas", String.valueOf(Math.max(1, replicas - 1)),
        "unclean.leader.election.enable", "false",
        "max.message.bytes", "262144",
        "min.cleanable.dirty.ratio", "0.2");
  }
}
