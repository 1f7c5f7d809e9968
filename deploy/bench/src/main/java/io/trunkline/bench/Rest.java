package io.trunkline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Waits until the machine has little to do. After a storm of requests the services compile for
 * minutes what was used in it, and on two cores nothing measured meanwhile is theirs.
 */
public final class Rest {

  private static final Path TICKS = Path.of("/proc/stat");
  private static final int IDLE = 3;
  private static final double ENOUGH = 0.8;
  private static final int LONGEST_SECONDS = 180;

  private Rest() {}

  /** Returns once four fifths of a second were idle, or after three minutes. */
  public static void await() throws IOException, InterruptedException {
    long[] before = ticks();
    for (int seconds = 0; seconds < LONGEST_SECONDS; seconds++) {
      TimeUnit.SECONDS.sleep(1);
      long[] now = ticks();
      double all = Arrays.stream(now).sum() - Arrays.stream(before).sum();
      if ((now[IDLE] - before[IDLE]) / all > ENOUGH) {
        return;
      }
      before = now;
    }
  }

  /** Of all cores: user, nice, system, idle and so on. */
  private static long[] ticks() throws IOException {
    String all = Files.readAllLines(TICKS).get(0);
    return Arrays.stream(all.strip().split(" +", -1)).skip(1).mapToLong(Long::parseLong).toArray();
  }
}
