package io.trunkline.session.relay;

import io.smallrye.common.annotation.Identifier;
import io.trunkline.session.journal.EntryKey;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The topics this service owns. Nothing is sent before they are there as they must be. */
@Singleton
public class OwnTopics {

  /** The latest state of every entry, and what must be known about the log itself. */
  public static final String TRAINING_LOG = "session.training-log";

  /** The pseudonyms of erased athletes, for ever: what a restored copy must erase again. */
  public static final String ERASURES = "session.erasures";

  private static final Logger LOG = Logger.getLogger(OwnTopics.class);
  private static final String TIMEOUT_MILLIS = "5000";
  private static final Map<String, Integer> PARTITIONS =
      Map.of(TRAINING_LOG, EntryKey.PARTITIONS, ERASURES, 1);

  private final Map<String, Object> kafka;
  private final short replicationFactor;
  private boolean ready;
  private String lastTold = "";

  OwnTopics(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "trunkline.topics.replication-factor") short replicationFactor) {
    this.kafka = kafka;
    this.replicationFactor = replicationFactor;
  }

  /** Creates what is missing. False: not ready, ask again; the reason is in the log. */
  public synchronized boolean areReady() throws InterruptedException {
    ready = ready || makeReady();
    return ready;
  }

  private boolean makeReady() throws InterruptedException {
    try (Admin admin = Admin.create(adminConfig())) {
      // Who may not create topics is refused even for one that is there.
      Set<String> there = admin.listTopics().names().get();
      for (Map.Entry<String, Integer> topic : PARTITIONS.entrySet()) {
        if (!there.contains(topic.getKey())) {
          create(admin, topic.getKey(), topic.getValue());
        }
      }
      Map<String, TopicDescription> found =
          admin.describeTopics(PARTITIONS.keySet()).allTopicNames().get();
      for (Map.Entry<String, Integer> topic : PARTITIONS.entrySet()) {
        int partitions = found.get(topic.getKey()).partitions().size();
        if (partitions != topic.getValue()) {
          // Records would land where nobody expects them, and old copies would stay for ever where
          // they are.
          tell(topic.getKey() + " has " + partitions + " partitions, not " + topic.getValue());
          return false;
        }
      }
      return true;
    } catch (ExecutionException failure) {
      // For a moment after its creation the broker does not know the topic yet.
      if (!(failure.getCause() instanceof UnknownTopicOrPartitionException)) {
        tell(failure.getCause().getMessage());
      }
      return false;
    }
  }

  /** Once for each reason: this is asked every second. */
  private void tell(String why) {
    if (!why.equals(lastTold)) {
      LOG.warnf("the topics cannot be used, entries wait in the outbox: %s", why);
      lastTold = why;
    }
  }

  private void create(Admin admin, String name, int partitions)
      throws InterruptedException, ExecutionException {
    NewTopic topic = new NewTopic(name, partitions, replicationFactor).configs(settings());
    try {
      admin.createTopics(List.of(topic)).all().get();
      LOG.infof("created %s", name);
    } catch (ExecutionException failure) {
      if (!(failure.getCause() instanceof TopicExistsException)) {
        throw failure;
      }
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "259200000",
        TopicConfig.SEGMENT_MS_CONFIG, "86400000",
        TopicConfig.DELETE_RETENTION_MS_CONFIG, "604800000",
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, replicationFactor >= 3 ? "2" : "1",
        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "262144",
        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");
  }

  private Map<String, Object> adminConfig() {
    Map<String, Object> config = new HashMap<>(kafka);
    config.keySet().retainAll(AdminClientConfig.configNames());
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
    return config;
  }
}
