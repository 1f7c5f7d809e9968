package io.trunkline.session.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the journal holds of one athlete, without contents: to find the entry that differs. */
@Singleton
class ListEntries {

  private static final String ROWS =
      """
      SELECT kind, entry_id, revision, deleted, body_sha256 FROM entry e
       WHERE tenant = ? AND athlete = ?
         AND NOT EXISTS (SELECT FROM erasure x WHERE x.tenant = e.tenant AND x.athlete = e.athlete)
       ORDER BY kind, entry_id
      """;

  private final Transactions transactions;

  ListEntries(Transactions transactions) {
    this.transactions = transactions;
  }

  /** One entry as it stands. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Row(
      @Schema(description = "Kind of the entry.", examples = "session") String kind,
      @Schema(description = "Id of the entry.", examples = "s1") String id,
      @Schema(description = "Its revision.", examples = "3") long revision,
      @Schema(description = "Whether only the tombstone is left.") boolean deleted,
      @Schema(description = "Lower-case hexadecimal, of the body. Absent when deleted.")
          String sha256) {}

  /** The entries as answered. */
  record Answer(List<Row> entries) {}

  /** All rows, tombstones included; none for an athlete who is unknown or erased. */
  List<Row> of(String tenant, String athlete) {
    return transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(ROWS)) {
            select.setString(1, tenant);
            select.setString(2, athlete);
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                byte[] sha256 = row.getBytes("body_sha256");
                rows.add(
                    new Row(
                        row.getString("kind"),
                        row.getString("entry_id"),
                        row.getLong("revision"),
                        row.getBoolean("deleted"),
                        sha256 == null ? null : HexFormat.of().formatHex(sha256)));
              }
            }
            return rows;
          }
        });
  }
}
