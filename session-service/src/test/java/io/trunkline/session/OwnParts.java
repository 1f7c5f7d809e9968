package io.trunkline.session;

/** Parts nobody shares, for a test whose traces would disturb others. */
public class OwnParts extends RealParts {}
