package io.trunkline.bench.journal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/** One stream of new sessions, sent and answered at the same time. */
public final class Stream {

  private static final int LINES_IN_A_CHUNK = 50;

  private Stream() {}

  /**
   * How many lines were recorded in a second.
   *
   * @param first number of the first of them
   * @param progress is told the lines answered so far, every hundredth of all
   */
  public static double perSecond(
      int port, String run, long first, long lines, LongConsumer progress) throws IOException {
    long begin = System.nanoTime();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> send(socket, run, first, lines));
      InputStream in = new BufferedInputStream(socket.getInputStream(), 65536);
      String status = Requests.readLine(in);
      if (!status.contains(" 200 ")) {
        throw new IOException("answered " + status);
      }
      String last = "";
      long seen = 0;
      // Lines of the chunked encoding stand between; only verdicts begin with a brace.
      while (!last.startsWith("{\"summary\"")) {
        String line = Requests.readLine(in);
        if (line.startsWith("{")) {
          last = line;
          seen++;
          if (seen % Math.max(1, lines / 100) == 0) {
            progress.accept(seen);
          }
        }
      }
      sending.join();
      if (!last.contains("\"created\":" + lines + ",")) {
        throw new IOException("not all were created: " + last);
      }
    }
    return lines * 1e9 / (System.nanoTime() - begin);
  }

  private static void send(Socket socket, String run, long first, long lines) {
    try {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 65536);
      write(
          out,
          String.join(
              "\r\n",
              "POST /v1/entries HTTP/1.1",
              "Host: localhost",
              Requests.AUTHORIZATION,
              "Content-Type: application/x-ndjson",
              "Transfer-Encoding: chunked",
              "",
              ""));
      StringBuilder chunk = new StringBuilder();
      for (long number = first; number < first + lines; number++) {
        chunk.append(Training.line(run, number));
        if ((number + 1) % LINES_IN_A_CHUNK == 0 || number + 1 == first + lines) {
          write(out, Integer.toHexString(chunk.length()) + "\r\n" + chunk + "\r\n");
          chunk.setLength(0);
        }
      }
      write(out, "0\r\n\r\n");
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
