package io.trunkline.session.erasure;

import io.quarkus.scheduler.Scheduled;
import io.trunkline.session.journal.DatabaseAway;
import io.trunkline.session.journal.MarksWaiting;
import io.trunkline.session.journal.Transactions;
import io.trunkline.session.relay.AnnounceErasure;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Carries erasures through, one step after the other; each may be repeated, by any replica. No step
 * waits for Kafka with a transaction open, and what Kafka does not take now is tried again.
 */
@Singleton
class ErasureSteps {

  private static final Logger LOG = Logger.getLogger(ErasureSteps.class);
  private static final int CHUNK = 500;

  /** Another replica that is at it already keeps the row. */
  private static final String TAKE =
      "SELECT 1 FROM erasure WHERE tenant = ? AND pseudonym = ? AND journal_at IS NULL FOR UPDATE SKIP LOCKED";

  private static final String ERASE_CHUNK =
      """
      WITH erased AS (
        UPDATE entry e
           SET revision = e.revision + 1, deleted = true, body = NULL, body_sha256 = NULL, happened_at = NULL,
               recorded_at = clock_timestamp(), author = 'erasure'
          FROM (SELECT kind, entry_id FROM entry WHERE tenant = ? AND athlete = ? AND NOT deleted
                 ORDER BY kind, entry_id LIMIT ? FOR UPDATE) c
         WHERE e.tenant = ? AND e.athlete = ? AND e.kind = c.kind AND e.entry_id = c.entry_id
        RETURNING e.tenant, e.athlete, e.kind, e.entry_id, e.partition)
      INSERT INTO outbox_mark (tenant, athlete, kind, entry_id, partition, token, marked_at)
      SELECT tenant, athlete, kind, entry_id, partition, nextval('mark_token'), clock_timestamp() FROM erased
       ORDER BY kind, entry_id
      ON CONFLICT (tenant, athlete, kind, entry_id) DO UPDATE
         SET token = EXCLUDED.token, bumped_at = COALESCE(outbox_mark.bumped_at, EXCLUDED.marked_at)
      """;

  private static final String NO_MARKS =
      " AND NOT EXISTS (SELECT FROM outbox_mark m WHERE m.tenant = erasure.tenant AND m.athlete = erasure.athlete)";

  private static final String THIS = " WHERE tenant = ? AND pseudonym = ?";

  private static final String JOURNAL_DONE =
      "UPDATE erasure SET journal_at = clock_timestamp()" + THIS;
  private static final String ANNOUNCED =
      "UPDATE erasure SET announced_at = clock_timestamp()" + THIS;
  private static final String LOG_DONE =
      "UPDATE erasure SET log_at = clock_timestamp()"
          + THIS
          + " AND announced_at IS NOT NULL AND journal_at IS NOT NULL AND log_at IS NULL"
          + NO_MARKS;
  private static final String MAY_CLOSE =
      "SELECT 1 FROM erasure"
          + THIS
          + " AND projection_at IS NOT NULL AND log_at IS NOT NULL"
          + NO_MARKS;
  private static final String CLOSED =
      "UPDATE erasure SET athlete = NULL, closed_at = clock_timestamp()" + THIS + NO_MARKS;

  private final Transactions transactions;
  private final Erasures erasures;
  private final AnnounceErasure announce;
  private final MarksWaiting marksWaiting;
  private final Duration closeAfter;

  ErasureSteps(
      Transactions transactions,
      Erasures erasures,
      AnnounceErasure announce,
      MarksWaiting marksWaiting,
      @ConfigProperty(name = "trunkline.erasure.close-after") Duration closeAfter) {
    this.transactions = transactions;
    this.erasures = erasures;
    this.announce = announce;
    this.marksWaiting = marksWaiting;
    this.closeAfter = closeAfter;
  }

  @Scheduled(
      every = "{trunkline.erasure.look-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  void advanceAll() throws InterruptedException {
    try {
      for (Erasure erasure : erasures.due(closeAfter)) {
        advance(erasure);
      }
    } catch (DatabaseAway away) {
      LOG.warn("the database is away; erasures wait");
    }
  }

  /** Does the steps that can be done now. */
  void advance(Erasure erasure) throws InterruptedException {
    if (erasure.steps().log() != null) {
      close(erasure);
      return;
    }
    eraseJournal(erasure);
    if (erasure.steps().announced() == null
        && announce.toEverybody(
            erasure.tenant(),
            erasure.athlete(),
            erasure.pseudonym(),
            erasure.receipt(),
            erasure.requestedAt())) {
      update(ANNOUNCED, erasure);
    }
    update(LOG_DONE, erasure);
  }

  private void close(Erasure erasure) throws InterruptedException {
    boolean noMarks =
        transactions.runAcrossTenants(connection -> exists(connection, MAY_CLOSE, erasure));
    if (noMarks && announce.takeBack(erasure.tenant(), erasure.athlete(), erasure.requestedAt())) {
      forget(erasure);
    }
  }

  /** Values, hashes and moments go; a tombstone of the next revision stays until the end. */
  void eraseJournal(Erasure erasure) {
    while (eraseChunk(erasure)) {
      marksWaiting.announce();
    }
    marksWaiting.announce();
  }

  private boolean eraseChunk(Erasure erasure) {
    return transactions.runAcrossTenants(
        connection -> {
          if (!exists(connection, TAKE, erasure)) {
            return false;
          }
          int erased = eraseChunk(connection, erasure);
          if (erased == CHUNK) {
            return true;
          }
          deleteAll(connection, "entry_revision", erasure);
          update(connection, JOURNAL_DONE, erasure);
          return false;
        });
  }

  private static int eraseChunk(Connection connection, Erasure erasure) throws SQLException {
    try (PreparedStatement erase = connection.prepareStatement(ERASE_CHUNK)) {
      erase.setString(1, erasure.tenant());
      erase.setString(2, erasure.athlete());
      erase.setInt(3, CHUNK);
      erase.setString(4, erasure.tenant());
      erase.setString(5, erasure.athlete());
      return erase.executeUpdate();
    }
  }

  /** Tombstones and the clear id go; receipt and pseudonym stay. */
  private void forget(Erasure erasure) {
    transactions.runAcrossTenants(
        connection -> {
          if (update(connection, CLOSED, erasure) == 1) {
            deleteAll(connection, "entry", erasure);
          }
          return null;
        });
  }

  private static void deleteAll(Connection connection, String table, Erasure erasure)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM " + table + " WHERE tenant = ? AND athlete = ?")) {
      delete.setString(1, erasure.tenant());
      delete.setString(2, erasure.athlete());
      delete.executeUpdate();
    }
  }

  private void update(String statement, Erasure erasure) {
    transactions.runAcrossTenants(connection -> update(connection, statement, erasure));
  }

  private static int update(Connection connection, String statement, Erasure erasure)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(statement)) {
      update.setString(1, erasure.tenant());
      update.setString(2, erasure.pseudonym());
      return update.executeUpdate();
    }
  }

  private static boolean exists(Connection connection, String query, Erasure erasure)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, erasure.tenant());
      select.setString(2, erasure.pseudonym());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }
}
