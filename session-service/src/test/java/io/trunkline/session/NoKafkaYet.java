package io.trunkline.session;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.stream.IntStream;

/** A real database, and the address of a broker that nobody has started. */
public class NoKafkaYet extends RealParts {

  /** Below the ports that systems give to outgoing connections: one of those might take it. */
  private static final int FIRST = 21_000;

  @Override
  public Map<String, String> start() {
    int port =
        IntStream.iterate(FIRST, each -> each + 2)
            .filter(NoKafkaYet::isFree)
            .findFirst()
            .orElseThrow();
    return startPostgres("localhost:" + port);
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
}
