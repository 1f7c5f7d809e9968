package io.trunkline.progress.identity;

import io.trunkline.progress.json.Fields;
import io.trunkline.progress.json.Malformed;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * An athlete's leave for a coach to see the athlete's training.
 *
 * @param coach the claim {@code sub} of the coach's tokens
 * @param health whether aches, clearances and the screening are shared, too
 * @param until the first moment at which it holds no more; null without end
 */
public record CoachGrant(String coach, boolean health, Instant from, Instant until) {

  /** In keys. */
  public static final String KIND = "coach-grant";

  /** Reads the body of an entry; unknown fields are ignored, what is shared is never guessed. */
  public static CoachGrant read(byte[] body) throws Malformed {
    Fields fields = Fields.of(body);
    OffsetDateTime until = fields.has("until") ? fields.time("until") : null;
    return new CoachGrant(
        fields.text("coach"),
        fields.textsOrNone("fields").contains("health"),
        fields.time("from").toInstant(),
        until == null ? null : until.toInstant());
  }

  /** Whether it lets this coach see anything at that moment. */
  public boolean holdsFor(String subject, Instant moment) {
    return coach.equals(subject)
        && !from.isAfter(moment)
        && (until == null || until.isAfter(moment));
  }
}
