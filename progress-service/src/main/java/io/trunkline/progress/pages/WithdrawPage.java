package io.trunkline.progress.pages;

/**
 * Asks whether an entry is to be taken back.
 *
 * @param lead what follows
 * @param trouble why it was not; empty at first
 */
public record WithdrawPage(
    String lang,
    String athlete,
    String formToken,
    long revision,
    ActingCard.Written entry,
    String lead,
    String trouble) {}
