package io.trunkline.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
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
      UUID random = UUID.randomUUID();
      Uuid cluster = new Uuid(random.getMostSignificantBits(), random.getLeastSignificantBits());
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
