package io.trunkline.bench.journal;

import io.trunkline.local.LocalKafka;
import io.trunkline.local.LocalPostgres;
import io.trunkline.local.LocalPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Ratios of the journal, each taken in one run on one machine, load generator included. Kafka runs,
 * and the relay with it.
 */
public final class MeasureJournal {

  private static final int ROUNDS = 5;
  private static final int CONNECTIONS = 64;
  private static final int COMMIT_SIZE = 100;

  private final Path durable;
  private final Path undurable;
  private final Path directory;
  private final LocalKafka kafka;
  private final Database database;
  private final Database other;
  private final ProcessHandle postgres;

  private MeasureJournal(
      Path durable, Path undurable, Path directory, LocalKafka kafka, LocalPostgres postgres)
      throws IOException {
    this.durable = durable;
    this.undurable = undurable;
    this.directory = directory;
    this.kafka = kafka;
    this.database = postgres.database("durable");
    this.other = postgres.database("undurable");
    this.postgres = ProcessHandle.of(pidIn(directory.resolve("postgres/data"))).orElseThrow();
  }

  private static long pidIn(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  /**
   * Measures.
   *
   * @param args the service, its undurable copy, a directory for data, then {@code put SECONDS
   *     REQUESTS}, {@code stream LINES} or {@code growth FEW MANY}
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory(Files.createDirectories(Path.of(args[2])), "run");
    try (LocalKafka kafka = LocalKafka.start(directory.resolve("kafka"), 0);
        LocalPostgres postgres = LocalPostgres.start(directory.resolve("postgres"), 0)) {
      MeasureJournal measure =
          new MeasureJournal(Path.of(args[0]), Path.of(args[1]), directory, kafka, postgres);
      switch (args[3]) {
        case "put" -> measure.put(Integer.parseInt(args[4]), Long.parseLong(args[5]));
        case "stream" -> measure.stream(Long.parseLong(args[4]));
        case "growth" -> measure.growth(Long.parseLong(args[4]), Long.parseLong(args[5]));
        default -> throw new IllegalArgumentException(args[3]);
      }
    }
  }

  /**
   * The same endpoint with and without the journal, in turns.
   *
   * @param warmUp requests each of them answers before it counts: by seconds the slower one would
   *     be compiled less
   */
  private void put(int seconds, long warmUp) throws Exception {
    try (Service with = start(durable, database);
        Service without = start(undurable, other);
        Rows rows = Rows.of(database)) {
      warmUp("undurable", without, seconds, warmUp);
      warmUp("durable", with, seconds, warmUp);
      awaitNoMarks(rows);
      say("round  durable/s  undurable/s  ratio  marks left  processor us a request");
      List<Double> ratios = new ArrayList<>();
      List<Double> byProcessor = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        Processor begin = Processor.now(postgres);
        double slow = Requests.perSecond(with.port(), "r" + round, CONNECTIONS, seconds);
        long marks = rows.marks();
        // To publish is part of the price.
        awaitNoMarks(rows);
        Processor between = Processor.now(postgres);
        double fast = Requests.perSecond(without.port(), "r" + round, CONNECTIONS, seconds);
        Processor end = Processor.now(postgres);
        ratios.add(slow / fast);
        byProcessor.add(
            end.microsecondsSince(between, fast * seconds)
                / between.microsecondsSince(begin, slow * seconds));
        say(
            "%5d  %9.0f  %11.0f  %5.2f  %10d  durable%s; undurable%s",
            round,
            slow,
            fast,
            slow / fast,
            marks,
            between.inWordsSince(begin, slow * seconds),
            end.inWordsSince(between, fast * seconds));
      }
      say("median ratio by processor time %.2f", median(byProcessor));
      say("median ratio %.2f", median(ratios));
    }
  }

  private static void warmUp(String name, Service service, int seconds, long requests)
      throws Exception {
    long answered = 0;
    for (int round = 1; answered < requests; round++) {
      double rate = Requests.perSecond(service.port(), "w" + round, CONNECTIONS, seconds);
      answered += Math.round(rate * seconds);
      say("warming up %s: %d of %d requests, %.0f/s", name, answered, requests, rate);
    }
  }

  /** A stream beside the bare insert of the same rows. */
  private void stream(long lines) throws Exception {
    start(durable, database).close();
    double bare;
    double entriesAlone;
    try (Rows rows = Rows.of(database)) {
      rows.insertsPerSecond("warm", lines / 20, COMMIT_SIZE, false);
      rows.empty();
      Processor begin = Processor.now(postgres);
      bare = rows.insertsPerSecond("bare", lines / 5, COMMIT_SIZE, false);
      say("processor us a row, bare:%s", Processor.now(postgres).inWordsSince(begin, lines / 5.0));
      rows.empty();
      entriesAlone = rows.insertsPerSecond("bare", lines / 5, COMMIT_SIZE, true);
      rows.empty();
    }
    try (Service service = start(durable, database);
        Rows rows = Rows.of(database)) {
      Stream.perSecond(service.port(), "warm", lines / 20, answered -> {});
      awaitNoMarks(rows);
      rows.empty();
      say("lines answered  resident MiB");
      Processor begin = Processor.now(postgres);
      double streamed =
          Stream.perSecond(
              service.port(),
              "stream",
              lines,
              answered -> {
                if (answered % (lines / 10) == 0) {
                  say("%14d  %12d", answered, resident(service));
                }
              });
      say("marks left %d", rows.marks());
      Processor end = Processor.now(postgres);
      say("processor us a line:%s", end.inWordsSince(begin, 1.0 * lines));
      say("bare insert of entry, revision and mark  %8.0f/s", bare);
      say("bare insert of the entry alone           %8.0f/s", entriesAlone);
      say("stream                                   %8.0f/s", streamed);
      say("ratio %.2f (of the entry alone %.2f)", streamed / bare, streamed / entriesAlone);
    }
  }

  /** The same stream beside few entries and beside many. */
  private void growth(long few, long many) throws Exception {
    try (Service service = start(durable, database);
        Rows rows = Rows.of(database)) {
      Stream.perSecond(service.port(), "warm", 20_000, answered -> {});
      rows.prefill(0, few);
      double early = median(streams(service, rows, "early"));
      say("%d entries: %.0f lines/s", few, early);
      rows.prefill(few, many);
      double late = median(streams(service, rows, "late"));
      say("%d entries: %.0f lines/s", many, late);
      say("cost per entry × %.2f", early / late);
    }
  }

  private static List<Double> streams(Service service, Rows rows, String run) throws Exception {
    List<Double> rates = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      rates.add(Stream.perSecond(service.port(), run + round, 20_000, answered -> {}));
      awaitNoMarks(rows);
    }
    return rates;
  }

  private Service start(Path app, Database on) throws IOException, InterruptedException {
    return Service.start(app, kafka.bootstrapServers(), on, directory.resolve("service.log"));
  }

  /** So that no run pays for what an earlier one left to publish. */
  private static void awaitNoMarks(Rows rows) throws Exception {
    while (rows.marks() > 0) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private static long resident(Service service) {
    try {
      return service.residentMebibytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
