package io.trunkline.session.entries;

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
}
