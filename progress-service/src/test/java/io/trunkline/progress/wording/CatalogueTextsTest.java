package io.trunkline.progress.wording;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** German says everything the shipped catalogue says on a page, and nothing else. */
class CatalogueTextsTest {

  private static final Path EXERCISES =
      Path.of("../catalog-service/src/main/resources/catalog/exercises");
  private static final Set<String> SHOWN =
      Set.of(
          "text",
          "choice",
          "correction",
          "decided",
          "topic",
          "then",
          "when",
          "name",
          "muscle",
          "item");
  private static final Pattern CITE_OR_NUMBER = Pattern.compile("[A-Z]{2,3}:\\d+|\\d+");

  private final Map<String, String> german = CatalogueTexts.german();

  private static Set<String> english() throws IOException {
    Set<String> english = new TreeSet<>();
    try (Stream<Path> files = Files.list(EXERCISES)) {
      for (Path file : files.toList()) {
        // An exercise's own name is a text of the pages.
        new YAMLMapper()
            .readTree(file.toFile())
            .properties()
            .forEach(field -> collect(null, field.getValue(), english));
      }
    }
    return english;
  }

  private static void collect(String name, JsonNode node, Set<String> english) {
    if (node.isTextual() && name != null && SHOWN.contains(name)) {
      english.add(node.asText());
    }
    node.properties().forEach(field -> collect(field.getKey(), field.getValue(), english));
    if (node.isArray()) {
      node.forEach(each -> collect(name, each, english));
    }
  }

  @Test
  void every_text_is_there_in_german_and_no_other() throws IOException {
    assertThat(german.keySet()).containsExactlyInAnyOrderElementsOf(english());
  }

  /** A number or a source that got lost in German would be another statement. */
  @Test
  void german_names_the_same_numbers_and_sources() {
    assertThat(german)
        .allSatisfy((english, text) -> assertThat(named(text)).isEqualTo(named(english)));
  }

  private static List<String> named(String text) {
    return CITE_OR_NUMBER.matcher(text).results().map(MatchResult::group).sorted().toList();
  }
}
