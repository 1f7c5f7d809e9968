package io.trunkline.catalog.definition;

/** Who made a version: a data file shipped with this release, or an operator over HTTP. */
public enum Author {
  SHIPPED,
  OPERATOR
}
