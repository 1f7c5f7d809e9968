package io.trunkline.progress.pages;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of entries that coaches write. */
enum EntryKind {
  DIRECTIVE("directives", Act.DIRECTS, "directives"),
  CLEARANCE("clearances", Act.ATTENDS, "health"),
  /** One for each athlete. It is answered anew, and never taken back. */
  SCREENING("screening", Act.ATTENDS, "health"),
  OBSERVATION("observations", Act.DIRECTS, "observations");

  /** To write and to take back. */
  final String scope;

  /** In the addresses of its pages, which all ask for its scope. */
  final String place;

  private final String collection;

  EntryKind(String collection, String scope, String place) {
    this.collection = collection;
    this.scope = scope;
    this.place = place;
  }

  static Optional<EntryKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** In keys. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isWithdrawable() {
    return this != SCREENING;
  }

  /** In keys, with its kind. */
  String entry(String id) {
    return word() + "/" + (this == SCREENING ? word() : id);
  }

  /** Below the athlete's address in the journal. */
  String path(String id) {
    return this == SCREENING ? collection : collection + "/" + id;
  }

  /** Where its pages are. */
  String pages(String athlete) {
    return "/athletes/" + athlete + "/" + place + "/";
  }
}
