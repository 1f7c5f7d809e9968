package io.trunkline.session.entries;

import io.trunkline.session.journal.EntryKey;
import io.trunkline.session.journal.JournalEntry;
import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything an athlete has recorded and not deleted, by kind and id, as lines {@link EntryLine}
 * takes back. Read in pages, so that neither memory nor a transaction depends on its length; what
 * is written meanwhile may be in it or not.
 */
@Singleton
class ExportAthlete {

  private static final int PAGE = 100;

  private static final String KNOWN =
      "SELECT EXISTS (SELECT 1 FROM entry WHERE tenant = ? AND athlete = ?)";

  private static final String NEXT_PAGE =
      "SELECT "
          + JournalEntry.COLUMNS
          + """
           FROM entry e
          WHERE e.tenant = ? AND e.athlete = ? AND NOT e.deleted AND (e.kind, e.entry_id) > (?, ?)
          ORDER BY e.kind, e.entry_id LIMIT ?
          """;

  private final Transactions transactions;

  ExportAthlete(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Pages of entries, the first one read already. */
  final class Export {
    private final String tenant;
    private final String athlete;
    private List<JournalEntry> page;

    private Export(String tenant, String athlete) {
      this.tenant = tenant;
      this.athlete = athlete;
      page = pageAfter("", "");
    }

    /** Writes all of them, one a line. */
    void writeTo(OutputStream out) throws IOException {
      while (!page.isEmpty()) {
        for (JournalEntry entry : page) {
          out.write(EntryLine.write(entry));
        }
        out.flush();
        EntryKey last = page.get(page.size() - 1).key();
        page = page.size() < PAGE ? List.of() : pageAfter(last.kind().wireName(), last.id());
      }
    }

    private List<JournalEntry> pageAfter(String kind, String id) {
      return transactions.run(
          tenant,
          connection -> {
            try (PreparedStatement select = connection.prepareStatement(NEXT_PAGE)) {
              select.setString(1, tenant);
              select.setString(2, athlete);
              select.setString(3, kind);
              select.setString(4, id);
              select.setInt(5, PAGE);
              List<JournalEntry> found = new ArrayList<>();
              try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                  found.add(JournalEntry.read(row));
                }
              }
              return found;
            }
          });
    }
  }

  /**
   * Begins to read.
   *
   * @throws io.quarkiverse.resteasy.problem.HttpProblem if nothing was ever recorded; an athlete
   *     whose entries are all deleted has an empty export
   */
  Export of(String tenant, String athlete) {
    Export export = new Export(tenant, athlete);
    if (export.page.isEmpty() && !isKnown(tenant, athlete)) {
      throw Problems.unknownAthlete();
    }
    return export;
  }

  private boolean isKnown(String tenant, String athlete) {
    return transactions.run(
        tenant,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(KNOWN)) {
            select.setString(1, tenant);
            select.setString(2, athlete);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getBoolean(1);
            }
          }
        });
  }
}
