package io.trunkline.session.journal;

import java.util.Locale;

/**
 * The kinds of entry. Name on the wire, type of the published record, and the field that says when
 * it happened.
 */
public enum Kind {
  SESSION("session.session-recorded.v1", "startedAt"),
  SENSATION("session.sensation-reported.v1", "feltAt"),
  CLEARANCE("session.clearance-granted.v1", "grantedAt"),
  SCREENING("session.screening-answered.v1", "answeredAt"),
  DIRECTIVE("session.directive-set.v1", "from"),
  COACH_GRANT("session.coach-granted.v1", "from"),
  OBSERVATION("session.observation-recorded.v1", "seenAt");

  private final String bodyType;
  private final String momentField;

  Kind(String bodyType, String momentField) {
    this.bodyType = bodyType;
    this.momentField = momentField;
  }

  /** In keys, paths of entries and headers: {@code session}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@code ce_type} of a record that carries such a body; names its JSON Schema, too. */
  public String bodyType() {
    return bodyType;
  }

  /** Required field of the body: RFC 3339 with offset. */
  public String momentField() {
    return momentField;
  }

  /** The kind of that name on the wire. */
  public static Kind ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
