package io.trunkline.e2e;

import static io.trunkline.e2e.Day.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.local.App;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What alerts and dashboards ask Prometheus for, running services tell it, under those names. */
@ExtendWith(WholeLine.class)
class EveryAlertIsMeasuredE2E {

  private static final Path FILES = Line.CHECKOUT.resolve("deploy/helm/trunkline/files");
  private static final Pattern SERIES =
      Pattern.compile(
          "\\b(?<name>(trunkline|http|agroal|kafka|jvm|process)_[a-z_]+)(\\{(?<labels>[^}]*)})?");
  private static final Pattern LABEL = Pattern.compile("(?<name>\\w+)=~?\"(?<values>[^\"]*)\"");

  /** Prometheus knows the job; which statuses there are depends on what was asked. */
  private static final Set<String> NOT_OURS = Set.of("job", "status");

  @Test
  void every_series_there_is_an_alert_or_a_chart_for_is_told(Line line, Athlete ada)
      throws IOException {
    line.mayBeBroken();
    ada.did(day(0), "back-extension 2x10").asks("back-extension", day(3));
    List<String> wanted = wanted();
    assertThat(wanted).hasSizeGreaterThan(25);

    assertThat(Operator.awaits(() -> missing(line, wanted), List::isEmpty)).isEmpty();
  }

  /** Patterns of lines. */
  private static List<String> wanted() throws IOException {
    Set<String> wanted = new TreeSet<>();
    try (Stream<Path> files = Files.walk(FILES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher series = SERIES.matcher(Files.readString(file).replace("\\\"", "\""));
        while (series.find()) {
          wanted.addAll(lines(series.group("name"), series.group("labels")));
        }
      }
    }
    return List.copyOf(wanted);
  }

  private static List<String> lines(String name, String labels) {
    List<String> lines = new ArrayList<>(List.of("(?m)^" + name + "[{ ]"));
    Matcher label = LABEL.matcher(labels == null ? "" : labels);
    while (label.find()) {
      if (!NOT_OURS.contains(label.group("name"))) {
        for (String value : label.group("values").split("\\|", -1)) {
          lines.add("(?m)^" + name + "\\{.*\\b" + label.group("name") + "=\"" + value + "\"");
        }
      }
    }
    return lines;
  }

  private static List<String> missing(Line line, List<String> wanted) {
    StringBuilder told = new StringBuilder();
    for (App app : App.values()) {
      told.append(line.app().get(line.metrics(app)).body()).append('\n');
    }
    return wanted.stream().filter(series -> !Pattern.compile(series).matcher(told).find()).toList();
  }
}
