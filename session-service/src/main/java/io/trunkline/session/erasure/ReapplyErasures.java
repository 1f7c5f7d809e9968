package io.trunkline.session.erasure;

import io.trunkline.session.journal.Pseudonyms;
import io.trunkline.session.journal.Transactions;
import io.trunkline.session.relay.ReadErasures;
import io.trunkline.session.relay.ReadErasures.Announced;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Erases again what a restore brought back: the topic remembers every erasure by pseudonym, and the
 * athletes that are here are recognised by theirs.
 */
@Singleton
class ReapplyErasures {

  private static final int CHUNK = 1000;

  /** From one athlete to the next by the primary key, whatever number of entries lies between. */
  private static final String ATHLETES =
      """
      WITH RECURSIVE walk AS (
        (SELECT e.tenant, e.athlete FROM entry e WHERE (e.tenant, e.athlete) > (?, ?)
          ORDER BY e.tenant, e.athlete LIMIT 1)
        UNION ALL
        SELECT n.tenant, n.athlete FROM walk w CROSS JOIN LATERAL (
          SELECT e.tenant, e.athlete FROM entry e WHERE (e.tenant, e.athlete) > (w.tenant, w.athlete)
           ORDER BY e.tenant, e.athlete LIMIT 1) n)
      SELECT w.tenant, w.athlete, x.pseudonym IS NOT NULL AS under_way FROM walk w
        LEFT JOIN erasure x ON x.tenant = w.tenant AND x.athlete = w.athlete
       LIMIT ?
      """;

  private final Transactions transactions;
  private final Pseudonyms pseudonyms;
  private final ReadErasures readErasures;
  private final Erasures erasures;
  private final ErasureSteps steps;

  ReapplyErasures(
      Transactions transactions,
      Pseudonyms pseudonyms,
      ReadErasures readErasures,
      Erasures erasures,
      ErasureSteps steps) {
    this.transactions = transactions;
    this.pseudonyms = pseudonyms;
    this.readErasures = readErasures;
    this.erasures = erasures;
    this.steps = steps;
  }

  /** What was found and done. */
  record Reapplied(
      @Schema(description = "Erasures the topic knows.") int read,
      @Schema(description = "Athletes who were here again, and are erased again.") int erased) {}

  private record Athlete(String tenant, String id, boolean underWay) {}

  /**
   * Returns when the journal holds nothing of them any more; the other steps follow by themselves.
   */
  Reapplied fromTheBeginning() {
    Map<String, Announced> announced = new LinkedHashMap<>();
    for (Announced each : readErasures.all()) {
      announced.put(each.tenant() + "/" + each.pseudonym(), each);
    }
    int erased = 0;
    Athlete last = new Athlete("", "", false);
    List<Athlete> athletes;
    do {
      athletes = athletesAfter(last);
      for (Athlete athlete : athletes) {
        last = athlete;
        String pseudonym = pseudonyms.of(athlete.tenant(), athlete.id());
        Announced known = announced.get(athlete.tenant() + "/" + pseudonym);
        if (known != null && !athlete.underWay()) {
          Erasure again = erasure(known, athlete.id());
          erasures.begin(again);
          steps.eraseJournal(again);
          erased++;
        }
      }
    } while (athletes.size() == CHUNK);
    announced.values().forEach(each -> erasures.remember(erasure(each, null)));
    return new Reapplied(announced.size(), erased);
  }

  private static Erasure erasure(Announced announced, String athlete) {
    return new Erasure(
        announced.tenant(),
        announced.pseudonym(),
        announced.receipt(),
        athlete,
        announced.erasedAt(),
        null);
  }

  private List<Athlete> athletesAfter(Athlete last) {
    return transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(ATHLETES)) {
            select.setString(1, last.tenant());
            select.setString(2, last.id());
            select.setInt(3, CHUNK);
            List<Athlete> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.add(new Athlete(row.getString(1), row.getString(2), row.getBoolean(3)));
              }
            }
            return found;
          }
        });
  }
}
