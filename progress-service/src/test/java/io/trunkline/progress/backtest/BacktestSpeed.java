package io.trunkline.progress.backtest;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.trunkline.progress.exercises.ExerciseReading;
import io.trunkline.progress.recommendation.Policies;
import io.trunkline.progress.rules.Catalogue;
import io.trunkline.progress.rules.Exercise;
import io.trunkline.progress.rules.History;
import io.trunkline.progress.rules.History.Kind;
import io.trunkline.progress.rules.History.Performed;
import io.trunkline.progress.rules.History.PerformedSet;
import io.trunkline.progress.rules.History.Ref;
import io.trunkline.progress.rules.History.Sensation;
import io.trunkline.progress.rules.History.Session;
import io.trunkline.progress.rules.Load;
import io.trunkline.progress.rules.Unit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures a roster: three years of three back exercises twice a week and an ache every ten weeks,
 * each athlete tried, compared and written as lines. Run from the module's folder with the test
 * class path; the first argument is the number of athletes, 1,000 by default.
 */
final class BacktestSpeed {

  private static final List<String> TRAINED = List.of("back-extension", "deadlift", "dumbbell-row");
  private static final OffsetDateTime START = OffsetDateTime.parse("2023-01-02T18:00:00+01:00");

  private BacktestSpeed() {}

  public static void main(String[] arguments) throws Exception {
    int athletes = arguments.length == 0 ? 1000 : Integer.parseInt(arguments[0]);
    Policies policies = new Policies();
    Trial trial =
        TrialReading.read(
            "{\"changes\":{\"rest.shortDays\":10}}".getBytes(StandardCharsets.UTF_8), policies);
    Catalogue catalogue = catalogue();
    ObjectWriter json =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build()
            .writer();
    long[] counts = new long[2];
    long start = System.nanoTime();
    for (int i = 0; i < athletes; i++) {
      History history = history("a-" + i, new SplittableRandom(i));
      new Season(history, catalogue, trial, policies.active())
          .tell(
              line -> {
                counts[0]++;
                counts[1] += bytes(json, line);
              });
    }
    System.out.printf(
        "%d athletes, %d lines, %d MB in %d ms%n",
        athletes, counts[0], counts[1] / 1_000_000, (System.nanoTime() - start) / 1_000_000);
  }

  private static int bytes(ObjectWriter json, Line line) {
    try {
      return json.writeValueAsBytes(line).length;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static History history(String athlete, SplittableRandom random) {
    List<Session> sessions = new ArrayList<>();
    List<Sensation> aches = new ArrayList<>();
    for (int day = 0; day < 3 * 365; day += 3 + random.nextInt(2)) {
      List<Performed> exercises = new ArrayList<>();
      for (String exercise : TRAINED) {
        Load load =
            new Load(new BigDecimal("2.5").multiply(BigDecimal.valueOf(8 + day / 90)), Unit.KG);
        PerformedSet set =
            new PerformedSet(8 + random.nextInt(5), null, null, load, null, null, null, false);
        exercises.add(new Performed(exercise, null, null, Collections.nCopies(3, set)));
      }
      sessions.add(new Session(new Ref("session/s" + day, 1), START.plusDays(day), exercises));
      if (day / 70 > aches.size()) {
        aches.add(
            new Sensation(
                new Ref("sensation/p" + day, 1),
                START.plusDays(day).plusHours(2),
                "lower-back",
                Kind.ACHE,
                1 + random.nextInt(5),
                null,
                null));
      }
    }
    return new History(athlete, sessions, aches, List.of(), null, List.of());
  }

  private static Catalogue catalogue() throws Exception {
    List<Exercise> exercises = new ArrayList<>();
    Path golden = Path.of("src/test/resources/rules/golden/catalogue.ndjson");
    for (String line : Files.readAllLines(golden)) {
      exercises.add(ExerciseReading.read(line.getBytes(StandardCharsets.UTF_8), false).exercise());
    }
    return Catalogue.of(17, exercises);
  }
}
