package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.e2e.Readme.Expected;
import io.trunkline.e2e.Readme.Step;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadmeTest {

  @Test
  void only_marked_commands_are_run_and_an_expectation_belongs_to_the_commands_before_it() {
    String page =
        """
        <!-- tested -->
        ```sh
        deploy/local/up --background
        ```
        ```sh
        rm -rf everything
        ```
          <!-- tested -->
          ```sh
          curl one
            curl two
          ```
        which answers
        <!-- expected -->
        ```json
        {"advice":"TRAIN"}
        ```
        """;

    assertThat(Readme.steps(page))
        .containsExactly(
            new Step("deploy/local/up --background", Optional.empty()),
            new Step(
                "curl one\n  curl two",
                Optional.of(new Expected("json", "{\"advice\":\"TRAIN\"}"))));
  }

  @Test
  void an_expectation_without_commands_is_a_mistake() {
    assertThatThrownBy(() -> Readme.steps("<!-- expected -->\n```text\nready\n```\n"))
        .hasMessageContaining("ready");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{`a`:1}               | {`a`:1,`b`:2}               | all there",
        "{`a`:{`b`:[{`c`:1}]}} | {`a`:{`b`:[{`c`:1,`d`:2}]}} | all there",
        "{`a`:`…`}             | {`a`:[7]}                   | all there",
        "{`a`:1}               | {`a`:2}                     | /a",
        "{`a`:`…`}             | {}                          | /a",
        "{`a`:[1,2]}           | {`a`:[1]}                   | /a/1",
        "{`a`:2}               | {`a`:1}{`a`:2}              | all there",
      })
  void json_is_compared_as_a_subset(String expected, String actual, String missing) {
    Optional<String> found =
        new Expected("json", expected.replace('`', '"'))
            .missingIn("progress line\n" + actual.replace('`', '"') + "\n");

    assertThat(found.map(text -> text.replaceFirst(":.*", "")).orElse("all there"))
        .isEqualTo(missing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Kafka ready in … s       | Kafka ready in 4.1 s        | true",
        "Trunkline is ready …     | Trunkline is ready after 9 s | true",
        "Kafka ready in … s       | Kafka failed                | false",
      })
  void text_is_compared_line_by_line(String expected, String output, boolean matches) {
    assertThat(
            new Expected("text", expected).missingIn("before\n  " + output + "\nafter\n").isEmpty())
        .isEqualTo(matches);
  }

  @Test
  void lines_must_come_in_their_order() {
    assertThat(new Expected("text", "one\ntwo").missingIn("two\none\n")).contains("the line: two");
  }
}
