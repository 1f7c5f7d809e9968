package io.trunkline.progress;

/** Parts nobody shares, for a test whose traces would disturb others. */
public final class OwnParts extends RealParts {}
