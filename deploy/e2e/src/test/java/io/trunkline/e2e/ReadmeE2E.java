package io.trunkline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.trunkline.e2e.Readme.Step;
import io.trunkline.e2e.Shell.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README tells its reader to type does what it says. */
class ReadmeE2E {

  private static final Pattern API = Pattern.compile("localhost:808([1-3])");
  private static final Pattern MANAGEMENT = Pattern.compile("localhost:900([1-3])");

  @Test
  void every_tested_command_works_and_prints_what_is_expected() {
    List<Step> steps = Readme.steps(Shell.read(Path.of("../../README.md")));
    assertThat(steps).as("blocks marked as tested in README.md").isNotEmpty();

    try (Shell shell = new Shell()) {
      for (Step step : steps) {
        Result result = shell.run("set -e\n" + moved(step.commands(), shell));
        assertThat(result.exitCode()).as("%s%n%s", step.commands(), result.output()).isZero();
        step.expected()
            .map(
                expected -> new Readme.Expected(expected.language(), moved(expected.body(), shell)))
            .flatMap(expected -> expected.missingIn(result.output()))
            .ifPresent(
                missing ->
                    fail(
                        "%s%nprinted%n%s%nwhich lacks %s",
                        step.commands(), result.output(), missing));
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
