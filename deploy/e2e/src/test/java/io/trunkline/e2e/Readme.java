package io.trunkline.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands a page tells its reader to type: every {@code sh} block right below the comment
 * {@code <!-- tested -->}, in the page's order, and what they must print: the {@code json} or
 * {@code text} block right below the comment {@code <!-- expected -->} that follows. They may be
 * indented, as in a list.
 */
final class Readme {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern BLOCK =
      Pattern.compile(
          "<!-- (?<mark>tested|expected) -->\\s*```(?<language>\\w+)\\n(?<body>.*?)\\n *```",
          Pattern.DOTALL);
  private static final String ANYTHING = "…";

  private Readme() {}

  /** One block of commands and what it must print, if the page says so. */
  record Step(String commands, Optional<Expected> expected) {}

  /** What a block must print. */
  record Expected(String language, String body) {

    /** Says what is missing from the output; nothing if all is there. */
    Optional<String> missingIn(String output) {
      return language.equals("json") ? missingJson(output) : missingLine(output);
    }

    /**
     * Every expected line stands in the output, in the same order; {@code …} stands for anything.
     */
    private Optional<String> missingLine(String output) {
      int from = 0;
      for (String line : body.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
        String regex =
            Pattern.compile(ANYTHING)
                .splitAsStream(line)
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse("");
        Matcher found =
            Pattern.compile(line.endsWith(ANYTHING) ? regex + ".*" : regex).matcher(output);
        if (!found.find(from)) {
          return Optional.of("the line: " + line);
        }
        from = found.end();
      }
      return Optional.empty();
    }

    /**
     * Every expected field has that value in the last JSON document printed; {@code "…"} stands for
     * any value.
     */
    private Optional<String> missingJson(String output) {
      try {
        return missing("", JSON.readTree(body), lastJson(output));
      } catch (IOException notJson) {
        return Optional.of("valid JSON: " + notJson.getMessage());
      }
    }

    /** curl ends its answers without a new line, so several may stand in one. */
    private static JsonNode lastJson(String output) throws IOException {
      JsonNode last = JSON.missingNode();
      for (String line : output.lines().filter(text -> text.startsWith("{")).toList()) {
        for (JsonNode document :
            JSON.readerFor(JsonNode.class).<JsonNode>readValues(line).readAll()) {
          last = document;
        }
      }
      return last;
    }

    private static Optional<String> missing(String pointer, JsonNode expected, JsonNode actual) {
      if (expected.isTextual()
          && expected.textValue().equals(ANYTHING)
          && !actual.isMissingNode()) {
        return Optional.empty();
      }
      if (expected.isObject()) {
        return expected.properties().stream()
            .map(
                field ->
                    missing(
                        pointer + "/" + field.getKey(),
                        field.getValue(),
                        actual.path(field.getKey())))
            .flatMap(Optional::stream)
            .findFirst();
      }
      if (expected.isArray()) {
        for (int i = 0; i < expected.size(); i++) {
          Optional<String> missing = missing(pointer + "/" + i, expected.get(i), actual.path(i));
          if (missing.isPresent()) {
            return missing;
          }
        }
        return Optional.empty();
      }
      return expected.equals(actual)
          ? Optional.empty()
          : Optional.of(pointer + ": " + expected + " (it is " + actual + ")");
    }
  }

  /** What stands below a heading of the second level, up to the next. */
  static String section(String page, String heading) {
    int from = page.indexOf("\n## " + heading + "\n");
    if (from < 0) {
      throw new IllegalArgumentException("No heading: " + heading);
    }
    int to = page.indexOf("\n## ", from + 1);
    return page.substring(from, to < 0 ? page.length() : to);
  }

  static List<Step> steps(String page) {
    List<Step> steps = new ArrayList<>();
    Matcher blocks = BLOCK.matcher(page);
    while (blocks.find()) {
      String body = blocks.group("body").stripIndent();
      if (blocks.group("mark").equals("tested")) {
        steps.add(new Step(body, Optional.empty()));
      } else if (steps.isEmpty() || steps.get(steps.size() - 1).expected().isPresent()) {
        throw new IllegalArgumentException(
            "An expected block without tested commands before it: " + body);
      } else {
        Step commands = steps.remove(steps.size() - 1);
        steps.add(
            new Step(
                commands.commands(), Optional.of(new Expected(blocks.group("language"), body))));
      }
    }
    return steps;
  }
}
