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
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ratios of the journal, each taken in one run on one machine, load generator included. Kafka runs,
 * and the relay with it.
 */
public final class MeasureJournal {

  private static final int ROUNDS = 5;
  private static final int CONNECTIONS = 64;
  private static final int COMMIT_SIZE = 100;
  private static final int WARM_UP_LINES = 100_000;
  private static final int STREAM_LINES = 20_000;
  private static final int PUT_SECONDS = 5;

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
      Requests.warmUp("undurable", without.port(), CONNECTIONS, seconds, warmUp);
      Requests.warmUp("durable", with.port(), CONNECTIONS, seconds, warmUp);
      awaitNoMarks(rows);
      say("round  durable/s  undurable/s  ratio  marks left  processor us a request");
      List<Double> ratios = new ArrayList<>();
      List<Double> byProcessor = new ArrayList<>();
      for (int round = 1; round <= ROUNDS; round++) {
        Processor begin = Processor.now(postgres);
        double slow = Requests.perSecond(with.port(), "r" + round, 0, CONNECTIONS, seconds);
        long marks = rows.marks();
        // To publish is part of the price.
        awaitNoMarks(rows);
        Processor between = Processor.now(postgres);
        double fast = Requests.perSecond(without.port(), "r" + round, 0, CONNECTIONS, seconds);
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
      say("entries in a transaction %.1f", rows.entriesInATransaction());
      say(
          "| `put %d %d` | %.2f (%.2f to %.2f); by processor time %.2f |",
          seconds,
          warmUp,
          median(ratios),
          Collections.min(ratios),
          Collections.max(ratios),
          median(byProcessor));
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
      Stream.perSecond(service.port(), "warm", 0, Math.min(lines, WARM_UP_LINES), answered -> {});
      awaitNoMarks(rows);
      rows.empty();
      say("lines answered  resident MiB");
      List<Long> resident = new ArrayList<>();
      Processor begin = Processor.now(postgres);
      double streamed =
          Stream.perSecond(
              service.port(),
              "stream",
              0,
              lines,
              answered -> {
                if (answered % (lines / 10) == 0) {
                  resident.add(resident(service));
                  say("%14d  %12d", answered, resident.get(resident.size() - 1));
                }
              });
      say("marks left %d", rows.marks());
      Processor end = Processor.now(postgres);
      say("processor us a line:%s", end.inWordsSince(begin, 1.0 * lines));
      say("bare insert of all rows                  %8.0f/s", bare);
      say("bare insert of the entry alone           %8.0f/s", entriesAlone);
      say("stream                                   %8.0f/s", streamed);
      say(
          "| `stream %d` | %.2f of the bare insert of all rows (%.2f of the entry alone); resident %d to %d MiB |",
          lines,
          streamed / bare,
          streamed / entriesAlone,
          Collections.min(resident),
          Collections.max(resident));
    }
  }

  /** The same streams and requests beside few entries and beside many. */
  private void growth(long few, long many) throws Exception {
    try (Service service = start(durable, database);
        Rows rows = Rows.of(database)) {
      say("warming up");
      AtomicLong next = new AtomicLong();
      stream(service, rows, next, WARM_UP_LINES);
      put(service, rows, next, 5 * PUT_SECONDS);
      rows.empty();
      rows.prefill(0, few);
      Costs early = costs(service, rows, next, few);
      rows.prefill(few, many);
      Costs late = costs(service, rows, next, many);
      say(
          "| `growth %d %d` | stream × %.2f, PUT × %.2f; by processor time × %.2f, × %.2f |",
          few,
          many,
          late.stream().wall() / early.stream().wall(),
          late.put().wall() / early.put().wall(),
          late.stream().processor() / early.stream().processor(),
          late.put().processor() / early.put().processor());
    }
  }

  /**
   * Of one entry, in microseconds.
   *
   * @param processor until it is published, of everything that runs
   */
  private record Cost(double wall, double processor) {
    static Cost median(List<Cost> rounds) {
      return new Cost(
          MeasureJournal.median(rounds.stream().map(Cost::wall).toList()),
          MeasureJournal.median(rounds.stream().map(Cost::processor).toList()));
    }
  }

  private record Costs(Cost stream, Cost put) {}

  private Costs costs(Service service, Rows rows, AtomicLong next, long entries) throws Exception {
    List<Cost> streamed = new ArrayList<>();
    List<Cost> put = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      streamed.add(stream(service, rows, next, STREAM_LINES));
      put.add(put(service, rows, next, PUT_SECONDS));
    }
    Costs costs = new Costs(Cost.median(streamed), Cost.median(put));
    say(
        "beside %d entries: %.0f us a line, %.0f us a PUT; processor %.0f and %.0f us",
        entries,
        costs.stream().wall(),
        costs.put().wall(),
        costs.stream().processor(),
        costs.put().processor());
    return costs;
  }

  private Cost stream(Service service, Rows rows, AtomicLong next, long lines) throws Exception {
    Processor begin = Processor.now(postgres);
    double rate =
        Stream.perSecond(service.port(), Rows.FILLED, next.getAndAdd(lines), lines, answered -> {});
    awaitNoMarks(rows);
    return new Cost(1e6 / rate, Processor.now(postgres).microsecondsSince(begin, 1.0 * lines));
  }

  private Cost put(Service service, Rows rows, AtomicLong next, int seconds) throws Exception {
    Processor begin = Processor.now(postgres);
    double rate = Requests.perSecond(service.port(), Rows.FILLED, next.get(), CONNECTIONS, seconds);
    awaitNoMarks(rows);
    double requests = rate * seconds;
    // Those not answered in time have taken numbers, too.
    next.addAndGet(Math.round(requests) + 10 * CONNECTIONS);
    return new Cost(1e6 / rate, Processor.now(postgres).microsecondsSince(begin, requests));
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
