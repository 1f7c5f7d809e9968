package io.trunkline.session.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trunkline.session.journal.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * From the names other trackers give exercises to ids of the catalogue: first the tenant's own
 * names, then the shipped ones ({@code exercise-names.yaml}), else an id made of the name.
 */
final class ExerciseNames {

  private static final int LONGEST_SLUG = 50;
  private static final Pattern NO_MEANING = Pattern.compile("[\\s()\\[\\],.:_'’&–—-]+");
  private static final Pattern ONLY_ASCII = Pattern.compile("[a-z0-9-]*");
  private static final Map<String, Meaning> SHIPPED = shipped();

  private final Map<String, Meaning> ofTenant;

  ExerciseNames(Map<String, Meaning> ofTenant) {
    this.ofTenant = ofTenant;
  }

  /**
   * What a name stands for.
   *
   * @param variation null for the exercise's usual one
   */
  record Meaning(String exercise, String variation, Origin origin) {}

  /** Who said so. */
  enum Origin {
    TENANT,
    SHIPPED,
    /** Nobody; the exercise goes under its own name. */
    NAME;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Meaning of(String name) {
    String key = key(name);
    Meaning known = ofTenant.getOrDefault(key, SHIPPED.get(key));
    return known != null ? known : new Meaning(idOf(name), null, Origin.NAME);
  }

  /** The same for names that differ in case, width of characters or white space only. */
  static String key(String name) {
    return Cells.plain(name).replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  /**
   * An id for a name nobody knows, the same for ever: {@code Bulgarian Split Squat} is {@code
   * bulgarian-split-squat}. Where letters or signs would be lost, as of ベンチプレス or {@code Chin Up
   * +}, a hash of the name follows, so that two names never share an id.
   */
  static String idOf(String name) {
    String key = key(name);
    String slug = NO_MEANING.matcher(key).replaceAll("-").replaceAll("^-+|-+$", "");
    if (!slug.isEmpty() && slug.length() <= LONGEST_SLUG && ONLY_ASCII.matcher(slug).matches()) {
      return slug;
    }
    String ascii =
        Normalizer.normalize(slug, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    String head = ascii.substring(0, Math.min(ascii.length(), LONGEST_SLUG));
    return (head.isEmpty() ? "x" : head) + "~" + hash(key);
  }

  /** Twelve hexadecimal digits. */
  static String hash(String text) {
    byte[] sha256 = Content.sha256(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha256, 0, 6);
  }

  private static Map<String, Meaning> shipped() {
    Map<String, Meaning> names = new LinkedHashMap<>();
    try (InputStream file = ExerciseNames.class.getResourceAsStream("exercise-names.yaml")) {
      for (JsonNode entry : new YAMLMapper().readTree(file)) {
        Meaning meaning =
            new Meaning(
                entry.get("exercise").textValue(),
                entry.path("variation").textValue(),
                Origin.SHIPPED);
        for (JsonNode name : entry.get("names")) {
          if (names.put(key(name.textValue()), meaning) != null) {
            throw new IllegalStateException("exercise-names.yaml says twice: " + name.textValue());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.copyOf(names);
  }
}
