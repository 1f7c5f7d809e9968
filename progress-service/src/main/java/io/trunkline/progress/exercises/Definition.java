package io.trunkline.progress.exercises;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All the catalogue says of an exercise, for reading. What the rules need was checked when it
 * arrived ({@link ExerciseReading}); of the rest, what is missing is empty.
 *
 * @param json as it was published; numbers are exact
 */
public record Definition(JsonNode json, boolean retired) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  static Definition of(byte[] body, boolean retired) {
    try {
      return new Definition(JSON.readTree(body), retired);
    } catch (IOException impossible) {
      throw new IllegalStateException("Bodies are read before they are stored.", impossible);
    }
  }

  public String id() {
    return json.path("id").asText();
  }

  /** The catalogue's own name, in English. */
  public String name() {
    return json.path("name").asText();
  }

  /** An article that facts are cited from; title and publisher are empty where none is given. */
  public record Article(String tag, String title, String publisher, List<Integer> lines) {}

  /** Every article cited, with the lines that are. */
  public List<Article> articles() {
    SortedMap<String, SortedSet<Integer>> lines = new TreeMap<>();
    for (JsonNode cites : json.findValues("source")) {
      for (JsonNode cite : cites) {
        int colon = cite.asText().indexOf(':');
        if (colon > 0) {
          lines
              .computeIfAbsent(cite.asText().substring(0, colon), tag -> new TreeSet<>())
              .add(line(cite.asText().substring(colon + 1)));
        }
      }
    }
    List<Article> articles = new ArrayList<>();
    lines.forEach(
        (tag, cited) -> {
          JsonNode article = json.path("articles").path(tag);
          articles.add(
              new Article(
                  tag,
                  article.path("title").asText(),
                  article.path("publisher").asText(),
                  List.copyOf(cited)));
        });
    return articles;
  }

  private static int line(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException noLine) {
      return 0;
    }
  }

  /** References that are not articles, each once. */
  public List<String> references() {
    Set<String> references = new LinkedHashSet<>();
    for (JsonNode external : json.findValues("external")) {
      external.forEach(one -> references.add(one.asText()));
    }
    return List.copyOf(references);
  }
}
