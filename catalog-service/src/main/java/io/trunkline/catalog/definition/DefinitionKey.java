package io.trunkline.catalog.definition;

/** Key of a {@link Definition}. */
public record DefinitionKey(Kind kind, String id) {}
