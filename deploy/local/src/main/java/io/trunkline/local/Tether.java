package io.trunkline.local;

import java.io.IOException;
import java.util.Arrays;

/**
 * Main class of every JVM this package starts: runs another main class and ends the JVM, shutdown
 * hooks included, as soon as standard input closes. The parent holds the other end, so no child
 * outlives it, not even after {@code kill -9}.
 */
final class Tether {

  private Tether() {}

  /** Runs the main class named by the first argument with the rest of the arguments. */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(Tether::exitWhenParentIsGone, "tether");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void exitWhenParentIsGone() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent: only the end of the stream means something.
      }
    } catch (IOException closed) {
      // A broken pipe says the same as its end.
    }
    System.exit(0);
  }
}
