package io.trunkline.progress.erasure;

import io.trunkline.progress.Athlete;
import io.trunkline.progress.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Erases whom {@code session.erasures} names. In ordinary life they are gone already by the
 * training log; this finds those whom a restore of this database brought back.
 */
@ApplicationScoped
public class EraseAgain {

  private static final int PAGE = 1000;

  private final Database database;
  private final ErasedAthletes erased;

  EraseAgain(Database database, ErasedAthletes erased) {
    this.database = database;
    this.erased = erased;
  }

  /**
   * When this returns none of them stands here. May be repeated after a failure half-way.
   *
   * @param tenantsByPseudonym who; the topic names no athlete
   */
  public void of(Map<String, String> tenantsByPseudonym) throws SQLException {
    database.commit(connection -> erased.announce(connection, tenantsByPseudonym));
    Map<String, String> open = new TreeMap<>(tenantsByPseudonym);
    database.commit(
        connection -> open.keySet().retainAll(erased.notApplied(connection, open.keySet())));
    if (open.isEmpty()) {
      return;
    }
    // Nobody can tell whose a pseudonym is; so everybody's is computed.
    Athlete last = new Athlete("", "");
    for (List<Athlete> page = page(last); !page.isEmpty(); page = page(last)) {
      for (Athlete athlete : page) {
        if (open.containsKey(erased.pseudonym(athlete))) {
          database.commit(connection -> erased.erase(connection, athlete));
        }
      }
      last = page.get(page.size() - 1);
    }
    database.commit(connection -> erased.applied(connection, open));
  }

  private List<Athlete> page(Athlete last) throws SQLException {
    List<Athlete> page = new ArrayList<>();
    database.commit(connection -> read(connection, last, page));
    return page;
  }

  private static void read(Connection connection, Athlete last, List<Athlete> page)
      throws SQLException {
    String sql =
        """
        SELECT tenant, athlete FROM athlete WHERE (tenant, athlete) > (?, ?)
        ORDER BY tenant, athlete LIMIT ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, last.tenant());
      statement.setString(2, last.id());
      statement.setInt(3, PAGE);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(new Athlete(rows.getString(1), rows.getString(2)));
        }
      }
    }
  }
}
