package io.trunkline.progress.publishing;

import io.smallrye.common.annotation.Identifier;
import io.trunkline.progress.Athlete;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The one topic this service owns. */
@ApplicationScoped
class RecommendationsTopic {

  private static final Logger LOG = Logger.getLogger(RecommendationsTopic.class);

  private static final int ANSWER_SECONDS = 10;

  private final Map<String, Object> kafka;
  private final short replicas;

  RecommendationsTopic(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "trunkline.topics.replication-factor") short replicas) {
    this.kafka = kafka;
    this.replicas = replicas;
  }

  /**
   * Creates it when missing; if it exists it keeps its settings, which may be an operator's.
   *
   * @throws IllegalStateException it has another number of partitions: nothing may be sent
   * @throws ExecutionException the broker refused or is away
   * @throws TimeoutException the broker is away
   */
  void ensure() throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, Object> config = new HashMap<>(kafka);
    config.keySet().retainAll(AdminClientConfig.configNames());
    // The client refuses a call's limit below that of one of its requests.
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_SECONDS * 1000);
    try (Admin admin = Admin.create(config)) {
      String topic = PublishedDecision.TOPIC;
      if (!admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS).contains(topic)) {
        create(admin, topic);
      }
      int partitions =
          admin
              .describeTopics(List.of(topic))
              .allTopicNames()
              .get(ANSWER_SECONDS, TimeUnit.SECONDS)
              .get(topic)
              .partitions()
              .size();
      if (partitions != Athlete.PARTITIONS) {
        LOG.errorf(
            "Topic %s has %d partitions, not %d; nothing is published until that is put right.",
            topic, partitions, Athlete.PARTITIONS);
        throw new IllegalStateException("Wrong number of partitions");
      }
    }
  }

  private void create(Admin admin, String name)
      throws ExecutionException, TimeoutException, InterruptedException {
    NewTopic topic = new NewTopic(name, Athlete.PARTITIONS, replicas).configs(settings());
    try {
      admin.createTopics(List.of(topic)).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
      LOG.infof("Created topic %s", name);
    } catch (ExecutionException refused) {
      if (!(refused.getCause() instanceof TopicExistsException)) { // another replica was faster
        throw refused;
      }
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        "cleanup.policy", "compact",
        // A superseded decision is gone from the topic after three days at most.
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
