package io.trunkline.catalog.definition;

/**
 * What a write did.
 *
 * @param current the version that stands now
 */
public record Stored(Outcome outcome, DefinitionVersion current) {

  /** Whether there is a new version. */
  public enum Outcome {
    CREATED,
    REVISED,
    UNCHANGED
  }
}
