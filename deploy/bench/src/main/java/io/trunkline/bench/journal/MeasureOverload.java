package io.trunkline.bench.journal;

import io.trunkline.local.LocalKafka;
import io.trunkline.local.LocalPostgres;
import io.trunkline.local.LocalPostgres.Database;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What becomes of accepted requests when twice as many come as can be served, and afterwards. Load
 * and service share the machine.
 */
public final class MeasureOverload {

  private static final int CLOSED = 64;
  // More than are let in at a time, so that some are always over.
  private static final int OPEN = 256;
  private static final long WARM_UP = 100_000;
  private static final int NORMAL_PERCENT = 70;
  private static final int OVERLOAD_PERCENT = 200;

  private final int port;

  private MeasureOverload(int port) {
    this.port = port;
  }

  /** One phase: how long each accepted request took, in nanoseconds, and what the others got. */
  private record Phase(String run, List<Long> accepted, long shed, long other, double offered) {

    double p99Millis() {
      long[] sorted = accepted.stream().mapToLong(Long::longValue).sorted().toArray();
      return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 99L / 100)] / 1e6;
    }
  }

  /**
   * Measures.
   *
   * @param args the service, a directory for data, seconds of each phase
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory(Files.createDirectories(Path.of(args[1])), "run");
    int seconds = Integer.parseInt(args[2]);
    try (LocalKafka kafka = LocalKafka.start(directory.resolve("kafka"), 0);
        LocalPostgres postgres = LocalPostgres.start(directory.resolve("postgres"), 0)) {
      Database database = postgres.database("session");
      Path log = directory.resolve("session-service.log");
      try (Service service =
          Service.start(Path.of(args[0]), kafka.bootstrapServers(), database, log)) {
        new MeasureOverload(service.port()).phases(seconds, database);
      }
    }
  }

  private void phases(int seconds, Database database) throws Exception {
    Requests.warmUp("the service", port, CLOSED, seconds, WARM_UP);
    double sustainable = Requests.perSecond(port, "closed", 0, CLOSED, seconds);
    System.out.printf(Locale.ROOT, "sustainable: %.0f/s on %d connections%n", sustainable, CLOSED);
    phase("settle", sustainable * NORMAL_PERCENT / 100, seconds);
    Phase normal = phase("normal", sustainable * NORMAL_PERCENT / 100, seconds);
    Phase overload = phase("overload", sustainable * OVERLOAD_PERCENT / 100, seconds);
    Phase after = phase("after", sustainable * NORMAL_PERCENT / 100, seconds);
    System.out.printf(
        Locale.ROOT,
        "p99 of accepted requests, overload / normal: %.2f (target: at most 3); after / normal:"
            + " %.2f%n",
        overload.p99Millis() / normal.p99Millis(),
        after.p99Millis() / normal.p99Millis());
    for (Phase phase : List.of(normal, overload, after)) {
      System.out.printf(
          "%s: %d acknowledged, %d of them missing%n",
          phase.run(), phase.accepted().size(), phase.accepted().size() - kept(database, phase));
    }
  }

  private Phase phase(String run, double perSecond, int seconds)
      throws InterruptedException, ExecutionException {
    AtomicLong next = new AtomicLong();
    AtomicLong shed = new AtomicLong();
    AtomicLong other = new AtomicLong();
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService threads = Executors.newFixedThreadPool(OPEN);
    List<Future<List<Long>>> each = new ArrayList<>();
    for (int connection = 0; connection < OPEN; connection++) {
      each.add(
          threads.submit(
              () -> {
                List<Long> accepted = new ArrayList<>();
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                  socket.setTcpNoDelay(true);
                  InputStream in = new BufferedInputStream(socket.getInputStream());
                  while (true) {
                    long number = next.getAndIncrement();
                    long due = begin + (long) (number * 1e9 / perSecond);
                    if (due >= end || System.nanoTime() >= end) {
                      return accepted;
                    }
                    while (System.nanoTime() < due) {
                      LockSupport.parkNanos(due - System.nanoTime());
                    }
                    long sent = System.nanoTime();
                    socket.getOutputStream().write(Requests.put(run, number));
                    String status = Requests.answer(in);
                    if (status.contains(" 201 ")) {
                      accepted.add(System.nanoTime() - sent);
                    } else {
                      (status.contains(" 503 ") ? shed : other).incrementAndGet();
                    }
                  }
                } catch (IOException failed) {
                  throw new UncheckedIOException(failed);
                }
              }));
    }
    List<Long> accepted = new ArrayList<>();
    for (Future<List<Long>> one : each) {
      accepted.addAll(one.get());
    }
    threads.shutdown();
    double took = (System.nanoTime() - begin) / 1e9;
    double offered = (accepted.size() + shed.get() + other.get()) / took;
    Phase phase = new Phase(run, accepted, shed.get(), other.get(), offered);
    System.out.printf(
        Locale.ROOT,
        "%-9s offered %.0f/s: accepted %.0f/s with p99 %.1f ms, told to come again %d, other"
            + " answers %d%n",
        run,
        offered,
        accepted.size() / took,
        phase.p99Millis(),
        phase.shed(),
        phase.other());
    return phase;
  }

  private static long kept(Database database, Phase phase) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.workers().username(), database.workers().password());
        PreparedStatement count =
            connection.prepareStatement("SELECT count(*) FROM entry WHERE athlete LIKE ?")) {
      count.setString(1, phase.run() + "-%");
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
