package io.trunkline.progress.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trunkline.progress.Publisher;
import io.trunkline.progress.WireRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Athletes to look at, with the whole catalogue; days are counted back from now. */
final class Roster {

  private final OffsetDateTime now =
      OffsetDateTime.now(ZoneId.of("Europe/Berlin"))
          .truncatedTo(ChronoUnit.MINUTES)
          // Text without seconds would be no moment of the wire.
          .minusSeconds(7);

  private static final Path CATALOGUE =
      Path.of("../catalog-service/src/main/resources/catalog/exercises");

  private final Publisher publisher;
  private final List<WireRecord> records = new ArrayList<>();

  Roster(Publisher publisher) {
    this.publisher = publisher;
  }

  void catalogue() throws IOException {
    JsonNode articles =
        new YAMLMapper().readTree(Files.readAllBytes(CATALOGUE.resolve("../articles.yaml")));
    try (Stream<Path> files = Files.list(CATALOGUE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        ObjectNode definition = (ObjectNode) new YAMLMapper().readTree(Files.readAllBytes(file));
        definition.put("catalogue", 5).put("version", 2).put("retired", false);
        definition.set("articles", articles);
        records.add(
            WireRecord.exercise(
                definition.path("id").asText(),
                2,
                JsonMapper.builder().build().writeValueAsString(definition)));
      }
    }
  }

  Roster screened(String athlete) {
    return entry(
        athlete,
        "screening",
        "screening",
        "{\"answeredAt\":\"%s\",\"backHistory\":[],\"timeZone\":\"Europe/Berlin\"}"
            .formatted(now.minusDays(120)));
  }

  Roster did(String athlete, int daysAgo, String exercise, int sets, String set) {
    return entry(
        athlete,
        "session",
        "s" + daysAgo + "-" + exercise,
        "{\"startedAt\":\"%s\",\"exercises\":[{\"exercise\":\"%s\",\"sets\":[%s]}]}"
            .formatted(
                now.minusDays(daysAgo).minusHours(1),
                exercise,
                String.join(",", Collections.nCopies(sets, set))));
  }

  Roster felt(String athlete, int daysAgo, String kind, int severity) {
    return entry(
        athlete,
        "sensation",
        "p" + daysAgo,
        "{\"feltAt\":\"%s\",\"kind\":\"%s\",\"region\":\"lower-back\",\"severity\":%d}"
            .formatted(now.minusDays(daysAgo).minusMinutes(5), kind, severity));
  }

  Roster saw(String athlete, int daysAgo, String exercise, String form, String note) {
    return entry(
        athlete,
        "observation",
        "o" + daysAgo,
        "{\"seenAt\":\"%s\",\"author\":\"coach-1\",\"exercise\":\"%s\",\"form\":\"%s\",\"note\":\"%s\"}"
            .formatted(now.minusDays(daysAgo).minusMinutes(5), exercise, form, note));
  }

  private Roster entry(String athlete, String kind, String id, String body) {
    records.add(WireRecord.entry(athlete, kind, id, 1, body));
    return this;
  }

  /**
   * A season: rising loads, an ache in the middle, the way back, and a rotation with a weak side.
   */
  Roster season(String athlete) {
    screened(athlete);
    String[] loads = {"0", "0", "2.5", "5", "7.5", "7.5", "10"};
    for (int i = 0; i < loads.length; i++) {
      did(athlete, 110 - 7 * i, "back-extension", i < 2 ? 2 : 3, set(10 + i % 3, loads[i]));
    }
    felt(athlete, 67, "ache", 3);
    String[] back = {"5", "5", "6", "7.5", "7.5", "10", "10", "12.5"};
    for (int i = 0; i < back.length; i++) {
      did(athlete, 57 - 7 * i, "back-extension", i < 2 ? 1 : 3, set(10 + i % 3, back[i]));
    }
    felt(athlete, 30, "soreness", 4);
    for (int i = 0; i < 8; i++) {
      did(
          athlete,
          40 - 5 * i,
          "lower-trunk-rotation",
          1,
          "{\"repsLeft\":8,\"repsRight\":5,\"holdSeconds\":3}");
      did(athlete, 41 - 5 * i, "trunk-lift", 2, "{\"reps\":" + (10 + i % 5) + "}");
    }
    return this;
  }

  static String set(int reps, String kilograms) {
    return "{\"reps\":%d,\"load\":{\"value\":%s,\"unit\":\"kg\"}}".formatted(reps, kilograms);
  }

  /** Returns once all are in the log. */
  void send() {
    publisher.send(records.toArray(WireRecord[]::new));
    records.clear();
  }
}
