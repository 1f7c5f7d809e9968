package io.trunkline.progress.wording;

import io.quarkus.qute.i18n.Localized;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** The words of a language. */
@ApplicationScoped
public class Wording {

  private final Words english;
  private final Words german;

  Wording(Texts english, @Localized("de") Texts german) {
    this.english = new Words(english, Locale.UK);
    this.german = new Words(german, Locale.GERMANY);
  }

  /** In German where that is asked for, else in English. */
  public Words in(Locale locale) {
    return locale.getLanguage().equals(Locale.GERMAN.getLanguage()) ? german : english;
  }
}
