package io.trunkline.local;

import java.net.URI;

/** One more process of a service, beside the launcher's own and with the same data. */
public final class Replica {

  private final int port;
  private final int management;
  private final ChildJvm child;

  Replica(int port, int management, ChildJvm child) {
    this.port = port;
    this.management = management;
    this.child = child;
  }

  /** The address of its HTTP API, without a path. */
  public URI address() {
    return URI.create("http://localhost:" + port);
  }

  /** Whether it says that requests may come; asked over HTTP like anyone else. */
  public boolean isReady() {
    return Readiness.isReady(management);
  }

  /**
   * Ends it in order (SIGTERM) and waits until it is gone.
   *
   * @throws IllegalStateException if it had not ended by itself after 45 s
   */
  public void stop() {
    if (!child.stop()) {
      throw new IllegalStateException(child.name() + " had to be killed.\n" + child.tail());
    }
  }
}
