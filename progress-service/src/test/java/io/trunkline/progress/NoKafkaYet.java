package io.trunkline.progress;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.IntStream;

/** Beside the real parts: the address of a broker that nobody has started. */
public final class NoKafkaYet implements QuarkusTestResourceLifecycleManager {

  /** Below the ports that systems give to outgoing connections: one of those might take it. */
  private static final int FIRST = 21_000;

  @Override
  public Map<String, String> start() {
    int port =
        IntStream.iterate(FIRST, each -> each + 2)
            .filter(NoKafkaYet::isFree)
            .findFirst()
            .orElseThrow();
    return Map.of("kafka.bootstrap.servers", "localhost:" + port);
  }

  /** A broker takes the next one, too. */
  private static boolean isFree(int port) {
    try (ServerSocket broker = new ServerSocket(port);
        ServerSocket controller = new ServerSocket(port + 1)) {
      return broker.isBound() && controller.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  @Override
  public void stop() {
    // The test that starts a broker there ends it.
  }

  /** After the real parts, so that this address is the one that counts. */
  @Override
  public int order() {
    return 1;
  }
}
