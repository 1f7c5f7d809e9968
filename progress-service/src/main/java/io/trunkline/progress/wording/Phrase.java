package io.trunkline.progress.wording;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A text of the catalogue as it is shown.
 *
 * @param lang the language it is in, for who has pages read aloud
 */
public record Phrase(String text, String lang) {

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** One text of several; English where one of them is. */
  public static Phrase join(String separator, List<Phrase> parts) {
    String lang = parts.stream().map(Phrase::lang).filter("en"::equals).findFirst().orElse("de");
    return new Phrase(
        parts.stream().map(Phrase::text).collect(Collectors.joining(separator)), lang);
  }
}
