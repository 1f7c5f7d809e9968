package io.trunkline.progress;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/** Beside the real parts: the address of a broker that nobody has started. */
public final class NoKafkaYet implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    try (ServerSocket free = new ServerSocket(0)) {
      return Map.of("kafka.bootstrap.servers", "localhost:" + free.getLocalPort());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
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
