package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/**
 * What one row says was done.
 *
 * @param notes of the exercise, empty for none
 * @param position of the set within its exercise; null if unknown
 * @param doneAt when the set ended; null if unknown
 * @param sets empty for a row that only carries notes
 * @param dropped what has no place in a session
 */
record Done(
    Workout workout,
    String exercise,
    String notes,
    Integer position,
    Instant doneAt,
    List<ObjectNode> sets,
    List<Dropped> dropped) {

  /**
   * The workout of a row, as far as the row tells.
   *
   * @param key the workout's identity in its export: when it began and what it was called
   * @param startedAt local to the athlete
   * @param endedAt null if unknown
   */
  record Workout(
      String key, String title, OffsetDateTime startedAt, OffsetDateTime endedAt, String notes) {}

  /** A value that is not kept, and why. */
  record Dropped(String column, String value, String reason) {}
}
