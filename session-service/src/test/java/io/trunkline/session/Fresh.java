package io.trunkline.session;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Names no other test and no earlier run has used. */
public final class Fresh {

  private static final AtomicLong NEXT = new AtomicLong(System.currentTimeMillis());

  private Fresh() {}

  public static String athlete() {
    return "a-" + NEXT.incrementAndGet();
  }

  static Path directory(String name) {
    return Path.of("target", name + "-" + NEXT.incrementAndGet());
  }
}
