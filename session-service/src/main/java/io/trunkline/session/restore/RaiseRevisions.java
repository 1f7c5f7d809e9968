package io.trunkline.session.restore;

import io.trunkline.session.journal.MarksWaiting;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Lifts the revisions of a restored journal above all that were ever handed out, and has everything
 * published at the new ones. Otherwise it would hand out again what consumers already hold with
 * another content, and they would never hear of the new one. An old ETag then no longer holds.
 */
@Singleton
class RaiseRevisions {

  private static final int CHUNK = 1000;

  private static final String RAISE =
      """
      WITH walked AS (
        SELECT tenant, athlete, kind, entry_id FROM entry WHERE (tenant, athlete, kind, entry_id) > (?, ?, ?, ?)
         ORDER BY tenant, athlete, kind, entry_id LIMIT ?),
      raised AS (
        UPDATE entry e SET revision = e.revision + ? FROM walked w
         WHERE e.tenant = w.tenant AND e.athlete = w.athlete AND e.kind = w.kind AND e.entry_id = w.entry_id
           AND e.revision < ?
        RETURNING e.tenant, e.athlete, e.kind, e.entry_id, e.partition),
      marked AS (
        INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at)
        SELECT r.*, nextval('mark_token'), clock_timestamp() FROM raised r
        ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
           SET token = EXCLUDED.token, bumped_at = COALESCE(outbox_mark.bumped_at, EXCLUDED.marked_at))
      SELECT tenant, athlete, kind, entry_id, (SELECT count(*) FROM raised) FROM walked
       ORDER BY tenant DESC, athlete DESC, kind DESC, entry_id DESC LIMIT 1
      """;

  private static final String BELOW = "SELECT count(*) FROM entry WHERE revision < ?";

  private final Transactions transactions;
  private final MarksWaiting marksWaiting;

  RaiseRevisions(Transactions transactions, MarksWaiting marksWaiting) {
    this.transactions = transactions;
    this.marksWaiting = marksWaiting;
  }

  /** How far it is, or what it came to. */
  record Raised(
      @Schema(description = "Entries at a lower revision so far; in a dry run only counted.")
          long raised,
      @Schema(description = "Only on the last line: none is left below.") boolean done) {}

  /**
   * Adds {@code above} to each revision below it. Repeated after an interruption it goes on; after
   * that it changes nothing.
   *
   * @param progress gets a line for each chunk
   */
  void above(long above, boolean dryRun, Consumer<Raised> progress) {
    long raised = dryRun ? below(above) : 0;
    List<String> last = List.of("", "", "", "");
    while (!dryRun) {
      List<String> from = last;
      Chunk chunk = transactions.runAcrossTenants(connection -> chunk(connection, from, above));
      if (chunk == null) {
        break;
      }
      marksWaiting.announce();
      last = chunk.last();
      raised += chunk.entries();
      progress.accept(new Raised(raised, false));
    }
    progress.accept(new Raised(raised, true));
  }

  private record Chunk(List<String> last, long entries) {}

  private static Chunk chunk(Connection connection, List<String> from, long above)
      throws SQLException {
    try (PreparedStatement raise = connection.prepareStatement(RAISE)) {
      for (int i = 0; i < from.size(); i++) {
        raise.setString(i + 1, from.get(i));
      }
      raise.setInt(5, CHUNK);
      raise.setLong(6, above);
      raise.setLong(7, above);
      try (ResultSet row = raise.executeQuery()) {
        return row.next()
            ? new Chunk(
                List.of(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                row.getLong(5))
            : null;
      }
    }
  }

  private long below(long above) {
    return transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement count = connection.prepareStatement(BELOW)) {
            count.setLong(1, above);
            try (ResultSet row = count.executeQuery()) {
              row.next();
              return row.getLong(1);
            }
          }
        });
  }
}
