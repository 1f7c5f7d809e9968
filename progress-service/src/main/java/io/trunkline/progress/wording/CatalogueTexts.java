package io.trunkline.progress.wording;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What the shipped catalogue says, in German, by the English it says it in. A catalogue is
 * published in English and can be changed: a text that says something else than what was translated
 * is found under nothing, and stands as it is.
 */
final class CatalogueTexts {

  private static final String GERMAN = "/messages/catalogue_de.json";

  private CatalogueTexts() {}

  static Map<String, String> german() {
    try (InputStream file = CatalogueTexts.class.getResourceAsStream(GERMAN)) {
      return Map.copyOf(
          new ObjectMapper().readValue(file, new TypeReference<Map<String, String>>() {}));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
