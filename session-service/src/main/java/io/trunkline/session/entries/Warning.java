package io.trunkline.session.entries;

import io.trunkline.session.journal.Outcome;
import java.util.Optional;

/**
 * Something recorded all the same that the sender may want to look at.
 *
 * @param pointer JSON Pointer of the field; empty for the whole body
 * @param detail for a person
 * @param type {@code unknown-exercise}, {@code implausible} or {@code matches-earlier-revision}
 */
public record Warning(String pointer, String detail, String type) {

  static Warning implausible(String pointer, String detail) {
    return new Warning(pointer, detail, "implausible");
  }

  /** If it says what an older revision said. */
  static Optional<Warning> ofLateRetry(Outcome outcome) {
    return outcome.earlier() == 0
        ? Optional.empty()
        : Optional.of(
            new Warning(
                "",
                "This is what revision "
                    + outcome.earlier()
                    + " said. If it was a retry that came late, correct it,"
                    + " and send If-Match with corrections.",
                "matches-earlier-revision"));
  }
}
