package io.trunkline.progress.pages;

/**
 * Asks whether an entry is to be taken back.
 *
 * @param warning what follows; empty where nothing is to be said
 * @param trouble why it was not; empty at first
 */
public record WithdrawPage(
    String lang,
    String athlete,
    String formToken,
    long revision,
    ActingCard.InForce entry,
    String warning,
    String trouble) {}
