package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedSet;

/** What changes together with an athlete's entries, or not at all. */
public interface Consequences {

  /**
   * Called in the transaction that stored the entries, after all of them, with the athlete locked:
   * whoever stores another entry of this athlete waits until it ends.
   */
  void draw(Connection connection, Athlete athlete) throws SQLException;

  /**
   * Called instead where many more entries are on their way: remembers that they are still to be
   * drawn for these athletes. {@code after} waits for that.
   */
  void drawSoon(Connection connection, SortedSet<Athlete> athletes) throws SQLException;
}
