package io.trunkline.progress;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import org.apache.kafka.common.utils.Utils;

/**
 * Whose entries and decisions. In the order in which their locks are taken, so that two
 * transactions never wait for each other in a circle.
 */
public record Athlete(String tenant, String id) implements Comparable<Athlete> {

  /**
   * Of the training log and of the recommendations, for life: with another number, copies in the
   * old partitions would never be compacted away.
   */
  public static final int PARTITIONS = 12;

  private static final Comparator<Athlete> ORDER =
      Comparator.comparing(Athlete::tenant).thenComparing(Athlete::id);

  /**
   * Everything about an athlete stands in one partition, of the training log and of the
   * recommendations alike; part of both contracts, for life.
   */
  public int partition() {
    byte[] owner = (tenant + "/" + id).getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(owner)) % PARTITIONS;
  }

  @Override
  public int compareTo(Athlete other) {
    return ORDER.compare(this, other);
  }
}
