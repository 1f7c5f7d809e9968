package io.trunkline.progress.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.progress.rules.Exercise.Role;
import io.trunkline.progress.rules.Recommendation.Because;
import io.trunkline.progress.rules.Recommendation.Prescription;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code rules/scenarios.txt} against the model. */
class WorkedScenariosTest {

  record Scenario(
      String no,
      String exercise,
      String history,
      int day,
      String answer,
      String rules,
      String cites) {
    @Override
    public String toString() {
      return no + " " + exercise + ": " + history;
    }
  }

  static List<Scenario> scenarios() throws IOException {
    try (InputStream table = WorkedScenariosTest.class.getResourceAsStream("/rules/scenarios.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> line.startsWith("W"))
          .map(line -> scenario(line))
          .toList();
    }
  }

  private static Scenario scenario(String line) {
    List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    return new Scenario(
        cells.get(0),
        cells.get(1),
        cells.get(2),
        day(cells.get(3)),
        cells.get(4),
        cells.get(5),
        cells.get(6));
  }

  private static int day(String text) {
    return Integer.parseInt(text.substring("D+".length()));
  }

  static Story story(Scenario scenario) {
    Story story = new Story();
    for (String part : scenario.history.split(";", -1)) {
      String[] words = part.strip().split(" +", -1);
      if (words[0].equals("H")) {
        story = Story.threeWeeks();
      } else if (words[0].startsWith("D+")) {
        tell(story, day(words[0]), List.of(words).subList(1, words.length), scenario.exercise);
      }
    }
    return story;
  }

  private static void tell(Story story, int day, List<String> words, String exercise) {
    if (words.get(0).equals("history")) {
      story.screened(day, words.get(1));
    } else if (Character.isDigit(words.get(0).charAt(0))) {
      story.did(day, exercise, String.join(" ", words));
    } else if (words.size() == 3) {
      Integer severity = words.get(1).equals("?") ? null : Integer.valueOf(words.get(1));
      story.felt(day, words.get(0), severity, words.get(2));
    } else {
      story.did(day, words.get(0), String.join(" ", words.subList(1, words.size())));
    }
  }

  @Test
  void the_table_holds_all_forty_scenarios() throws IOException {
    List<String> numbers = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      numbers.add("W%02d".formatted(i));
    }
    assertThat(scenarios().stream().map(Scenario::no).distinct())
        .containsExactlyElementsOf(numbers);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void the_answer_is_the_one_worked_out(Scenario scenario) {
    Recommendation answer = story(scenario).ask(scenario.day, scenario.exercise);

    assertThat(told(answer, scenario)).isEqualTo(expected(scenario));
    assertThat(speaking(answer)).containsAll(words(scenario.rules));
    for (String cite : words(scenario.cites)) {
      assertThat(grounds(answer))
          .anyMatch(ground -> ground.startsWith(cite) || ground.contains(doi(cite)));
    }
    assertThat(answer.alternates())
        .allSatisfy(
            alternate ->
                assertThat(Gym.exercise(alternate.exercise()).regions())
                    .doesNotContainKey("lower-back"));
    if (scenario.answer.contains("+other")) {
      assertThat(answer.alternates()).isNotEmpty();
    }
  }

  @Test
  void pump_leaves_the_answer_exactly_as_it_was() {
    Recommendation without = Story.threeWeeks().ask(17, "back-extension");
    Recommendation with =
        Story.threeWeeks().felt(14, "pump", 8, "lower-back").ask(17, "back-extension");

    assertThat(with).usingRecursiveComparison().ignoringFields("inputs").isEqualTo(without);
    assertThat(with.inputs()).isNotEqualTo(without.inputs());
  }

  @Test
  void the_first_dose_after_an_ache_comes_with_form_and_a_trainer() {
    Recommendation answer =
        Story.threeWeeks().felt(15, "ache", 5, "lower-back").ask(30, "back-extension");

    assertThat(answer.notices())
        .anySatisfy(
            notice -> {
              assertThat(notice.rule()).isEqualTo("C-RETURN-0");
              assertThat(notice.text()).contains("form").contains("trainer");
            });
  }

  @Test
  void a_report_can_never_make_the_way_back_faster() {
    Story without =
        strong().did(43, "back-extension", "2x10@15").did(50, "back-extension", "2x10@15");
    Story with =
        strong()
            .felt(1, "ache", 2, "lower-back")
            .did(43, "back-extension", "2x10@15")
            .did(50, "back-extension", "2x10@15");

    assertThat(dose(without.ask(53, "back-extension").prescription())).isEqualTo("2x10@17.5");
    assertThat(dose(with.ask(53, "back-extension").prescription())).isEqualTo("2x10@17.5");
  }

  private static Story strong() {
    return new Story().did(0, "back-extension", "3x12@50");
  }

  private static String expected(Scenario scenario) {
    return scenario.answer.replaceAll(" \\+(other|none)", "").strip();
  }

  /** The answer in the words of the table, with as much of the dose as the row speaks of. */
  private static String told(Recommendation answer, Scenario scenario) {
    String told = answer.advice().toString();
    Prescription dose = answer.prescription() == null ? answer.preview() : answer.prescription();
    if (answer.prescription() == null && answer.earliest() != null) {
      told += " D+" + (answer.earliest().toEpochDay() - Story.day(0).toEpochDay());
    }
    if (dose == null) {
      return told;
    }
    told += " " + dose(dose);
    told +=
        scenario.answer.contains(String.valueOf(dose.variation())) ? " " + dose.variation() : "";
    told += scenario.answer.contains("hold") ? " hold" + dose.holdSeconds() : "";
    return told
        + (scenario.answer.contains("a-day") && dose.timesPerDay() == 1 ? " once-a-day" : "");
  }

  private static String dose(Prescription dose) {
    String load = dose.load() == null ? "" : "@" + dose.load().value().toPlainString();
    return dose.sets() + "x" + dose.reps() + load;
  }

  private static List<String> words(String cell) {
    return cell.equals("-") ? List.of() : List.of(cell.split(" +", -1));
  }

  private static String doi(String name) {
    return switch (name) {
      case "Graves" -> "00007632-199006000-00014";
      case "Bosquet" -> "sms.12047";
      default -> "no such reference";
    };
  }

  private static List<String> speaking(Recommendation answer) {
    return Stream.concat(
            answer.because().stream().map(Because::rule),
            answer.notices().stream().map(Recommendation.Notice::rule))
        .collect(Collectors.toList());
  }

  private static List<String> grounds(Recommendation answer) {
    return Stream.of(
            answer.because().stream().flatMap(b -> b.sources().stream()).map(s -> s.cite()),
            answer.because().stream().flatMap(b -> b.external().stream()),
            answer.notices().stream().flatMap(n -> n.sources().stream()).map(s -> s.cite()))
        .flatMap(grounds -> grounds)
        .toList();
  }

  @Test
  void an_unmapped_exercise_is_never_an_alternate() {
    Recommendation answer =
        Story.threeWeeks().felt(15, "ache", 3, "lower-back").ask(16, "back-extension");

    assertThat(answer.alternates())
        .extracting(Recommendation.Alternate::exercise)
        .doesNotContain(Gym.UNMAPPED)
        .contains("pull-up", "lat-pulldown");
    assertThat(Gym.exercise("dumbbell-row").regions()).containsEntry("lower-back", Role.STABILISER);
  }
}
