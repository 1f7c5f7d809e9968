package io.trunkline.local;

import java.nio.file.Files;
import java.nio.file.Path;
import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/** Runs inside the broker's JVM: formats the log directory the first time, then starts Kafka. */
final class Broker {

  private Broker() {}

  /** Takes the configuration file and the log directory. */
  public static void main(String[] args) {
    String config = args[0];
    if (!Files.exists(Path.of(args[1], "meta.properties"))) {
      // Kafka's own draw never begins with a dash, which the tool would take for an option.
      Uuid cluster = Uuid.randomUuid();
      int failed =
          StorageTool.execute(
              new String[] {"format", "--config", config, "--cluster-id", cluster.toString()},
              System.out);
      if (failed != 0) {
        throw new IllegalStateException(
            "The log directory " + args[1] + " could not be formatted.");
      }
    }
    Kafka.main(new String[] {config});
  }
}
