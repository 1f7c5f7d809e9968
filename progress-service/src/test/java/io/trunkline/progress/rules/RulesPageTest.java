package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.Rule.About;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code RULES.md} says what the code does: ids, sentences, grounds, order. */
class RulesPageTest {

  private static List<String> page() throws IOException {
    return Files.readAllLines(Path.of("RULES.md"));
  }

  private static String grounds(About about) {
    List<String> all = Stream.concat(about.cites().stream(), about.external().stream()).toList();
    return "Source: " + (all.isEmpty() ? "Choice" : String.join(" · ", all));
  }

  @Test
  void the_page_has_every_rule_in_the_order_of_the_code_with_its_sentence_and_grounds()
      throws IOException {
    List<String> written = new ArrayList<>();
    List<String> page = page();
    for (String line : page.subList(page.indexOf("## Every rule"), page.size())) {
      if (line.startsWith("### `")) {
        written.add(line.substring("### `".length(), line.length() - 1));
      } else if (line.startsWith("**") || line.startsWith("Source: ")) {
        written.add(line);
      }
    }
    List<String> coded =
        RuleBook.ALL.stream()
            .map(Rule::about)
            .flatMap(a -> Stream.of(a.id(), "**" + a.sentence() + "**", grounds(a)))
            .toList();

    assertThat(written).isEqualTo(coded);
  }

  @Test
  void every_rule_shows_both_sides_of_a_boundary() throws IOException {
    String page = String.join("\n", page());
    for (String section : page.substring(page.indexOf("### `")).split("(?m)^### ", -1)) {
      if (!section.isBlank()) {
        long rows = section.lines().filter(line -> line.startsWith("| ")).count();
        assertThat(rows).as(section).isGreaterThanOrEqualTo(3);
      }
    }
  }

  @Test
  void the_code_is_in_table_order_without_two_rules_of_one_id() {
    assertThat(RuleBook.ALL)
        .isSortedAccordingTo(Comparator.comparingInt(rule -> rule.about().order()));
    assertThat(RuleBook.ALL).extracting(Rule::id).doesNotHaveDuplicates();
  }

  @Test
  void the_page_says_that_a_clinician_has_yet_to_read_the_first_rows() throws IOException {
    assertThat(String.join(" ", page())).contains("await a clinician's reading");
  }
}
