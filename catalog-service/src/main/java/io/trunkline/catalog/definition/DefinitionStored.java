package io.trunkline.catalog.definition;

/** A new version was stored; observers learn of it once its transaction has committed. */
public record DefinitionStored(Kind kind, String id, int version) {}
