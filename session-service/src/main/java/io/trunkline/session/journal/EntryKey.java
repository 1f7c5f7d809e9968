package io.trunkline.session.journal;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/**
 * Identity of an entry, unique for ever. Ordered as the database orders it, which is the order in
 * which locks are taken.
 *
 * @param id chosen by the client; see {@link #isId}
 */
public record EntryKey(String tenant, String athlete, Kind kind, String id)
    implements Comparable<EntryKey> {

  /**
   * Partitions of {@code session.training-log}, for its whole life: growth would tear athletes in
   * two.
   */
  public static final int PARTITIONS = 12;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]{1,64}");
  private static final Comparator<EntryKey> BY_KEY =
      Comparator.comparing(EntryKey::tenant)
          .thenComparing(EntryKey::athlete)
          .thenComparing(key -> key.kind.wireName())
          .thenComparing(EntryKey::id);

  /** Refuses ids that are none with an {@link IllegalArgumentException}. */
  public EntryKey {
    if (!isId(tenant) || !isId(athlete) || !isId(id)) {
      throw new IllegalArgumentException("not an id in " + kind);
    }
  }

  /**
   * Whether this may name an athlete or an entry: 1 to 64 of {@code A-Z a-z 0-9 . _ ~ -}, but never
   * {@code .} or {@code ..}, which clients and proxies remove from paths.
   */
  public static boolean isId(String text) {
    return ID.matcher(text).matches() && !text.equals(".") && !text.equals("..");
  }

  /** As answers and subjects name it: {@code session/s1}. */
  public String name() {
    return kind.wireName() + "/" + id;
  }

  /** Key of its records in the training log: {@code tenant/athlete/kind/id}. */
  public String logKey() {
    return tenant + "/" + athlete + "/" + name();
  }

  /**
   * Partition of its records: of the athlete, not of the key, so that all of an athlete's entries
   * stay together. Test vectors are in {@code contract/partition-vectors.json}.
   */
  public int partition() {
    return partitionOf(tenant, athlete);
  }

  /** Partition of everything about this athlete. */
  public static int partitionOf(String tenant, String athlete) {
    byte[] owner = (tenant + "/" + athlete).getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(owner)) % PARTITIONS;
  }

  /** Whose entry this is: {@code tenant/athlete}. */
  String owner() {
    return tenant + "/" + athlete;
  }

  @Override
  public int compareTo(EntryKey other) {
    return BY_KEY.compare(this, other);
  }
}
