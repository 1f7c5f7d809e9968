package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.e2e.Readme.Step;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README tells its reader to type does what it says. */
class ReadmeE2E {

  private static final Pattern API = Pattern.compile("localhost:808([1-3])");
  private static final Pattern MANAGEMENT = Pattern.compile("localhost:900([1-3])");

  @Test
  void every_tested_command_works_and_prints_what_is_expected() {
    List<Step> steps = Readme.steps(Shell.read(Line.CHECKOUT.resolve("README.md")));
    assertThat(steps).as("blocks marked as tested in README.md").isNotEmpty();

    try (Shell shell = new Shell()) {
      for (Step step : steps) {
        shell.types(
            new Step(
                moved(step.commands(), shell),
                step.expected()
                    .map(
                        expected ->
                            new Readme.Expected(
                                expected.language(), moved(expected.body(), shell)))));
      }
    }
  }

  /** The same with this run's ports. */
  private static String moved(String text, Shell shell) {
    String apis =
        API.matcher(text)
            .replaceAll(
                found -> "localhost:" + (shell.portBase() + Integer.parseInt(found.group(1))));
    return MANAGEMENT
        .matcher(apis)
        .replaceAll(
            found -> "localhost:" + (shell.portBase() + 10 + Integer.parseInt(found.group(1))));
  }
}
