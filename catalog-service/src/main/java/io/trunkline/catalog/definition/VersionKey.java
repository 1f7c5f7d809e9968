package io.trunkline.catalog.definition;

/** Key of a {@link DefinitionVersion}. */
public record VersionKey(Kind kind, String id, int version) {}
