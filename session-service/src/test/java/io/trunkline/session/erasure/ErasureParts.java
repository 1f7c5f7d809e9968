package io.trunkline.session.erasure;

import io.trunkline.session.RealParts;

/** Parts of its own: these tests change the topics and put back old tables. */
public class ErasureParts extends RealParts {}
