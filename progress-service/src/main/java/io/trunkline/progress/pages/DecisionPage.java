package io.trunkline.progress.pages;

/** A decision that was kept, opened. */
public record DecisionPage(
    String lang, String athlete, String day, String revision, String policy, DoseView dose) {}
