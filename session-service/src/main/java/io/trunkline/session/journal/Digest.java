package io.trunkline.session.journal;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Tells whether two copies of an athlete's entries are the same: SHA-256 over one line {@code
 * kind/id@revision:sha256-of-body} for each live entry, in the order of their bytes. Tombstones are
 * left out, because a reader of the compacted log may never have seen them.
 */
@Singleton
public class Digest {

  private static final String LIVE =
      """
      SELECT kind, entry_id, revision, body_sha256 FROM entry
      WHERE tenant = ? AND athlete = ? AND NOT deleted
      """;

  private final Transactions transactions;

  Digest(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The digest of one athlete, as answered.
   *
   * @param digest lower-case hexadecimal
   * @param entries how many live entries it covers
   */
  public record OfAthlete(String digest, int entries) {}

  /** An athlete nobody wrote about has the digest of nothing. */
  public OfAthlete of(String tenant, String athlete) {
    SortedSet<String> lines =
        transactions.run(
            tenant,
            connection -> {
              SortedSet<String> found = new TreeSet<>();
              try (PreparedStatement live = connection.prepareStatement(LIVE)) {
                live.setString(1, tenant);
                live.setString(2, athlete);
                try (ResultSet row = live.executeQuery()) {
                  while (row.next()) {
                    found.add(
                        line(row.getString(1), row.getString(2), row.getLong(3), row.getBytes(4)));
                  }
                }
              }
              return found;
            });
    return over(lines);
  }

  /** The line of a live entry. */
  public static String line(String kind, String id, long revision, byte[] sha256) {
    return kind + "/" + id + "@" + revision + ":" + HexFormat.of().formatHex(sha256) + "\n";
  }

  /** The digest of these lines. */
  public static OfAthlete over(SortedSet<String> lines) {
    byte[] text = String.join("", lines).getBytes(StandardCharsets.US_ASCII);
    return new OfAthlete(HexFormat.of().formatHex(Content.sha256(text)), lines.size());
  }
}
