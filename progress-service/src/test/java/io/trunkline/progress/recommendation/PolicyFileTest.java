package io.trunkline.progress.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trunkline.progress.recommendation.PolicyFile.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyFileTest {

  private static String shipped() throws IOException {
    try (InputStream file = PolicyFile.class.getResourceAsStream("/policies/sources-1.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static PolicyFile read(String text) {
    return PolicyFile.read(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void every_constant_of_the_shipped_version_says_where_it_comes_from() {
    PolicyFile file = PolicyFile.shipped("sources-1");

    assertThat(file.constants()).allSatisfy(constant -> assertThat(constant.note()).isNotBlank());
    assertThat(file.constants()).extracting(PolicyFile.Constant::mark).contains(Mark.values());
    assertThat(file.policy().rest().longDays()).isEqualTo(14);
    assertThat(file.policy().version()).isEqualTo("sources-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mark: SOURCE, cite: [BE:164], note: After a mild | note: After a mild | needs a name, a value and a mark",
        "mark: SOURCE, cite: [BE:164], note: After a mild | mark: SOURCE, note: After a mild | needs a cite",
        "mark: SOURCE, cite: [BE:164], note: After a mild | mark: SOURCE, cite: [XX:1], note: After a mild | no line of an article",
        "reference: smallest plate pair of 1.25 kg, | reference: ' ', | needs a reference",
        "name: rest.shortDays | name: rest.veryShortDays | rest.shortDays is missing",
        "name: rest.shortDays | name: rest.longDays | stands twice",
        "value: 7, unit: days, mark: SOURCE, cite: [BE:164] | value: seven, unit: days, mark: SOURCE, cite: [BE:164] | whole number",
        "value: [50, 70, 80, 90] | value: [50, 70, 80] | return.assistIncrements has the wrong length",
        "value: prescribe, | value: perhaps, | prescribe or hold",
        "unit: days, mark: SOURCE | units: days, mark: SOURCE | Not a policy file",
      })
  void a_fault_keeps_the_file_from_loading(String from, String to, String fault)
      throws IOException {
    String text = shipped();
    assertThat(text).contains(from);

    assertThatThrownBy(() -> read(text.replaceFirst(Pattern.quote(from), to)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }

  @Test
  void a_constant_the_rules_do_not_know_keeps_the_file_from_loading() throws IOException {
    String more = shipped() + "  - {name: luck, value: 1, unit: none, mark: CHOICE, note: No.}\n";

    assertThatThrownBy(() -> read(more)).hasMessageContaining("know no constant [luck]");
  }

  @Test
  void a_version_that_is_not_shipped_is_refused() {
    assertThatThrownBy(() -> PolicyFile.shipped("sources-0")).hasMessageContaining("sources-0");
  }

  /** A released version is never edited: copy it under a new name. Append the new digest here. */
  @ParameterizedTest
  @CsvSource({"sources-1, d14f75485b38093c28f7118ed9566e5ed4b7bec7bdc2735dcc265790fe22c285"})
  void a_released_version_keeps_its_content(String version, String digest) {
    assertThat(PolicyFile.shipped(version).digest()).isEqualTo("sha256:" + digest);
  }
}
