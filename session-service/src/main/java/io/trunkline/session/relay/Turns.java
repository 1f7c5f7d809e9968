package io.trunkline.session.relay;

import io.trunkline.session.journal.Transactions;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.time.Duration;

/** Lets one of the replicas do what only one of them needs to do. */
@Singleton
public class Turns {

  /** The last line: the database's clock went back. */
  private static final String TAKE =
      """
      INSERT INTO turn (task, taken_at) VALUES (?, clock_timestamp())
      ON CONFLICT (task) DO UPDATE SET taken_at = EXCLUDED.taken_at
       WHERE turn.taken_at <= EXCLUDED.taken_at - ? * interval '1 millisecond'
          OR turn.taken_at > EXCLUDED.taken_at + interval '1 minute'
      """;

  private final Transactions transactions;

  Turns(Transactions transactions) {
    this.transactions = transactions;
  }

  /** True for the first who asks since {@code every} has passed. */
  public boolean take(String task, Duration every) {
    return transactions.runAcrossTenants(
        connection -> {
          try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, task);
            take.setLong(2, every.toMillis());
            return take.executeUpdate() == 1;
          }
        });
  }
}
