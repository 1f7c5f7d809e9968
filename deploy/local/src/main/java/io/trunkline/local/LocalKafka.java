package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A real Kafka broker (KRaft, one node, plaintext on 127.0.0.1) in a JVM of its own, which ends
 * with this one. Topics are never created on demand. One replica: what the broker acknowledged
 * survives the end of its process, not of the machine.
 */
public final class LocalKafka implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(90);

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
          "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info",
          "-Dorg.slf4j.simpleLogger.showDateTime=true",
          "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");

  private final ChildJvm child;
  private final int port;

  private LocalKafka(ChildJvm child, int port) {
    this.child = child;
    this.port = port;
  }

  /**
   * Starts a broker and blocks until it answers.
   *
   * @param directory holds the broker's data, configuration and log file; an earlier broker's data
   *     are used again
   * @param port of the broker, the controller takes the next one; 0 for any two free ones
   * @throws IllegalStateException if the port is taken, or the broker ends or does not answer
   *     within 90 s; the message carries the end of its log
   */
  public static LocalKafka start(Path directory, int port) {
    return start(directory, directory.resolve("kafka.log"), port);
  }

  static LocalKafka start(Path directory, Path log, int port) {
    int brokerPort = Ports.take(port, "Kafka");
    int controllerPort = Ports.take(port == 0 ? 0 : port + 1, "Kafka's controller");
    Path home = directory.toAbsolutePath();
    Path configuration = writeConfiguration(home, brokerPort, controllerPort);
    ChildJvm.Command command =
        new ChildJvm.Command(
            Jdk.running(),
            OPTIONS,
            Checkout.brokerClassPath(),
            List.of(
                Broker.class.getName(), configuration.toString(), logDirectory(home).toString()),
            Map.of());
    ChildJvm child = ChildJvm.start("Kafka", command, log.toAbsolutePath());
    try {
      // Logged when the broker is registered with the controller and takes requests; the port
      // answers long before.
      child.awaitReady(
          () -> child.hasLogged("Kafka Server started") && Ports.isTaken(brokerPort), START_LIMIT);
    } catch (RuntimeException notReady) {
      child.kill();
      throw notReady;
    }
    return new LocalKafka(child, brokerPort);
  }

  private static Path logDirectory(Path home) {
    return home.resolve("data");
  }

  private static Path writeConfiguration(Path home, int brokerPort, int controllerPort) {
    Path file = home.resolve("server.properties");
    String text =
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
            "controller.listener.names=CONTROLLER",
            "listeners=PLAINTEXT://127.0.0.1:"
                + brokerPort
                + ",CONTROLLER://127.0.0.1:"
                + controllerPort,
            "advertised.listeners=PLAINTEXT://localhost:" + brokerPort,
            "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs=" + logDirectory(home).toString().replace("\\", "\\\\"),
            "# A typing error in a topic name must fail, not make a topic with default settings.",
            "auto.create.topics.enable=false",
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=3",
            "transaction.state.log.replication.factor=1",
            "transaction.state.log.min.isr=1",
            "share.coordinator.state.topic.replication.factor=1",
            "share.coordinator.state.topic.min.isr=1",
            "# A consumer alone in its group need not wait for others.",
            "group.initial.rebalance.delay.ms=0",
            "# Compaction shows within seconds, so tests can see it.",
            "log.cleaner.backoff.ms=1000",
            "log.cleaner.dedupe.buffer.size=16777216",
            "num.network.threads=2",
            "num.io.threads=4",
            "");
    try {
      Files.createDirectories(home);
      return Files.writeString(file, text);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "Kafka's configuration could not be written to " + file + ".", failed);
    }
  }

  /** Host and port for a client's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  ChildJvm child() {
    return child;
  }

  /** Ends the broker in order and waits; the data stay. */
  @Override
  public void close() {
    child.stop();
  }
}
