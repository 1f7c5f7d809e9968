package io.trunkline.catalog.definition;

import java.util.Locale;

/** What a definition defines. Constants are stored by name. */
public enum Kind {
  EXERCISE,
  PROGRAM;

  /** The word for it in problem answers, log lines and CloudEvents subjects: {@code exercise}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
