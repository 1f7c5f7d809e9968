package io.trunkline.progress.projection;

/** What a record turned out to be. What it could not be read as is {@link Unusable} instead. */
sealed interface Reading permits Copy, Erasure, Watermark, Ignored {}
