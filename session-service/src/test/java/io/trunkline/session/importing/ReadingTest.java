package io.trunkline.session.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file holds, each of its rows is accounted for. */
class ReadingTest {

  private static final Locality HERE = new Locality(ZoneId.of("Europe/Berlin"), "kg");
  private static final ExerciseNames NAMES = new ExerciseNames(Map.of());
  private static final int ROUNDS = Integer.getInteger("imports.fuzz", 400);
  private static final long SEED = Long.getLong("imports.seed", 20260504);
  private static final List<String> NASTY =
      List.of(
          "\"",
          "\"\"",
          ",",
          ";",
          "\t",
          "\n",
          "\r\n",
          "\r",
          "\0",
          "\uFEFF",
          "💪",
          "-",
          "0",
          "1e400",
          "NaN",
          "99999999999999999999",
          "0000-00-00",
          "9999-12-31 23:59:59",
          "4 May 2026",
          "Rest Timer",
          "W",
          "h m s",
          "1h",
          "=1+1",
          "\u202e",
          "{}",
          "lbs");

  static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/imports"))) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void every_row_is_in_one_session_or_skipped(Path sample) throws IOException {
    accountFor(Files.readAllBytes(sample));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_spoiled_file_is_read_or_refused_and_every_row_is_accounted_for(Path sample)
      throws IOException {
    String file = Files.readString(sample);
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      String spoiled = spoil(file, random);
      assertThatNoException()
          .as("seed %d, round %d:%n%s", SEED, round, spoiled)
          .isThrownBy(() -> accountFor(spoiled.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Test
  void random_bytes_are_refused() {
    Random random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(2000)];
      random.nextBytes(bytes);
      assertThatNoException().isThrownBy(() -> accountFor(bytes));
    }
  }

  /** Rows of StrongLifts may lean on the row before them, and so keep their order. */
  static List<Path> samplesOfIndependentRows() throws IOException {
    return samples().stream()
        .filter(sample -> !sample.getFileName().toString().startsWith("stronglifts"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("samplesOfIndependentRows")
  void the_order_of_the_workouts_in_the_file_makes_no_difference(Path sample) throws IOException {
    Table table = Table.read(Files.readAllBytes(sample));
    List<Row> sorted = new ArrayList<>(table.rows());
    // Newest first or oldest first: workouts change places, rows of one do not.
    sorted.sort(Comparator.comparing((Row row) -> row.cells().get(0)).reversed());
    Table other = new Table(table.tracker(), table.header(), sorted);

    assertThat(bodies(other)).containsExactlyInAnyOrderElementsOf(bodies(table));
  }

  @Test
  void a_workout_of_very_many_rows_takes_no_more_than_its_time() {
    StringBuilder file =
        new StringBuilder("Date,Workout Name,Exercise Name,Set Order,Weight,Reps\n");
    for (int i = 0; i < 100_000; i++) {
      file.append("2026-05-04 18:00:00,Push,")
          .append("Exercise ")
          .append(i)
          .append(',')
          .append(i)
          .append(",20,5\n");
    }
    byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);

    assertTimeout(Duration.ofSeconds(20), () -> accountFor(bytes));
  }

  private static List<String> bodies(Table table) {
    return Reading.of(table, HERE).drafts().stream()
        .filter(SessionDraft::hasSets)
        .map(draft -> draft.id() + draft.session(HERE.zone(), NAMES).body())
        .toList();
  }

  /** Refusals of whole files are fine; anything else that is thrown is not. */
  private static void accountFor(byte[] file) {
    Table table;
    Reading reading;
    try {
      table = Table.read(file);
      reading = Reading.of(table, HERE);
    } catch (HttpProblem refused) {
      assertThat(refused.getStatusCode()).isEqualTo(422);
      return;
    }
    List<Integer> seen = new ArrayList<>(reading.unusable().keySet());
    for (SessionDraft draft : reading.drafts()) {
      seen.addAll(draft.rows());
      if (draft.hasSets()) {
        SessionDraft.Session session = draft.session(HERE.zone(), NAMES);
        int sets =
            IntStream.range(0, session.rowOfSets().size())
                .map(i -> session.rowOfSets().get(i).size())
                .sum();
        assertThat(session.body().findValues("sets").stream().mapToInt(each -> each.size()).sum())
            .isEqualTo(sets);
      }
    }
    assertThat(seen).hasSize(table.rows().size());
    assertThat(new TreeSet<>(seen))
        .isEqualTo(new TreeSet<>(table.rows().stream().map(Row::number).toList()));
  }

  private static String spoil(String file, Random random) {
    StringBuilder spoiled = new StringBuilder(file);
    // The header stays, most of the time, or nothing behind it would be read.
    int from = random.nextInt(10) == 0 ? 0 : file.indexOf('\n');
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      int at = from + random.nextInt(Math.max(1, spoiled.length() - from));
      switch (random.nextInt(4)) {
        case 0 -> spoiled.insert(at, NASTY.get(random.nextInt(NASTY.size())));
        case 1 -> spoiled.delete(at, Math.min(spoiled.length(), at + 1 + random.nextInt(20)));
        case 2 -> spoiled.setLength(Math.max(from, at));
        default ->
            spoiled.insert(
                at,
                spoiled.substring(at, Math.min(spoiled.length(), at + 1 + random.nextInt(200))));
      }
    }
    return spoiled.toString();
  }
}
