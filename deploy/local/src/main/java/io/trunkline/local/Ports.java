package io.trunkline.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TCP ports of the loopback interface. */
final class Ports {

  /** The system may offer one again before somebody listens on it. */
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A port nothing listens on now and that was not given before; another process may take it before
   * the caller does.
   */
  static int free() {
    int port = offered();
    while (!GIVEN.add(port)) {
      port = offered();
    }
    return port;
  }

  private static int offered() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException none) {
      throw new UncheckedIOException("No free port on this machine.", none);
    }
  }

  static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // Otherwise a port whose last connections are still in TIME_WAIT would count as taken after
      // every restart.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return false;
    } catch (IOException taken) {
      return true;
    }
  }

  /** The asked port, or a free one for 0. */
  static int take(int port, String wantedBy) {
    if (port == 0) {
      return free();
    }
    if (isTaken(port)) {
      throw new PortTaken(port, wantedBy);
    }
    return port;
  }
}
