package io.trunkline.progress.projection;

import io.trunkline.progress.Athlete;
import java.sql.Connection;
import java.sql.SQLException;

/** What changes together with an athlete's entries, or not at all. */
public interface Consequences {

  /**
   * Called in the transaction that stored the entries, after all of them, with the athlete locked:
   * whoever stores another entry of this athlete waits until it ends.
   */
  void draw(Connection connection, Athlete athlete) throws SQLException;
}
