package io.trunkline.bench.journal;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** PUTs of new sessions over kept-alive connections, each sending as soon as it was answered. */
final class Requests {

  static final String AUTHORIZATION = "Authorization: Bearer " + Service.IDENTITY.app();

  private final int port;
  private final String run;
  private final AtomicLong next;

  private Requests(int port, String run, long first) {
    this.port = port;
    this.run = run;
    this.next = new AtomicLong(first);
  }

  /**
   * How many were answered 201 in a second.
   *
   * @param first number of the first session
   */
  static double perSecond(int port, String run, long first, int connections, int seconds)
      throws InterruptedException, ExecutionException {
    Requests requests = new Requests(port, run, first);
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    long begin = System.nanoTime();
    long end = begin + TimeUnit.SECONDS.toNanos(seconds);
    List<Future<Long>> answered = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      answered.add(threads.submit(() -> requests.sendUntil(end)));
    }
    long sum = 0;
    for (Future<Long> each : answered) {
      sum += each.get();
    }
    threads.shutdown();
    return sum * 1e9 / (System.nanoTime() - begin);
  }

  /** Until that many were answered: by seconds the slower of two would be compiled less. */
  static void warmUp(String name, int port, int connections, int seconds, long requests)
      throws InterruptedException, ExecutionException {
    long answered = 0;
    for (int round = 1; answered < requests; round++) {
      double rate = perSecond(port, "w" + round, 0, connections, seconds);
      answered += Math.round(rate * seconds);
      System.out.printf(
          Locale.ROOT,
          "warming up %s: %d of %d requests, %.0f/s%n",
          name,
          answered,
          requests,
          rate);
    }
  }

  private long sendUntil(long end) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      long answered = 0;
      while (System.nanoTime() < end) {
        socket.getOutputStream().write(put(run, next.getAndIncrement()));
        String status = answer(in);
        if (!status.contains(" 201 ")) {
          throw new IOException("answered " + status);
        }
        answered++;
      }
      return answered;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The request of that number. */
  static byte[] put(String run, long number) {
    String body = Training.body(number);
    String head =
        String.join(
            "\r\n",
            "PUT /v1/athletes/"
                + Training.athlete(run, number)
                + "/sessions/"
                + Training.id(number)
                + " HTTP/1.1",
            "Host: localhost",
            AUTHORIZATION,
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            "",
            "");
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  /** Reads an answer to its end and gives its first line. */
  static String answer(InputStream in) throws IOException {
    String status = readLine(in);
    int length = 0;
    for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }
}
