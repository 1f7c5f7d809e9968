package io.trunkline.catalog.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The articles that facts cite as {@code TAG:line}, from the shipped {@code articles.yaml}. */
public final class Articles {

  private record Article(String title, String publisher, int lines) {}

  private static final Articles SHIPPED = read("catalog/articles.yaml");

  private final Map<String, Article> byTag = new TreeMap<>();

  private Articles(JsonNode file) {
    file.properties()
        .forEach(
            entry -> {
              JsonNode article = entry.getValue();
              byTag.put(
                  entry.getKey(),
                  new Article(
                      article.required("title").textValue(),
                      article.required("publisher").textValue(),
                      article.required("lines").intValue()));
            });
  }

  /** The articles this release ships with. */
  public static Articles shipped() {
    return SHIPPED;
  }

  private static Articles read(String resource) {
    try (InputStream file = Articles.class.getClassLoader().getResourceAsStream(resource)) {
      return new Articles(StrictJson.parseYaml(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Cites of a tag that is unknown, or of a line the article does not have. */
  List<Fault> faults(JsonNode document) {
    List<Fault> faults = new ArrayList<>();
    Cites.forEach(
        document,
        (pointer, cite) -> {
          String[] parts = cite.split(":", 2);
          Article article = byTag.get(parts[0]);
          if (parts.length != 2 || !parts[1].matches("[1-9][0-9]{0,3}")) {
            return; // the schema says so already
          }
          if (article == null) {
            faults.add(
                new Fault(
                    pointer,
                    "cites " + parts[0] + ", but the articles are " + byTag.keySet() + "."));
          } else if (Integer.parseInt(parts[1]) > article.lines) {
            faults.add(
                new Fault(
                    pointer,
                    "cites line %s, but %s has only %d lines."
                        .formatted(parts[1], parts[0], article.lines)));
          }
        });
    return faults;
  }

  /** Title and publisher of every article the document cites, by tag. */
  ObjectNode citedBy(JsonNode document) {
    Map<String, Article> cited = new TreeMap<>();
    Cites.forEach(
        document,
        (pointer, cite) -> {
          String tag = cite.split(":", 2)[0];
          if (byTag.containsKey(tag)) {
            cited.put(tag, byTag.get(tag));
          }
        });
    ObjectNode articles = JsonNodeFactory.instance.objectNode();
    cited.forEach(
        (tag, article) ->
            articles
                .putObject(tag)
                .put("title", article.title)
                .put("publisher", article.publisher));
    return articles;
  }
}
