package io.trunkline.progress.wording;

import io.quarkus.qute.i18n.Localized;
import io.trunkline.progress.rules.Unit;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;

/** The words of a language. */
@ApplicationScoped
public class Wording {

  private final Texts english;
  private final Texts german;
  private final ActTexts actingInEnglish;
  private final ActTexts actingInGerman;
  private final Map<String, String> catalogueInGerman = CatalogueTexts.german();

  Wording(
      Texts english,
      @Localized("de") Texts german,
      ActTexts actingInEnglish,
      @Localized("de") ActTexts actingInGerman) {
    this.english = english;
    this.german = german;
    this.actingInEnglish = actingInEnglish;
    this.actingInGerman = actingInGerman;
  }

  /** In German where that is asked for, else in English; weights in the unit they have. */
  public Words in(Locale locale) {
    return in(locale, null, false);
  }

  /**
   * The same as somebody likes to read.
   *
   * @param locale a country too where its days are written in another way
   * @param unit for weights; null for the one they have
   * @param isoDays days as 2026-05-03
   */
  public Words in(Locale locale, Unit unit, boolean isoDays) {
    boolean isGerman = locale.getLanguage().equals(Locale.GERMAN.getLanguage());
    return new Words(
        isGerman ? german : english,
        isGerman ? actingInGerman : actingInEnglish,
        isGerman ? catalogueInGerman : Map.of(),
        locale,
        unit,
        isoDays);
  }
}
