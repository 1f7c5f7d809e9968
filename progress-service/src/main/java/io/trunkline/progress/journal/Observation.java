package io.trunkline.progress.journal;

import io.trunkline.progress.json.Fields;
import io.trunkline.progress.json.Malformed;
import io.trunkline.progress.rules.History.Ref;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a coach saw: how an exercise was done (a form check), a note, or both. It is no fact for any
 * rule, so that no dose ever rests on it.
 *
 * @param seenAt its offset fixes the athlete's local day
 * @param author the coach's opaque id
 * @param exercise null where a note is about none; never null beside a form
 * @param form null for a mere note
 * @param note free text about a person, for its author and who sees the athlete's health; null
 *     without one
 */
public record Observation(
    Ref ref, OffsetDateTime seenAt, String author, String exercise, Form form, String note) {

  /** In keys. */
  public static final String KIND = "observation";

  private static final Comparator<Observation> NEWEST_FIRST =
      Comparator.comparing((Observation one) -> one.seenAt().toInstant())
          .reversed()
          .thenComparing(one -> one.ref().entry());

  /** A verdict on how an exercise was done. */
  public enum Form {
    GOOD,
    NEEDS_WORK
  }

  /**
   * For a coach who does not see the athlete's health: without the note, which may tell of an ache
   * as of anything else, unless it is their own.
   *
   * @param coach the id that their entries name
   */
  public Observation withoutHealthFor(String coach) {
    return author.equals(coach) ? this : new Observation(ref, seenAt, author, exercise, form, null);
  }

  /** Reads the body of an entry; unknown fields are ignored, a verdict is never guessed. */
  public static Observation read(String entryId, long revision, byte[] body) throws Malformed {
    Fields fields = Fields.of(body);
    Observation read =
        new Observation(
            new Ref(KIND + "/" + entryId, revision),
            fields.time("seenAt"),
            fields.text("author"),
            fields.textOrNull("exercise"),
            form(fields.textOrNull("form")),
            fields.textOrNull("note"));
    if (read.form == null ? read.note == null : read.exercise == null) {
      throw Malformed.schema();
    }
    return read;
  }

  private static Form form(String word) throws Malformed {
    if (word == null) {
      return null;
    }
    return switch (word) {
      case "good" -> Form.GOOD;
      case "needs-work" -> Form.NEEDS_WORK;
      default -> throw Malformed.schema();
    };
  }

  /** Those about an athlete that were not withdrawn, newest first. */
  public static List<Observation> of(Connection connection, String tenant, String athlete)
      throws SQLException {
    String sql =
        """
        SELECT entry_id, revision, body FROM log_entry
        WHERE tenant = ? AND athlete = ? AND kind = 'observation' AND NOT deleted
        """;
    List<Observation> all = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant);
      statement.setString(2, athlete);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(read(rows.getString(1), rows.getLong(2), rows.getBytes(3)));
        }
      }
    } catch (Malformed impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
    all.sort(NEWEST_FIRST);
    return all;
  }
}
