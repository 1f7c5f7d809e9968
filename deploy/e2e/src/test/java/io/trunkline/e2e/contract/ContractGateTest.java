package io.trunkline.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was released stays as it was, and what follows it breaks nobody. */
class ContractGateTest {

  private static final Path SESSIONS = Path.of("../../session-service/contract");
  private static final String SENSATION = "session.sensation-reported.v1.schema.json";

  @TempDir Path copy;

  @ParameterizedTest
  @ValueSource(strings = {"catalog-service", "session-service", "progress-service"})
  void nothing_released_was_broken(String publisher) {
    assertThat(new Contract(Path.of("../..", publisher, "contract")).faults())
        .as("After an additive change run deploy/release-contracts; any other needs a new major.")
        .isEmpty();
  }

  @BeforeEach
  void copy_a_contract_to_break() throws IOException {
    try (Stream<Path> files = Files.walk(SESSIONS)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(SESSIONS.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
  }

  @Test
  void an_edited_example_is_refused() {
    String example = "examples/session.sensation-reported.v1.back-ache.json";
    edit(example, text -> text.replace("lower-back", "upper-back"));
    assertThat(faults()).containsExactly(example + " was released and is changed");
  }

  @Test
  void a_vanished_example_is_refused() throws IOException {
    String example = "examples/session.sensation-reported.v1.back-ache.json";
    Files.delete(copy.resolve(example));
    assertThat(faults()).containsExactly(example + " was released and is gone");
  }

  @Test
  void an_example_nobody_locked_is_refused() throws IOException {
    Files.writeString(copy.resolve("examples/new.json"), "{}");
    assertThat(faults()).containsExactly("examples/new.json is not in released.lock");
  }

  @Test
  void a_dropped_property_is_refused() {
    edit(SENSATION, text -> text.replace("\"severity\": {", "\"strength\": {"));
    assertThat(faults())
        .anyMatch(fault -> fault.endsWith("/properties/severity is gone"))
        .contains(SENSATION + " is not released as it stands");
  }

  @Test
  void a_property_that_becomes_required_is_refused() {
    edit(SENSATION, text -> text.replaceFirst("\"feltAt\",", "\"feltAt\", \"severity\","));
    assertThat(faults()).anyMatch(fault -> fault.contains(": /required was "));
  }

  @Test
  void a_narrower_bound_is_refused() {
    edit(SENSATION, text -> text.replaceFirst("\"maximum\": 10", "\"maximum\": 9"));
    assertThat(faults())
        .anyMatch(fault -> fault.endsWith("/properties/severity/maximum was 10 and is 9"));
  }

  @Test
  void a_value_taken_out_of_an_enum_is_refused() {
    edit(SENSATION, text -> text.replaceFirst("\"pump\",", ""));
    assertThat(faults()).anyMatch(fault -> fault.contains("/properties/kind/enum was "));
  }

  @Test
  void an_optional_property_and_better_words_only_wait_for_their_release() {
    edit(
        SENSATION,
        text ->
            text.replaceFirst("\"severity\": \\{", "\"mood\": {\"type\": \"string\"}, $0")
                .replaceFirst("\"description\": \"", "$0In other words: "));
    assertThat(faults()).containsExactly(SENSATION + " is not released as it stands");
  }

  private List<String> faults() {
    return new Contract(copy).faults();
  }

  private void edit(String file, UnaryOperator<String> change) {
    Path path = copy.resolve(file);
    try {
      String before = Files.readString(path);
      String after = change.apply(before);
      assertThat(after).as("the edit took").isNotEqualTo(before);
      Files.writeString(path, after);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
