package io.trunkline.catalog.definition;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer JSON Pointer (RFC 6901) to the place; empty for the whole document
 * @param detail a sentence a person can act on
 */
public record Fault(String pointer, String detail) {

  /** The same fault seen from a document that holds this one at {@code prefix}. */
  public Fault under(String prefix) {
    return new Fault(prefix + pointer, detail);
  }
}
