package io.trunkline.progress.pages;

/**
 * The choices of how to read.
 *
 * @param form what the form must carry back
 * @param saved whether they were just kept
 * @param unit {@code entered}, {@code kg} or {@code lb}
 * @param days {@code language} or {@code iso}
 * @param example today, in the language's own way
 */
public record PreferencesPage(
    String lang, String form, boolean saved, String unit, String days, String example) {}
