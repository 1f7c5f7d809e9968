package io.trunkline.progress.pages;

import io.trunkline.progress.wording.Wording;
import io.trunkline.progress.wording.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;

/** The words a coach reads in: the first language of the browser's that there is. */
@ApplicationScoped
class CoachWords {

  private final Wording wording;

  CoachWords(Wording wording) {
    this.wording = wording;
  }

  /** As the coach likes to read. */
  Words of(HttpHeaders caller) {
    return in(caller, Preferences.of(caller));
  }

  /** In the coach's language, read otherwise. */
  Words in(HttpHeaders caller, Preferences preferences) {
    return wording.in(
        caller.getAcceptableLanguages().stream()
            .filter(one -> one.getLanguage().equals("de") || one.getLanguage().equals("en"))
            .findFirst()
            .orElse(Locale.ENGLISH),
        preferences.unit(),
        preferences.isoDays());
  }
}
